// The second factor: six digits that change every 30 seconds (RFC 6238 with HMAC-SHA-1, which is
// what every authenticator app speaks; libsodium has no SHA-1). Pure functions; safe from any
// thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace nestline::service {

// 20 bytes.
std::string sha1(std::string_view text);
std::string hmac_sha1(std::string_view key, std::string_view text);

// RFC 4648 without padding; letters of either case in.
std::string base32(std::string_view bytes);
std::string from_base32(std::string_view text);

// The code of one step, `digits` long.
std::string totp_code(std::string_view key, std::int64_t step, int digits = 6);

inline constexpr std::int64_t kTotpStepMs = 30'000;

// The step that this code belongs to: now, or one to either side (clocks differ), but never one up
// to `last_used`: a code is good once. 0 where it is none.
std::int64_t matching_step(std::string_view key, std::string_view code, std::int64_t now_ms,
                           std::int64_t last_used);

// What an app reads as a QR code.
std::string totp_uri(std::string_view user, std::string_view secret_base32);

}  // namespace nestline::service
