#include "service/curation/totp.h"

#include <array>
#include <bit>

#include "service/sites/secrets.h"

namespace nestline::service {
namespace {

constexpr std::size_t kBlock = 64;
constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

std::uint32_t big_endian(std::string_view bytes) {
  std::uint32_t out = 0;
  for (const char c : bytes.substr(0, 4)) out = out << 8 | static_cast<unsigned char>(c);
  return out;
}

void append_big_endian(std::string& out, std::uint64_t value, int bytes) {
  for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

void add_block(std::array<std::uint32_t, 5>& h, std::string_view block) {
  std::array<std::uint32_t, 80> w{};
  for (std::size_t i = 0; i < 16; ++i) w[i] = big_endian(block.substr(4 * i));
  for (std::size_t i = 16; i < w.size(); ++i) {
    w[i] = std::rotl(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
  }
  auto [a, b, c, d, e] = h;
  for (std::size_t i = 0; i < w.size(); ++i) {
    std::uint32_t f = b ^ c ^ d;
    std::uint32_t k = 0x6ED9EBA1;
    if (i < 20) {
      f = (b & c) | (~b & d);
      k = 0x5A827999;
    } else if (i >= 40 && i < 60) {
      f = (b & c) | (b & d) | (c & d);
      k = 0x8F1BBCDC;
    } else if (i >= 60) {
      k = 0xCA62C1D6;
    }
    const std::uint32_t next = std::rotl(a, 5) + f + e + k + w[i];
    e = d;
    d = c;
    c = std::rotl(b, 30);
    b = a;
    a = next;
  }
  h = {h[0] + a, h[1] + b, h[2] + c, h[3] + d, h[4] + e};
}

}  // namespace

std::string sha1(std::string_view text) {
  std::string padded(text);
  padded += '\x80';
  while (padded.size() % kBlock != kBlock - 8) padded += '\0';
  append_big_endian(padded, std::uint64_t{text.size()} * 8, 8);
  std::array<std::uint32_t, 5> h{0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
  for (std::size_t at = 0; at < padded.size(); at += kBlock) {
    add_block(h, std::string_view(padded).substr(at, kBlock));
  }
  std::string out;
  for (const std::uint32_t word : h) append_big_endian(out, word, 4);
  return out;
}

std::string hmac_sha1(std::string_view key, std::string_view text) {
  std::string block(key.size() > kBlock ? sha1(key) : std::string(key));
  block.resize(kBlock, '\0');
  std::string inner;
  std::string outer;
  for (const char c : block) {
    inner += static_cast<char>(c ^ 0x36);
    outer += static_cast<char>(c ^ 0x5C);
  }
  return sha1(outer + sha1(inner + std::string(text)));
}

std::string base32(std::string_view bytes) {
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : bytes) {
    bits = (bits << 8 | static_cast<unsigned char>(c)) & 0xFFFF;
    for (count += 8; count >= 5; count -= 5) out += kAlphabet[bits >> (count - 5) & 31];
  }
  if (count > 0) out += kAlphabet[bits << (5 - count) & 31];
  return out;
}

std::string from_base32(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    const std::size_t value = kAlphabet.find(c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c);
    if (value == std::string_view::npos) return "";
    bits = (bits << 5 | static_cast<std::uint32_t>(value)) & 0xFFFF;
    count += 5;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> count & 0xFF);
  }
  return out;
}

std::string totp_code(std::string_view key, std::int64_t step, int digits) {
  std::string counter;
  append_big_endian(counter, static_cast<std::uint64_t>(step), 8);
  const std::string mac = hmac_sha1(key, counter);
  const auto offset = static_cast<std::size_t>(mac[19] & 0x0F);
  const std::uint32_t number = big_endian(std::string_view(mac).substr(offset)) & 0x7FFFFFFF;
  std::uint32_t modulus = 1;
  for (int i = 0; i < digits; ++i) modulus *= 10;
  std::string code = std::to_string(number % modulus);
  code.insert(0, static_cast<std::size_t>(digits) - code.size(), '0');
  return code;
}

std::int64_t matching_step(std::string_view key, std::string_view code, std::int64_t now_ms,
                           std::int64_t last_used) {
  const std::int64_t now = now_ms / kTotpStepMs;
  std::int64_t found = 0;
  for (const std::int64_t step : {now - 1, now, now + 1}) {
    const bool same = equal_in_constant_time(totp_code(key, step), code);
    if (same && step > last_used) found = step;
  }
  return found;
}

std::string totp_uri(std::string_view user, std::string_view secret_base32) {
  return "otpauth://totp/Nestline:" + std::string(user) + "?secret=" + std::string(secret_base32) +
         "&issuer=Nestline&algorithm=SHA1&digits=6&period=30";
}

}  // namespace nestline::service
