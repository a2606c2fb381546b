#include "service/sites/secrets.h"

#include <sodium.h>

#include <cstring>
#include <stdexcept>

namespace nestline::service {
namespace {

static_assert(crypto_shorthash_KEYBYTES == 16 && crypto_shorthash_BYTES == 8);

// The library can only fail to begin where the kernel has no random numbers.
void begin() {
  static const bool ready = sodium_init() >= 0;
  if (!ready) throw std::runtime_error("no random numbers");
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string random_word(std::size_t length) {
  constexpr std::string_view kAlphabet =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  begin();
  std::string word;
  word.reserve(length);
  while (word.size() < length) word += kAlphabet[randombytes_uniform(kAlphabet.size())];
  return word;
}

std::string digest(std::string_view text) {
  begin();
  std::array<unsigned char, 32> hash{};
  crypto_generichash(hash.data(), hash.size(), bytes_of(text), text.size(), nullptr, 0);
  std::array<char, 2 * hash.size() + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  return hex.data();
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

KeyedHash::KeyedHash() {
  begin();
  randombytes_buf(key_.data(), key_.size());
}

std::uint64_t KeyedHash::operator()(std::string_view text) const {
  std::array<unsigned char, crypto_shorthash_BYTES> hash{};
  crypto_shorthash(hash.data(), bytes_of(text), text.size(), key_.data());
  std::uint64_t number = 0;
  std::memcpy(&number, hash.data(), hash.size());
  return number;
}

}  // namespace nestline::service
