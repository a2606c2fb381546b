#include "knowledge/checksum.h"

#include <sodium.h>

#include <array>
#include <cstdint>
#include <string_view>

namespace nestline::knowledge {
namespace {

class Hash {
 public:
  Hash() { crypto_hash_sha256_init(&state_); }

  void add(std::string_view bytes) {
    std::array<unsigned char, 8> length{};  // little-endian
    const std::uint64_t size = bytes.size();
    for (std::size_t i = 0; i < length.size(); ++i)
      length[i] = static_cast<unsigned char>(size >> (8 * i));
    crypto_hash_sha256_update(&state_, length.data(), length.size());
    const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
    crypto_hash_sha256_update(&state_, data, bytes.size());
  }

  std::string hex() {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256_final(&state_, digest.data());
    std::array<char, 2 * crypto_hash_sha256_BYTES + 1> text{};
    sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
    return text.data();
  }

 private:
  crypto_hash_sha256_state state_{};
};

}  // namespace

std::string checksum_of(std::span<const ContentFile> files) {
  Hash hash;
  for (const ContentFile& file : files) {
    hash.add(file.path);
    hash.add(file.text);
  }
  return hash.hex();
}

}  // namespace nestline::knowledge
