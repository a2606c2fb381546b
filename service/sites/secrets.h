// The only place of this ring that knows libsodium: random words, hashes and comparisons that take
// the same time whatever they find. Safe from any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace nestline::service {

// `length` characters of 0-9 A-Z a-z, each drawn evenly by the kernel's generator: 43 are 256 bits.
std::string random_word(std::size_t length);

// BLAKE2b-256 as 64 hexadecimal digits. For keys (which are random, so need no slow hash) and for
// the fingerprint of a text.
std::string digest(std::string_view text);

// Takes the same time for all texts of one length.
bool equal_in_constant_time(std::string_view a, std::string_view b);

// A 64-bit hash under a key of its own that lives in memory only: names somebody for as long as the
// process lives, and cannot be turned back into an address. SipHash.
class KeyedHash {
 public:
  KeyedHash();
  [[nodiscard]] std::uint64_t operator()(std::string_view text) const;

 private:
  std::array<unsigned char, 16> key_{};
};

}  // namespace nestline::service
