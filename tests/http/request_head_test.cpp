#include "api/http/request_head.h"

#include <doctest/doctest.h>

using namespace nestline::api;

namespace {

ParsedHead parse(const std::string& head) { return parse_head(head, HeadLimits{}); }

}  // namespace

TEST_CASE("a head is split into its parts without decoding anything") {
  const ParsedHead parsed =
      parse("POST /a%20b?c=d HTTP/1.1\r\nHost: h:80\r\nX-A:  b%3Dc \r\nContent-Length: 12\r\n\r\n");
  REQUIRE_FALSE(parsed.refusal.has_value());
  CHECK(parsed.head.method == "POST");
  CHECK(parsed.head.target == "/a%20b?c=d");
  CHECK(parsed.head.content_length == 12);
  CHECK(parsed.head.keep_alive);
  REQUIRE(parsed.head.headers.size() == 3);
  CHECK(parsed.head.headers[1].value == "b%3Dc");
}

TEST_CASE("keep-alive follows the version and the Connection header") {
  CHECK_FALSE(parse("GET / HTTP/1.1\r\nHost: h\r\nConnection: Close\r\n\r\n").head.keep_alive);
  CHECK_FALSE(parse("GET / HTTP/1.1\r\nHost: h\r\nConnection: te, close\r\n\r\n").head.keep_alive);
  CHECK_FALSE(parse("GET / HTTP/1.0\r\n\r\n").head.keep_alive);
  CHECK(parse("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").head.keep_alive);
}

TEST_CASE("a head is found however it is cut into pieces") {
  const std::string head = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
  const std::string stream = head + "GET";
  std::size_t scanned = 0;
  for (std::size_t size = 1; size < head.size(); ++size) {
    const HeadScan scan = scan_head(stream.substr(0, size), scanned, HeadLimits{});
    REQUIRE(scan.length == 0);
    REQUIRE_FALSE(scan.refusal.has_value());
  }
  CHECK(scan_head(stream, scanned, HeadLimits{}).length == head.size());
}

TEST_CASE("hopeless bytes are refused before the head is complete") {
  const std::vector<std::string> hopeless = {"\x16\x03\x01", "GET / HTTP/1.1\n", "GET /\r\rx",
                                             std::string("GET /\0", 6), "G\x7F"};
  for (const std::string& bytes : hopeless) {
    CAPTURE(bytes);
    std::size_t scanned = 0;
    const HeadScan scan = scan_head(bytes, scanned, HeadLimits{});
    REQUIRE(scan.refusal.has_value());
    CHECK(scan.refusal->status == 400);
  }
}

TEST_CASE("a head that only grows is refused at its limit") {
  std::size_t scanned = 0;
  const auto long_target = scan_head("GET /" + std::string(3000, 'a'), scanned, HeadLimits{});
  REQUIRE(long_target.refusal.has_value());
  CHECK(long_target.refusal->status == 414);
  scanned = 0;
  const auto long_head =
      scan_head("GET / HTTP/1.1\r\nX: " + std::string(17000, 'a'), scanned, HeadLimits{});
  REQUIRE(long_head.refusal.has_value());
  CHECK(long_head.refusal->status == 431);
}
