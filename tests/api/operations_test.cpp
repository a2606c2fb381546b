// What operators and integrators see: probes, the contract, pages, refusals of the core; and what
// happens when something inside fails.
#include <string>
#include <vector>

#include "tests/api/api_server.h"
#include "tests/http/test_server.h"

namespace nestline::test {
namespace {

constexpr char kAdvice[] = "English sentence for error.unavailable.";
constexpr char kMessages[] = "/v1/conversations/{conversation_id}/messages";

ApiSetup with_routes(std::function<void(std::vector<api::Route>&)> change) {
  return {.reviewed = false,
          .sso_header = {},
          .http = {},
          .change_routes = std::move(change),
          .observe = {}};
}

void replace(std::vector<api::Route>& routes, const std::string& path, api::Handler handler) {
  for (api::Route& route : routes) {
    if (route.path == path) route.handler = handler;
  }
}

api::HttpResponse throw_a_secret(const api::HttpRequest&) {
  throw std::runtime_error("secret: /etc/passwd");
}

}  // namespace

TEST_CASE("livez answers") {
  ApiServer server;
  const Reply reply = server.get("/livez");
  CHECK(reply.status == 200);
  CHECK(reply.json() == Json{{"status", "ok"}});
}

TEST_CASE("readyz is ready, degraded while the database fails, and ready again") {
  ApiServer server;
  const auto state = [&] {
    const Reply reply = server.get("/readyz");
    CHECK(reply.status == 200);
    CHECK(reply.json()["edition"] == 1);
    return reply.json().value("status", "");
  };
  CHECK(state() == "ready");
  server.faults().set(FaultyDatabase::Mode::DiskFull);
  server.answer_to("my baby wont stop crying");
  server.flush();
  CHECK(state() == "degraded");
  CHECK(server.get("/readyz").json()["reasons"] ==
        Json::array({"the database does not take records now"}));
  CHECK(server.answer_to("i want to die")["kind"] ==
        "urgent");  // the urgent reply needs no database
  server.faults().set(FaultyDatabase::Mode::Pass);
  server.flush();
  CHECK(state() == "ready");
  CHECK(server.get("/readyz").json()["reasons"].empty());
}

TEST_CASE("readyz says 503 while the server is going away, and answers still come") {
  ApiServer server;
  server.app().drain();
  const Reply reply = server.get("/readyz");
  CHECK(reply.status == 503);
  CHECK(reply.json()["status"] == "draining");
  CHECK(server.get("/livez").status == 200);
  CHECK(server.answer_to("i want to die")["kind"] == "urgent");
}

TEST_CASE(
    "an exception in a handler gives a fixed 500 with the emergency advice where a question was "
    "asked") {
  ApiServer server(with_routes([](std::vector<api::Route>& routes) {
    for (const std::string path : {"/v1/ask", kMessages, "/v1/topics"})
      replace(routes, path, &throw_a_secret);
  }));
  for (const std::string& path :
       {std::string("/v1/ask"), "/v1/conversations/" + std::string(32, '0') + "/messages"}) {
    CAPTURE(path);
    const Reply reply = server.post(path, asking("my baby cries"));
    CHECK(reply.status == 500);
    CHECK(reply.problem() == "internal");
    CHECK(reply.json().value("detail", "") == kAdvice);
    CHECK(reply.body.find("secret") == std::string::npos);
  }
  const Reply topics = server.get("/v1/topics");
  CHECK(topics.status == 500);
  CHECK_FALSE(topics.json().contains("detail"));
  CHECK(server.get("/v1/referrals").status == 200);
}

TEST_CASE("a question that no worker is free for gets the emergency advice too") {
  Gate gate;
  ApiSetup setup = with_routes([&gate](std::vector<api::Route>& routes) {
    for (api::Route& route : routes) {
      if (route.path != "/v1/ask") continue;
      route.handler = [&gate, handler = route.handler](const api::HttpRequest& request) {
        gate.wait_at();
        return handler(request);
      };
    }
  });
  setup.http.workers = 1;
  setup.http.queue_limit = 1;
  ApiServer server(std::move(setup));
  const std::string bytes =
      request_bytes("POST", "/v1/ask", asking("my baby wont stop crying"), "application/json");
  RawClient working(server.port());
  working.send(bytes);
  REQUIRE(gate.wait_for_waiting(1));
  RawClient queued(server.port());
  queued.send(bytes);
  const auto is_queued = [&] {  // then the next one finds the queue full
    RawClient probe(server.port());
    probe.send(bytes);
    return probe.is_readable(std::chrono::milliseconds(50));
  };
  REQUIRE(eventually(is_queued));
  const Reply refused = server.post("/v1/ask", asking("my baby wont stop crying"));
  CHECK(refused.status == 503);
  CHECK(refused.problem() == "unavailable");
  CHECK(refused.json().value("detail", "") == kAdvice);
  CHECK_FALSE(refused.header("retry-after").empty());
  CHECK(server.get("/livez").status == 200);  // needs no worker
  gate.open();
  CHECK(working.read_answer().status == 200);
}

TEST_CASE(
    "the contract is served as it is in the sources, and as a page that loads nothing from "
    "elsewhere") {
  ApiServer server;
  const Reply contract = server.get("/openapi.json");
  CHECK(contract.status == 200);
  CHECK(contract.header("content-type") == "application/json");
  CHECK(contract.body == read_file(NESTLINE_CONTRACT));
  const Reply docs = server.get("/docs");
  CHECK(docs.status == 200);
  CHECK(docs.header("content-type") == "text/html; charset=utf-8");
  CHECK(docs.header("content-security-policy").find("default-src 'none'") == 0);
  for (const std::string path :
       {"/v1/ask", "/v1/conversations/{conversation_id}/messages", "/v1/topics",
        "/v1/passages/{topic}/{slug}", "/v1/feedback", "/readyz"}) {
    CAPTURE(path);
    CHECK(docs.body.find(path) != std::string::npos);
  }
  const Reply home = server.get("/");
  CHECK(home.status == 200);
  for (const Reply* page : {&docs, &home}) {
    for (const std::string foreign : {"src=\"http", "src=\"//", "url(", "href=\"http", "@import"}) {
      CAPTURE(foreign);
      CHECK(page->body.find(foreign) == std::string::npos);
    }
  }
}

TEST_CASE("a path or method that is not offered is refused with a problem") {
  ApiServer server;
  for (const std::string path :
       {"/nothing", "/v1", "/v1/ask/", "/v2/ask", "/metrics", "/v1/staff/nothing"}) {
    CAPTURE(path);
    const Reply reply = server.get(path);
    CHECK(reply.status == 404);
    CHECK(reply.problem() == "not_found");
  }
  const Reply get_ask = server.get("/v1/ask");
  CHECK(get_ask.status == 405);
  CHECK(get_ask.problem() == "method_not_allowed");
  CHECK(get_ask.header("allow") == "OPTIONS, POST");
  CHECK(server.call("DELETE", "/v1/topics", "", "").status == 405);
  CHECK(server.call("PUT", "/v1/ask", asking("a"), "application/json").status == 405);
  CHECK(server.get("/v1/topics?locale=%FF").status == 400);
}

TEST_CASE("HEAD gives the head of GET, OPTIONS the methods") {
  ApiServer server;
  const Reply head = server.call("HEAD", "/v1/topics", "", "");
  const Reply get = server.get("/v1/topics");
  CHECK(head.status == 200);
  CHECK(head.body.empty());
  CHECK(head.header("content-length") == std::to_string(get.body.size()));
  CHECK(head.header("content-type") == get.header("content-type"));
  const Reply options = server.call("OPTIONS", "/v1/ask", "", "");
  CHECK(options.status == 204);
  CHECK(options.header("allow") == "OPTIONS, POST");
}

TEST_CASE("every answer has a request id of its own, also what the client sends as one") {
  ApiServer server;
  const Reply first = server.call("GET", "/v1/topics", "", "", "X-Request-Id: chosen-by-me\r\n");
  const Reply second = server.get("/nothing");
  CHECK(first.header("x-request-id") != "chosen-by-me");
  CHECK(first.header("x-request-id") != second.header("x-request-id"));
  CHECK(second.json()["request_id"] == second.header("x-request-id"));
}

TEST_CASE(
    "answers are not kept by caches, content is asked for anew, and no answer sets a cookie") {
  ApiServer server;
  CHECK(server.post("/v1/ask", asking("my baby cries")).header("cache-control") == "no-store");
  CHECK(server.post("/v1/conversations", "{}").header("cache-control") == "no-store");
  CHECK(server.get("/v1/helplines").header("cache-control") == "private, no-cache");
  CHECK(server.get("/livez").header("cache-control") == "no-store");
}

}  // namespace nestline::test
