// Slow, idle and greedy clients: they lose their own connection and nobody else's time.
#include "tests/http/test_server.h"

#include <doctest/doctest.h>

#include <deque>

using namespace nestline;
using namespace nestline::test;
using std::chrono::milliseconds;

namespace {

std::deque<RawClient> connect_many(const TestServer& server, int count) {
  std::deque<RawClient> clients;
  for (int i = 0; i < count; ++i) clients.push_back(server.connect());
  return clients;
}

}  // namespace

TEST_CASE("300 idle and 100 dribbling connections do not delay a good request with 2 workers") {
  api::HttpOptions options;
  options.workers = 2;
  TestServer server(options);
  auto idle = connect_many(server, 300);
  for (RawClient& client : idle) REQUIRE(client.request(get("/hello")).status == 200);
  auto slow_heads = connect_many(server, 50);
  for (RawClient& client : slow_heads)
    REQUIRE(client.send("GET /hello HTTP/1.1\r\nHost: t\r\nX-A: b"));
  auto slow_bodies = connect_many(server, 50);
  for (RawClient& client : slow_bodies) REQUIRE(client.send(post("/echo", "whole").substr(0, 50)));

  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 20; ++i) REQUIRE(server.connect().request(get("/hello")).status == 200);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));

  for (RawClient& client : idle) REQUIRE(client.request(get("/hello")).status == 200);
  for (RawClient& client : slow_heads) REQUIRE(client.request("\r\n\r\n").status == 200);
}

TEST_CASE("a head that is not complete in time is a 408") {
  api::HttpOptions options;
  options.header_deadline = milliseconds(200);
  TestServer server(options);
  auto clients = connect_many(server, 40);
  for (RawClient& client : clients) client.send("GET /hello HTTP/1.1\r\nHost");
  for (RawClient& client : clients) {
    REQUIRE(client.read_answer().status == 408);
    REQUIRE(client.is_closed_by_peer());
  }
}

TEST_CASE("dribbling bytes does not extend the head's deadline") {
  api::HttpOptions options;
  options.header_deadline = milliseconds(300);
  TestServer server(options);
  RawClient client = server.connect();
  client.send("GET /hello HTTP/1.1\r\nX-A: ");
  const bool answered = eventually([&] {
    client.send("a");
    return client.is_readable(milliseconds(20));
  });
  REQUIRE(answered);
  CHECK(client.read_answer().status == 408);
}

TEST_CASE("dribbling bytes does not extend the body's deadline") {
  api::HttpOptions options;
  options.body_deadline = milliseconds(300);
  TestServer server(options);
  RawClient client = server.connect();
  client.send("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 60000\r\n\r\n");
  const bool answered = eventually([&] {
    client.send("a");
    return client.is_readable(milliseconds(20));
  });
  REQUIRE(answered);
  CHECK(client.read_answer().status == 408);
  CHECK(client.is_closed_by_peer());
}

TEST_CASE("an idle connection is closed without a word") {
  api::HttpOptions options;
  options.idle_timeout = milliseconds(200);
  TestServer server(options);
  RawClient fresh = server.connect();
  RawClient used = server.connect();
  CHECK(used.request(get("/hello")).status == 200);
  CHECK(fresh.read_rest().empty());
  CHECK(used.read_rest().empty());
  CHECK(fresh.is_closed_by_peer());
  CHECK(used.is_closed_by_peer());
}

TEST_CASE("an upload beyond the limit is refused before it is read") {
  TestServer server;
  RawClient client = server.connect();
  client.send("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 1000000000\r\n\r\n");
  const std::string chunk(65'536, 'x');
  std::size_t sent = 0;
  while (sent < 1'000'000'000 && client.send(chunk)) sent += chunk.size();
  CHECK(sent < 100'000'000);
  CHECK(client.is_closed_by_peer());

  RawClient polite = server.connect();
  CHECK(polite.request("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 65537\r\n\r\n").status ==
        413);
}

TEST_CASE("a refused upload ends without a reset, so that the client sees why") {
  TestServer server;
  RawClient client = server.connect();
  REQUIRE(client.send(post("/echo", std::string(500'000, 'x'))));
  CHECK(client.read_answer().status == 413);
  client.finish_sending();
  CHECK_FALSE(client.is_reset_by_peer());
}

TEST_CASE("a route may have its own body limit") {
  const api::Handler length = [](const api::HttpRequest& request) {
    return api::HttpResponse{200, "text/plain", {}, std::to_string(request.body.size())};
  };
  TestServer server({}, {},
                    {{"POST", "/small", length, 10}, {"POST", "/large", length, 1'000'000}});
  CHECK(server.connect().request(post("/small", "0123456789")).body == "10");
  CHECK(server.connect().request(post("/small", "0123456789a")).status == 413);
  CHECK(server.connect().request(post("/large", std::string(1'000'000, 'x'))).body == "1000000");
}

TEST_CASE("unfinished requests share a budget of memory") {
  api::HttpOptions options;
  options.buffered_bytes = 200'000;
  TestServer server(options);
  const std::string part =
      "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 65000\r\n\r\n" + std::string(60'000, 'x');
  auto clients = connect_many(server, 5);
  for (RawClient& client : clients) client.send(part);
  const bool one_is_refused = eventually([&] {
    for (RawClient& client : clients) {
      if (client.is_readable(milliseconds(1))) return true;
    }
    return false;
  });
  CHECK(one_is_refused);
  for (RawClient& client : clients) {
    if (!client.is_readable(milliseconds(1))) continue;
    const Answer answer = client.read_answer();
    CHECK(answer.status == 503);
    CHECK(answer.header("retry-after") == "1");
  }
  clients.clear();
  CHECK(
      eventually([&] { return server.connect().request(post("/echo", "again")).body == "again"; }));
}

TEST_CASE("requests that were given up give their memory back") {
  api::HttpOptions options;
  options.buffered_bytes = 100'000;
  options.body_deadline = milliseconds(100);
  TestServer server(options);
  const std::string part = post("/echo", std::string(60'000, 'x')).substr(0, 50'000);
  for (int i = 0; i < 4; ++i) {
    RawClient client = server.connect();
    client.send(part);
    REQUIRE(client.read_answer().status == 408);
  }
  CHECK(server.connect().request(post("/echo", "again")).body == "again");
}

TEST_CASE("a client that does not read its answer takes no worker and is cut") {
  api::HttpOptions options;
  options.workers = 1;
  options.write_deadline = milliseconds(500);
  const std::string large(16'000'000, 'x');
  TestServer server(options, {}, {{"GET", "/large", say(large), 0}});
  RawClient slow(server.port(), RawClient::Receive::TinyBuffer);
  slow.send(get("/large"));
  REQUIRE(slow.is_readable(kPatience));
  CHECK(server.connect().request(get("/hello")).status == 200);
  CHECK(server.connect().request(get("/large")).body.size() == large.size());
  std::this_thread::sleep_for(milliseconds(1500));  // the client's own slowness is what is tested
  CHECK(slow.read_rest().size() < large.size());
}
