#include "api/http/router.h"

#include <doctest/doctest.h>

using namespace nestline::api;

namespace {

HttpResponse nothing(const HttpRequest&) { return {}; }

Router table() {
  auto built = Router::build({{"GET", "/", nothing, 0},
                              {"GET", "/v1/items/{id}", nothing, 0},
                              {"PUT", "/v1/items/{id}", nothing, 0},
                              {"GET", "/v1/items/search", nothing, 0},
                              {"GET", "/v1/passages/{topic}/{slug}", nothing, 0}});
  REQUIRE(built.ok());
  return std::move(built).value();
}

std::string matched(const RouteMatch& match) { return match.route ? match.route->path : ""; }

}  // namespace

TEST_CASE("a template's names are filled from the path") {
  const Router router = table();
  const RouteMatch match = router.find("GET", {"v1", "passages", "sleep", "naps"});
  REQUIRE(matched(match) == "/v1/passages/{topic}/{slug}");
  REQUIRE(match.path_parameters.size() == 2);
  CHECK(match.path_parameters[0].name == "topic");
  CHECK(match.path_parameters[0].value == "sleep");
  CHECK(match.path_parameters[1].value == "naps");
}

TEST_CASE("a literal segment beats a name, whatever the order of the table") {
  const Router router = table();
  CHECK(matched(router.find("GET", {"v1", "items", "search"})) == "/v1/items/search");
  CHECK(matched(router.find("GET", {"v1", "items", "7"})) == "/v1/items/{id}");
}

TEST_CASE("an unknown path and a wrong method are told apart") {
  const Router router = table();
  CHECK(router.find("GET", {"v1", "nothing"}).allowed.empty());
  CHECK(router.find("GET", {"v1", "items", ""}).allowed.empty());
  const RouteMatch wrong = router.find("POST", {"v1", "items", "7"});
  CHECK(wrong.route == nullptr);
  CHECK(wrong.allowed == "GET, HEAD, OPTIONS, PUT");
}

TEST_CASE("the root path has a route of its own") {
  const Router router = table();
  CHECK(matched(router.find("GET", {""})) == "/");
}

TEST_CASE("HEAD is served by GET's route, or by its own") {
  CHECK(matched(table().find("HEAD", {"v1", "items", "7"})) == "/v1/items/{id}");
  auto built = Router::build({{"GET", "/a", nothing, 0}, {"HEAD", "/a", nothing, 0}});
  REQUIRE(built.ok());
  CHECK(built->find("HEAD", {"a"}).route->method == "HEAD");
  CHECK(built->find("GET", {"a"}).route->method == "GET");
}

TEST_CASE("a table that makes no sense is refused") {
  const std::vector<std::vector<Route>> tables = {
      {{"GET", "no-slash", nothing, 0}},
      {{"GET", "/a/{b", nothing, 0}},
      {{"GET", "/a/{}", nothing, 0}},
      {{"GET", "/a", nullptr, 0}},
      {{"", "/a", nothing, 0}},
      {{"GET", "/a/{x}", nothing, 0}, {"GET", "/a/{y}", nothing, 0}}};
  for (const auto& routes : tables) {
    CAPTURE(routes.front().path);
    CHECK_FALSE(Router::build(routes).ok());
  }
}
