// Passwords: argon2id by libsodium, 64 MiB and 2 passes a hash, at most two at once so that
// sign-ins cannot take the memory or the processors from parents. Thread-safe; a call waits for its
// turn.
#pragma once

#include <optional>
#include <string>

#include "knowledge/result.h"

namespace nestline::service {

inline constexpr std::size_t kLeastPassword = 12;
inline constexpr std::size_t kMostPassword = 256;

// InvalidInput with this field: too short, too long, the user's own name, or one that everybody
// tries first.
Status check_password(const std::string& password, const std::string& user, const char* field);

// In libsodium's text form. Unavailable where there is no memory for it.
Result<std::string> hash_password(const std::string& password);

// Takes as long for an empty hash (a user that is not there) as for a wrong password.
bool is_password(const std::string& password, const std::string& hash);

}  // namespace nestline::service
