#include "api/http/client_address.h"

#include "api/http/text.h"

#include <algorithm>
#include <charconv>

#include <arpa/inet.h>

namespace nestline::api {

namespace {

constexpr std::array<unsigned char, 12> kMappedPrefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// Every hop in the order sent; several header lines are one list (RFC 9110 5.3).
std::vector<std::string> hops(const Fields& headers) {
  std::vector<std::string> found;
  for (const Field& field : headers) {
    if (!equal_ignoring_case(field.name, "X-Forwarded-For")) continue;
    std::string_view rest = field.value;
    for (std::size_t comma = rest.find(','); comma != std::string_view::npos;
         comma = rest.find(',')) {
      found.emplace_back(trim(rest.substr(0, comma)));
      rest.remove_prefix(comma + 1);
    }
    found.emplace_back(trim(rest));
  }
  return found;
}

}  // namespace

std::optional<TrustedProxies::Address> TrustedProxies::read_address(std::string_view text) {
  const std::string copy(text);  // inet_pton wants a terminator
  Address address{};
  if (inet_pton(AF_INET6, copy.c_str(), address.data()) == 1) return address;
  std::copy(kMappedPrefix.begin(), kMappedPrefix.end(), address.begin());
  if (inet_pton(AF_INET, copy.c_str(), address.data() + kMappedPrefix.size()) == 1) return address;
  return std::nullopt;
}

std::string TrustedProxies::write_address(const Address& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (std::equal(kMappedPrefix.begin(), kMappedPrefix.end(), address.begin())) {
    inet_ntop(AF_INET, address.data() + kMappedPrefix.size(), text.data(), text.size());
  } else {
    inet_ntop(AF_INET6, address.data(), text.data(), text.size());
  }
  return text.data();
}

Result<TrustedProxies> TrustedProxies::parse(const std::vector<std::string>& networks) {
  TrustedProxies proxies;
  for (const std::string& text : networks) {
    const std::size_t slash = text.find('/');
    const auto address = read_address(std::string_view(text).substr(0, slash));
    const bool is_v4 = text.find(':') == std::string::npos;
    const unsigned longest = is_v4 ? 32 : 128;
    unsigned bits = longest;
    bool is_number = true;
    if (slash != std::string::npos) {
      const char* end = text.data() + text.size();
      const auto parsed = std::from_chars(text.data() + slash + 1, end, bits);
      is_number = parsed.ec == std::errc() && parsed.ptr == end && bits <= longest;
    }
    if (!address || !is_number) {
      return Error{ErrorCode::InvalidInput, "not an address or network: " + text,
                   "trusted_proxies"};
    }
    proxies.networks_.push_back({*address, is_v4 ? bits + 96 : bits});
  }
  return proxies;
}

bool TrustedProxies::is_trusted(const Address& address) const {
  return std::any_of(networks_.begin(), networks_.end(), [&](const Network& network) {
    const std::size_t whole = network.bits / 8;
    if (!std::equal(address.begin(), address.begin() + static_cast<std::ptrdiff_t>(whole),
                    network.address.begin())) {
      return false;
    }
    const unsigned rest = network.bits % 8;
    if (rest == 0) return true;
    const unsigned mask = (0xFF00U >> rest) & 0xFFU;
    return (address[whole] & mask) == (network.address[whole] & mask);
  });
}

std::string TrustedProxies::client_of(const std::string& peer, const Fields& headers) const {
  const auto peer_address = read_address(peer);
  if (!peer_address) return peer;
  Address client = *peer_address;
  if (!is_trusted(client)) return write_address(client);
  const std::vector<std::string> chain = hops(headers);
  for (auto hop = chain.rbegin(); hop != chain.rend(); ++hop) {
    const auto address = read_address(*hop);
    if (!address) break;
    client = *address;
    if (!is_trusted(client)) break;
  }
  return write_address(client);
}

bool TrustedProxies::includes(const std::string& peer) const {
  const std::optional<Address> address = read_address(peer);
  return address && is_trusted(*address);
}

}  // namespace nestline::api
