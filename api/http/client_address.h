// Whom a request comes from when a reverse proxy stands in front. X-Forwarded-For is believed only
// from a peer in the configured networks, and read from the right: the first address that is not
// one of our proxies is the client. What stands left of it is whatever the client claims. Immutable
// once built; safe to use from any thread.
#pragma once

#include "api/http/http_message.h"
#include "knowledge/result.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nestline::api {

class TrustedProxies {
 public:
  // Each entry is an address or a CIDR network ("10.0.0.0/8", "::1"). InvalidInput for anything
  // else.
  static Result<TrustedProxies> parse(const std::vector<std::string>& networks);

  // The client's address in its usual form, IPv4-mapped addresses as IPv4. Falls back to the peer.
  [[nodiscard]] std::string client_of(const std::string& peer, const Fields& headers) const;

  // Whether this is the address of one of our proxies.
  [[nodiscard]] bool includes(const std::string& peer) const;

 private:
  using Address = std::array<unsigned char, 16>;  // IPv4 as ::ffff:a.b.c.d
  struct Network {
    Address address{};
    unsigned bits = 128;
  };

  static std::optional<Address> read_address(std::string_view text);
  static std::string write_address(const Address& address);
  [[nodiscard]] bool is_trusted(const Address& address) const;

  std::vector<Network> networks_;
};

}  // namespace nestline::api
