#include "api/http/client_address.h"

#include <doctest/doctest.h>

using namespace nestline::api;

namespace {

TrustedProxies trust(const std::vector<std::string>& networks) {
  auto parsed = TrustedProxies::parse(networks);
  REQUIRE(parsed.ok());
  return std::move(parsed).value();
}

Fields forwarded(const std::string& value) { return {{"x-forwarded-for", value}}; }

}  // namespace

TEST_CASE("a peer that is not a trusted proxy is the client, whatever it claims") {
  CHECK(trust({}).client_of("198.51.100.7", forwarded("6.6.6.6")) == "198.51.100.7");
  CHECK(trust({"10.0.0.0/8"}).client_of("198.51.100.7", forwarded("6.6.6.6")) == "198.51.100.7");
}

TEST_CASE("behind proxies the first address from the right that is not one of them is the client") {
  const TrustedProxies proxies = trust({"127.0.0.1", "10.0.0.0/8"});
  CHECK(proxies.client_of("127.0.0.1", forwarded("203.0.113.9")) == "203.0.113.9");
  CHECK(proxies.client_of("127.0.0.1", forwarded("6.6.6.6, 203.0.113.9, 10.1.2.3")) ==
        "203.0.113.9");
  const Fields two_lines = {{"X-Forwarded-For", "6.6.6.6"}, {"X-Forwarded-For", "203.0.113.9"}};
  CHECK(proxies.client_of("127.0.0.1", two_lines) == "203.0.113.9");
}

TEST_CASE("an empty or garbled X-Forwarded-For falls back to the nearest known hop") {
  const TrustedProxies proxies = trust({"127.0.0.1", "10.0.0.0/8"});
  for (const char* value : {"", " ", ",", "unknown", "1.2.3.4.5", "[::1]:80"}) {
    CAPTURE(value);
    CHECK(proxies.client_of("127.0.0.1", forwarded(value)) == "127.0.0.1");
  }
  CHECK(proxies.client_of("127.0.0.1", forwarded("evil, 10.1.2.3")) == "10.1.2.3");
  CHECK(proxies.client_of("127.0.0.1", {}) == "127.0.0.1");
}

TEST_CASE("IPv6 networks and mapped IPv4 addresses are understood") {
  const TrustedProxies proxies = trust({"fd00::/8", "::1", "192.0.2.128/25"});
  CHECK(proxies.client_of("::1", forwarded("2001:DB8::1, fd12::9")) == "2001:db8::1");
  CHECK(proxies.client_of("::1", forwarded("::ffff:203.0.113.9")) == "203.0.113.9");
  CHECK(proxies.client_of("::ffff:192.0.2.200", forwarded("203.0.113.9")) == "203.0.113.9");
  CHECK(proxies.client_of("192.0.2.100", forwarded("203.0.113.9")) == "192.0.2.100");
}

TEST_CASE("what is not a network is refused") {
  for (const char* text :
       {"", "localhost", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8x", "::1/129", "/8"}) {
    CAPTURE(text);
    CHECK_FALSE(TrustedProxies::parse({text}).ok());
  }
}
