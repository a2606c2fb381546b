// What a well-behaved client sees.
#include "tests/http/test_server.h"

#include <doctest/doctest.h>

#include <set>

#include <pthread.h>

using namespace nestline;
using namespace nestline::test;

namespace {

api::HttpResponse tell_parameters(const api::HttpRequest& request) {
  return {200,
          "text/plain",
          {},
          request.path_parameter("a").value_or("-") + "|" +
              request.query_parameter("q").value_or("-") + "|" + request.client_address};
}

std::string method(const std::string& name, const std::string& path) {
  return name + " " + path + " HTTP/1.1\r\nHost: test\r\n\r\n";
}

}  // namespace

TEST_CASE("a connection serves many requests") {
  TestServer server;
  RawClient client = server.connect();
  for (int i = 0; i < 50; ++i) {
    const Answer answer = client.request(get("/hello"));
    REQUIRE(answer.status == 200);
    REQUIRE(answer.body == "hello");
    REQUIRE(answer.header("connection").empty());
  }
}

TEST_CASE("a body arrives whole, whatever bytes it holds and however it is cut") {
  TestServer server;
  RawClient client = server.connect();
  std::string body(60'000, 'x');
  for (std::size_t i = 0; i < body.size(); ++i) body[i] = static_cast<char>(i % 256);
  CHECK(client.request(post("/echo", body)).body == body);
  for (const char byte : post("/echo", "a\r\n\r\nGET / HTTP/1.1")) REQUIRE(client.send({&byte, 1}));
  CHECK(client.read_answer().body == "a\r\n\r\nGET / HTTP/1.1");
}

TEST_CASE("pipelined requests are all answered, in their order") {
  TestServer server;
  RawClient client = server.connect();
  client.send(get("/hello") + post("/echo", "second") + get("/none") + get("/hello"));
  CHECK(client.read_answer().body == "hello");
  CHECK(client.read_answer().body == "second");
  CHECK(client.read_answer().status == 404);
  CHECK(client.read_answer().body == "hello");
}

TEST_CASE("a long pipeline of refusals does not exhaust the stack") {
  api::HttpServer server({}, {{"GET", "/hello", say("hello"), 0}});
  const auto port = server.bind();
  REQUIRE(port.ok());
  const auto run = [](void* given) -> void* {
    static_cast<void>(static_cast<api::HttpServer*>(given)->run());
    return nullptr;
  };
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, 512 * 1024);  // enough for a loop, not for 2000 levels
  pthread_t thread{};
  REQUIRE(pthread_create(&thread, &attributes, run, &server) == 0);
  pthread_attr_destroy(&attributes);

  RawClient client(*port);
  std::string many;
  for (int i = 0; i < 2000; ++i) many += get("/n");
  client.send(many + get("/hello"));
  int refused = 0;
  while (refused < 2000 && client.read_answer().status == 404) ++refused;
  CHECK(refused == 2000);
  CHECK(client.read_answer().body == "hello");
  server.stop();
  pthread_join(thread, nullptr);
}

TEST_CASE("a DELETE or POST without a length does not eat the next request") {
  TestServer server;
  RawClient client = server.connect();
  CHECK(client.request(method("DELETE", "/thing/1")).status == 204);
  CHECK(client.request(get("/hello")).body == "hello");
  CHECK(client.request(method("POST", "/echo")).status == 200);
  CHECK(client.request(get("/hello")).body == "hello");
  client.send(method("DELETE", "/thing/1") + get("/hello"));  // in one packet
  CHECK(client.read_answer().status == 204);
  CHECK(client.read_answer().body == "hello");
}

TEST_CASE("a client that has shut down its side still gets its answer") {
  TestServer server;
  RawClient client = server.connect();
  client.send(get("/hello"));
  client.finish_sending();
  CHECK(client.read_answer().body == "hello");
  CHECK(client.is_closed_by_peer());
}

TEST_CASE("Connection: close and HTTP/1.0 end the connection after the answer") {
  TestServer server;
  for (const std::string& request :
       {get("/hello", "Connection: close\r\n"), std::string("GET /hello HTTP/1.0\r\n\r\n")}) {
    CAPTURE(request);
    RawClient client = server.connect();
    const Answer answer = client.request(request);
    CHECK(answer.body == "hello");
    CHECK(answer.header("connection") == "close");
    CHECK(client.is_closed_by_peer());
  }
}

TEST_CASE("an unknown path is a 404 problem with the request's id, and the connection goes on") {
  TestServer server;
  RawClient client = server.connect();
  const Answer answer = client.request(get("/none"));
  CHECK(answer.status == 404);
  CHECK(answer.header("content-type") == "application/problem+json");
  CHECK(answer.header("server").empty());
  const std::string id = answer.header("x-request-id");
  CHECK(id.size() == 24);
  CHECK(answer.body.find("\"request_id\":\"" + id + "\"") != std::string::npos);
  CHECK(client.request(get("/hello")).status == 200);
}

TEST_CASE("a refused request with a body is told why, and its body is not taken for a request") {
  TestServer server;
  RawClient client = server.connect();
  CHECK(client.request(post("/none", get("/smuggled"))).status == 404);
  CHECK(client.request(post("/hello", get("/smuggled"))).status == 405);
  CHECK(client.request(get("/hello")).body == "hello");
  client.send(post("/none", std::string(100, 'x')).substr(0, 120));  // the body is not all here
  const Answer answer = client.read_answer();
  CHECK(answer.status == 404);
  CHECK(answer.header("connection") == "close");
  CHECK(client.is_closed_by_peer());
  CHECK(server.smuggled == 0);
}

TEST_CASE("request ids do not repeat") {
  TestServer server;
  RawClient client = server.connect();
  std::set<std::string> ids;
  for (int i = 0; i < 100; ++i) ids.insert(client.request(get("/hello")).header("x-request-id"));
  CHECK(ids.size() == 100);
}

TEST_CASE("a wrong method is a 405 with Allow, also for methods that nobody knows") {
  TestServer server;
  RawClient client = server.connect();
  for (const char* name : {"POST", "DELETE", "TRACE", "BREW"}) {
    CAPTURE(name);
    const Answer answer = client.request(method(name, "/hello"));
    CHECK(answer.status == 405);
    CHECK(answer.header("allow") == "GET, HEAD, OPTIONS");
  }
}

TEST_CASE("HEAD has the headers of GET and no body") {
  TestServer server;
  RawClient client = server.connect();
  Answer got = client.request(get("/hello"));
  Answer head = client.request(method("HEAD", "/hello"), RawClient::Expect::NoBody);
  for (Answer* answer : {&got, &head}) {
    answer->headers.erase("date");
    answer->headers.erase("x-request-id");
  }
  CHECK(head.status == 200);
  CHECK(head.headers == got.headers);
  CHECK(client.request(get("/hello")).body == "hello");  // nothing was left on the wire
  CHECK(client.request(method("HEAD", "/none"), RawClient::Expect::NoBody).status == 404);
  CHECK(client.request(get("/hello")).body == "hello");
}

TEST_CASE("OPTIONS is a 204 with Allow, or what the hook says") {
  TestServer plain;
  const Answer answer = plain.connect().request(method("OPTIONS", "/hello"));
  CHECK(answer.status == 204);
  CHECK(answer.header("allow") == "GET, HEAD, OPTIONS");
  CHECK(plain.connect().request(method("OPTIONS", "*")).status == 204);
  CHECK(plain.connect().request(method("OPTIONS", "/none")).status == 404);

  api::HttpHooks hooks;
  hooks.options = [](const api::HttpRequest& request) {
    return api::HttpResponse{
        204, "", {{"X-Origin", request.header("ORIGIN").value_or("none")}}, ""};
  };
  TestServer hooked({}, hooks);
  const std::string preflight =
      "OPTIONS /hello HTTP/1.1\r\nHost: t\r\norigin: https://a.example\r\n\r\n";
  const Answer hook_answer = hooked.connect().request(preflight);
  CHECK(hook_answer.header("x-origin") == "https://a.example");
  CHECK(hook_answer.header("allow") == "GET, HEAD, OPTIONS");
}

TEST_CASE("path and query parameters are decoded once") {
  TestServer server({}, {}, {{"GET", "/p/{a}", tell_parameters, 0}});
  RawClient client = server.connect();
  CHECK(client.request(get("/p/ni%C3%B1o?q=a+b%2Bc")).body == "ni\xC3\xB1o|a b+c|127.0.0.1");
  CHECK(client.request(get("/p/%2541?q=%2541")).body == "%41|%41|127.0.0.1");
  CHECK(client.request(get("/p/a+b")).body == "a+b|-|127.0.0.1");
}

TEST_CASE("bytes in a path or query that are no plain text are a 400") {
  TestServer server({}, {}, {{"GET", "/p/{a}", tell_parameters, 0}});
  for (const char* target : {"/p/%ff%fe", "/p/%00x", "/p/a%0d%0ab", "/p/%", "/p/%zz", "/p/a%2Fb",
                             "/p/a%5cb", "/p/%2e%2e", "/p/..", "/hello?q=%ff", "/hello?q=%0a",
                             "/hello?%00=1", "/hello?q=%c2%85", "/hello?q=%"}) {
    CAPTURE(target);
    const Answer answer = server.connect().request(get(target));
    CHECK(answer.status == 400);
    CHECK(answer.header("content-type") == "application/problem+json");
  }
}

TEST_CASE("headers reach the handler as they were sent") {
  api::Handler tell = [](const api::HttpRequest& request) {
    return api::HttpResponse{200, "text/plain", {}, request.header("x-thing").value_or("none")};
  };
  TestServer server({}, {}, {{"GET", "/header", tell, 0}});
  RawClient client = server.connect();
  CHECK(client.request(get("/header", "X-Thing: a%3Db%2525\r\n")).body == "a%3Db%2525");
  CHECK(client.request(get("/header")).body == "none");
}

TEST_CASE("headers that the library would act on change nothing") {
  TestServer server;
  RawClient client = server.connect();
  for (const char* header : {"Range: bytes=0-1\r\n", "Range: bytes=9-\r\n", "Range: nonsense\r\n",
                             "Accept: ;;;\r\n", "X-Forwarded-For:\r\n",
                             "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: "
                             "dGhlIHNhbXBsZSBub25jZQ==\r\n"
                             "Sec-WebSocket-Version: 13\r\n",
                             "If-None-Match: *\r\n", "Accept-Encoding: gzip\r\n"}) {
    CAPTURE(header);
    const Answer answer = client.request(get("/hello", header));
    CHECK(answer.status == 200);
    CHECK(answer.body == "hello");
  }
  const std::string form =
      "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Type: multipart/form-data; boundary=x\r\n"
      "Content-Length: 5\r\n\r\nabcde";
  CHECK(client.request(form).body == "abcde");
}

TEST_CASE("X-Forwarded-For is believed from a trusted proxy only") {
  const std::vector<api::Route> routes = {{"GET", "/p/{a}", tell_parameters, 0}};
  TestServer direct({}, {}, routes);
  CHECK(direct.connect().request(get("/p/x", "X-Forwarded-For: 6.6.6.6\r\n")).body ==
        "x|-|127.0.0.1");
  api::HttpOptions options;
  options.trusted_proxies = {"127.0.0.0/8"};
  TestServer behind(options, {}, routes);
  CHECK(behind.connect().request(get("/p/x", "X-Forwarded-For: 6.6.6.6, 203.0.113.9\r\n")).body ==
        "x|-|203.0.113.9");
  CHECK(behind.connect().request(get("/p/x", "X-Forwarded-For:\r\n")).body == "x|-|127.0.0.1");
}

TEST_CASE("a client that expects 100-continue is told to go on, or refused before it sends") {
  TestServer server;
  RawClient client = server.connect();
  const std::string head =
      "POST /echo HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: ";
  client.send(head + "4\r\n\r\n");
  CHECK(client.read_answer(RawClient::Expect::NoBody).status == 100);
  CHECK(client.request("body").body == "body");
  CHECK(client.request(head + "999999\r\n\r\n").status == 413);
  CHECK(client.is_closed_by_peer());
}

TEST_CASE("/livez answers without a route of its own") {
  TestServer server;
  RawClient client = server.connect();
  CHECK(client.request(get("/livez")).body == "{\"status\":\"ok\"}");
  CHECK(client.request(method("HEAD", "/livez"), RawClient::Expect::NoBody).status == 200);
}
