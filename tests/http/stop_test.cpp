// The end of a server: nobody who has begun is left without an answer.
#include "tests/http/test_server.h"

#include <doctest/doctest.h>

#include <deque>

using namespace nestline;
using namespace nestline::test;

TEST_CASE("stop() answers what has begun, closes idle connections and takes no new ones") {
  Gate gate;
  const api::Handler blocked = [&](const api::HttpRequest&) {
    gate.wait_at();
    return api::HttpResponse{200, "text/plain", {}, "late"};
  };
  TestServer server({}, {}, {{"GET", "/blocked", blocked, 0}});
  RawClient idle = server.connect();
  REQUIRE(idle.request(get("/hello")).status == 200);
  RawClient working = server.connect();
  working.send(get("/blocked"));
  REQUIRE(gate.wait_for_waiting(1));

  server.server().stop();
  CHECK(idle.read_rest().empty());
  CHECK(idle.is_closed_by_peer());
  CHECK(eventually([&] { return !RawClient::unconnected().connect(server.port()); }));
  gate.open();
  const Answer answer = working.read_answer();
  CHECK(answer.body == "late");
  CHECK(answer.header("connection") == "close");
  const auto end = server.wait_for_end();
  REQUIRE(end.has_value());
  CHECK(end->ok());
}

TEST_CASE("a request that is half here when the server stops is still answered") {
  TestServer server;
  RawClient client = server.connect();
  const std::string request = post("/echo", "whole");
  client.send(request.substr(0, request.size() - 2));
  REQUIRE(server.connect().request(get("/hello")).status == 200);  // the half was read before this
  server.server().stop();
  CHECK(eventually([&] { return !RawClient::unconnected().connect(server.port()); }));
  CHECK(client.request(request.substr(request.size() - 2)).body == "whole");
  const auto end = server.wait_for_end();
  REQUIRE(end.has_value());
  CHECK(end->ok());
}

TEST_CASE("clients that have connected before the stop are answered") {
  api::HttpServer server({}, {{"GET", "/hello", say("hello"), 0}});
  const auto port = server.bind();
  REQUIRE(port.ok());
  std::deque<RawClient> clients;
  for (int i = 0; i < 100; ++i) {
    clients.emplace_back(*port);
    clients.back().send(get("/hello"));
  }
  server.stop();
  CHECK(server.run().ok());
  for (RawClient& client : clients) {
    const Answer answer = client.read_answer();
    REQUIRE(answer.body == "hello");
    REQUIRE(answer.header("connection") == "close");
  }
}

TEST_CASE("busy keep-alive clients do not hold the server alive, and lose no answer") {
  TestServer server;
  std::atomic<int> served{0};
  std::atomic<int> lost{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      RawClient client = server.connect();
      for (bool closed = false; !closed;) {
        const Answer answer = client.request(get("/hello"));
        if (answer.status == 200) ++served;
        closed = answer.status == 0 || answer.header("connection") == "close";
        if (answer.status != 200 && answer.status != 0) ++lost;
      }
    });
  }
  REQUIRE(eventually([&] { return served > 200; }));
  server.server().stop();
  const auto end = server.wait_for_end();
  for (std::thread& thread : threads) thread.join();
  REQUIRE(end.has_value());
  CHECK(end->ok());
  CHECK(lost == 0);
}

TEST_CASE("a request that never ends is cut at the drain deadline, and run() says so") {
  api::HttpOptions options;
  options.drain_deadline = std::chrono::milliseconds(200);
  TestServer server(options);
  RawClient client = server.connect();
  client.send("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 10\r\n\r\nabc");
  REQUIRE(server.connect().request(get("/hello")).status == 200);
  server.server().stop();
  const auto end = server.wait_for_end();
  REQUIRE(end.has_value());
  REQUIRE_FALSE(end->ok());
  CHECK(end->error().code == ErrorCode::Unavailable);
  CHECK(client.is_closed_by_peer());
}

TEST_CASE("close_after_answers() announces the end while new connections are still served") {
  TestServer server;
  RawClient client = server.connect();
  CHECK(client.request(get("/hello")).header("connection").empty());
  server.server().close_after_answers();
  CHECK(client.request(get("/hello")).header("connection") == "close");
  CHECK(client.is_closed_by_peer());
  CHECK(server.connect().request(get("/hello")).header("connection") == "close");
  CHECK(server.connect().request(get("/livez")).status == 200);
}

TEST_CASE("a handler may stop its own server") {
  std::atomic<api::HttpServer*> self{nullptr};
  const api::Handler stops = [&](const api::HttpRequest&) {
    self.load()->stop();
    return api::HttpResponse{200, "text/plain", {}, "bye"};
  };
  TestServer server({}, {}, {{"POST", "/stop", stops, 0}});
  self = &server.server();
  CHECK(server.connect().request(post("/stop", "")).body == "bye");
  const auto end = server.wait_for_end();
  REQUIRE(end.has_value());
  CHECK(end->ok());
}
