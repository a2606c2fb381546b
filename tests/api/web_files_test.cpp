// The widget's files over HTTP: names, forms, caching.
#include "api/web_files.h"

#include <string>

#include "tests/api/api_server.h"

namespace nestline::test {
namespace {

Reply get(ApiServer& server, const std::string& path, const std::string& headers) {
  return server.call("GET", path, "", "", headers);
}

}  // namespace

TEST_CASE("the style sheet of the pages is cached for good under its own name") {
  ApiServer server;
  const std::string page = server.get("/ask").body;
  const std::size_t at = page.find("/assets/page-");
  REQUIRE(at != std::string::npos);
  const Reply style = server.get(page.substr(at, page.find('"', at) - at));
  CHECK(style.status == 200);
  CHECK(style.header("content-type") == "text/css; charset=utf-8");
  CHECK(style.header("cache-control") == "public, max-age=31536000, immutable");
  CHECK(server.get("/assets/page-000000000000.css").status == 404);
}

TEST_CASE("each file comes in the form that the client takes, with a tag of its own") {
  if (!api::has_web_files()) return;  // NESTLINE_WEB=OFF: the other case below
  ApiServer server;
  const api::WebFile* panel = api::web_file_named("panel");
  REQUIRE(panel != nullptr);
  const Reply plain = server.get(panel->path);
  CHECK(plain.status == 200);
  CHECK(plain.body == panel->plain.view());
  CHECK(plain.header("content-encoding").empty());
  const Reply gzip = get(server, panel->path, "Accept-Encoding: deflate, gzip\r\n");
  CHECK(gzip.header("content-encoding") == "gzip");
  CHECK(gzip.body == panel->gzip.view());
  const Reply brotli = get(server, panel->path, "Accept-Encoding: gzip, br;q=0.9\r\n");
  CHECK(brotli.header("content-encoding") == "br");
  CHECK(brotli.body == panel->brotli.view());
  CHECK(get(server, panel->path, "Accept-Encoding: br;q=0, gzip;q=0.0\r\n").body == plain.body);
  CHECK(plain.header("etag") != gzip.header("etag"));
  CHECK(gzip.header("etag") != brotli.header("etag"));
  for (const Reply& reply : {plain, gzip, brotli}) {
    CHECK(reply.header("content-type") == "text/javascript; charset=utf-8");
    CHECK(reply.header("cache-control") == "public, max-age=31536000, immutable");
    CHECK(reply.header("vary") == "Accept-Encoding");
    CHECK(reply.header("access-control-allow-origin") == "*");
    CHECK(reply.header("cross-origin-resource-policy") == "cross-origin");
  }
}

TEST_CASE("the entry is asked for again soon, and is not sent again where it is known") {
  if (!api::has_web_files()) return;
  ApiServer server;
  const Reply first = server.get("/widget.js");
  CHECK(first.status == 200);
  CHECK(first.header("cache-control") == "public, max-age=300, must-revalidate");
  const std::string tag = first.header("etag");
  for (const std::string& known : {tag, "W/" + tag, "\"x\", " + tag, std::string("*")}) {
    const Reply again = get(server, "/widget.js", "If-None-Match: " + known + "\r\n");
    CHECK(again.status == 304);
    CHECK(again.body.empty());
    CHECK(again.header("etag") == tag);
  }
  CHECK(get(server, "/widget.js", "If-None-Match: \"other\"\r\n").status == 200);
  CHECK(server.get("/assets/none.js").status == 404);
  CHECK(server.get("/assets/..%2Fwidget.js").status == 400);
}

TEST_CASE("the front page shows the widget, or says that there is none") {
  ApiServer server;
  const Reply home = server.get("/");
  CHECK(home.status == 200);
  CHECK(home.body.find("{{") == std::string::npos);
  const bool says_missing = home.body.find("NESTLINE_WEB=OFF") != std::string::npos;
  CHECK(says_missing != api::has_web_files());
  const Reply script = server.get("/widget.js");
  CHECK(script.status == (api::has_web_files() ? 200 : 404));
}

}  // namespace nestline::test
