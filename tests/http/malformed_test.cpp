// Requests that two readers could understand differently, and other nonsense: one refusal, then the
// end. Each is followed by a whole request for /smuggled on the same connection, which must never
// be reached.
#include "tests/http/test_server.h"

#include <doctest/doctest.h>

using namespace nestline;
using namespace nestline::test;

namespace {

struct Malformed {
  std::string name;
  std::string bytes;
  int status = 400;
};

std::string with_header(const std::string& header) { return get("/hello", header + "\r\n"); }

std::string with_length(const std::string& header) {
  return "POST /echo HTTP/1.1\r\nHost: t\r\n" + header + "\r\n\r\n";
}

std::vector<Malformed> framing() {
  const std::string chunked = "Transfer-Encoding: chunked";
  return {{"length and chunked", with_length("Content-Length: 5\r\n" + chunked) + "0\r\n\r\n"},
          {"zero length and chunked", with_length("Content-Length: 0\r\n" + chunked) + "0\r\n\r\n"},
          {"two different lengths", with_length("Content-Length: 0\r\nContent-Length: 5")},
          {"two equal lengths", with_length("Content-Length: 0\r\nContent-Length: 0")},
          {"a list of lengths", with_length("Content-Length: 0, 0")},
          {"signed length", with_length("Content-Length: +0")},
          {"negative length", with_length("Content-Length: -1")},
          {"hexadecimal length", with_length("Content-Length: 0x0")},
          {"empty length", with_length("Content-Length:")},
          {"length with a space inside", with_length("Content-Length: 1 0")},
          {"overflowing length", with_length("Content-Length: 99999999999999999999"), 413},
          {"chunked", with_length(chunked) + "0\r\n\r\n", 411},
          {"chunk size -2", with_length(chunked) + "-2\r\nabc\r\n", 411},
          {"chunk size 0x4", with_length(chunked) + "0x4\r\nabcd\r\n0\r\n\r\n", 411},
          {"xchunked", with_length("Transfer-Encoding: xchunked"), 411},
          {"chunked in HTTP/1.0", "POST /echo HTTP/1.0\r\n" + chunked + "\r\n\r\n0\r\n\r\n", 411},
          {"space before the colon", with_length("Content-Length : 0")},
          {"folded header", with_header("X-A: b\r\n c")},
          {"folded first header", "GET /hello HTTP/1.1\r\n Host: t\r\n\r\n"}};
}

std::vector<Malformed> bytes() {
  return {{"bare LF after the request line", "GET /hello HTTP/1.1\nHost: t\r\n\r\n"},
          {"bare LF after a header", "GET /hello HTTP/1.1\r\nHost: t\n\r\n"},
          {"bare LF blank line", "GET /hello HTTP/1.1\r\nHost: t\r\n\n"},
          {"bare CR", with_header("X-A: b\rX-B: c")},
          {"NUL in a header", with_header(std::string("X-A: b\0c", 8))},
          {"DEL in a header", with_header("X-A: b\x7F")},
          {"percent-encoded CR LF in a header", with_header("X-A: a%0D%0Ab%3D")},
          {"percent-encoded lower case LF", with_header("X-A: a%0ab")},
          {"percent-encoded NUL in a cookie", with_header("Cookie: a=%00")},
          {"a header that is not UTF-8", with_header("X-A: \xFF\xFE")},
          {"a cookie that is not UTF-8", with_header("Cookie: a=\xC3")},
          {"header without a colon", with_header("nonsense")},
          {"header without a name", with_header(": b")},
          {"header name with a space", with_header("X A: b")},
          {"TLS hello", "\x16\x03\x01\x02\x01\x01\xFC\x03\x03"},
          {"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505}};
}

std::vector<Malformed> lines() {
  std::string headers;
  for (int i = 0; i < 101; ++i) headers += "X-" + std::to_string(i) + ": a\r\n";
  return {{"no Host", "GET /hello HTTP/1.1\r\n\r\n"},
          {"two Hosts", "GET /hello HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"},
          {"two Hosts in HTTP/1.0", "GET /hello HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n"},
          {"empty Host", "GET /hello HTTP/1.1\r\nHost:\r\n\r\n"},
          {"Host with a path", "GET /hello HTTP/1.1\r\nHost: a/b\r\n\r\n"},
          {"Host with a user", "GET /hello HTTP/1.1\r\nHost: a@b\r\n\r\n"},
          {"HTTP/0.9", "GET /hello\r\n\r\n"},
          {"HTTP/2.0", "GET /hello HTTP/2.0\r\nHost: t\r\n\r\n", 505},
          {"lower case version", "GET /hello http/1.1\r\nHost: t\r\n\r\n"},
          {"two spaces", "GET  /hello HTTP/1.1\r\nHost: t\r\n\r\n"},
          {"space in the target", "GET /he llo HTTP/1.1\r\nHost: t\r\n\r\n"},
          {"raw byte in the target", "GET /\xFF HTTP/1.1\r\nHost: t\r\n\r\n"},
          {"fragment in the target", "GET /hello#a HTTP/1.1\r\nHost: t\r\n\r\n"},
          {"target without a slash", "GET hello HTTP/1.1\r\nHost: t\r\n\r\n"},
          {"absolute target", "GET http://t/hello HTTP/1.1\r\nHost: t\r\n\r\n"},
          {"method that is no token", "G(T /hello HTTP/1.1\r\nHost: t\r\n\r\n"},
          {"101 headers", get("/hello", headers), 431},
          {"a header of 9 KB", with_header("X-A: " + std::string(9000, 'a')), 431},
          {"a head of 40 KB", with_header("X-A: " + std::string(40'000, 'a')), 431},
          {"an address of 9 KB", get("/" + std::string(9000, 'a')), 414},
          {"an address of 2049 bytes", get("/" + std::string(2048, 'a')), 414},
          {"an expectation that nobody knows", with_header("Expect: the-impossible"), 417}};
}

}  // namespace

TEST_CASE("malformed requests get one problem and the connection ends") {
  TestServer server;
  for (const auto& table : {framing(), bytes(), lines()}) {
    for (const Malformed& malformed : table) {
      CAPTURE(malformed.name);
      RawClient client = server.connect();
      client.send(malformed.bytes + get("/smuggled"));
      const Answer answer = client.read_answer();
      CHECK(answer.status == malformed.status);
      CHECK(answer.header("content-type") == "application/problem+json");
      CHECK(answer.header("connection") == "close");
      CHECK(answer.body.find("\"status\":" + std::to_string(malformed.status)) !=
            std::string::npos);
      CHECK(client.read_rest().empty());
    }
  }
  CHECK(server.smuggled == 0);
  CHECK(server.connect().request(get("/hello")).status == 200);
}

TEST_CASE("an answer echoes nothing of a malformed request") {
  TestServer server;
  const Answer answer =
      server.connect().request("GET /canary-7f3a HTTP/1.1\r\nHost: a\r\nHost: canary-7f3a\r\n\r\n");
  CHECK(answer.status == 400);
  CHECK(answer.body.find("canary") == std::string::npos);
}

TEST_CASE("what is unusual but well formed is served") {
  TestServer server;
  const std::vector<std::string> unusual = {
      "\r\n\r\nGET /hello HTTP/1.1\r\nHost: t\r\n\r\n",
      "GET /hello HTTP/1.1\r\nhOsT:\tt:8080 \t\r\n\r\n",
      "GET /hello HTTP/1.1\r\nHost: [::1]:80\r\n\r\n",
      "GET /hello HTTP/1.1\r\nHost: t\r\nX-Empty:\r\n\r\n",
      "GET /hello HTTP/1.1\r\nHost: t\r\nX-Name: ni\xC3\xB1o\r\n\r\n",
      "GET /hello HTTP/1.1\r\nHost: t\r\nReferer: https://a.example/?q=a%0Ab\r\n\r\n",
      "GET /hello?" + std::string(2000, 'q') + " HTTP/1.1\r\nHost: t\r\n\r\n",
      "GET /hello HTTP/1.1\r\nHost: t\r\nCookie: " + std::string(8000, 'c') + "\r\n\r\n",
      "GET /hello?a=1&&b&=c HTTP/1.1\r\nHost: t\r\n\r\n"};
  for (const std::string& bytes : unusual) {
    CAPTURE(bytes.substr(0, 60));
    CHECK(server.connect().request(bytes).body == "hello");
  }
}
