#include "service/curation/password.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <semaphore>
#include <string_view>

namespace nestline::service {
namespace {

constexpr std::size_t kMemory = std::size_t{64} * 1024 * 1024;
constexpr unsigned long long kPasses = 2;

// What is left of the lists of common passwords when only those of 12 characters or more count.
constexpr std::array<std::string_view, 24> kCommon{
    "123456789012", "1234567890123",  "passwordpassword", "password1234",    "password12345",
    "qwertyuiop12", "qwertyuiop123",  "qwertyuiopasdf",   "1q2w3e4r5t6y",    "1q2w3e4r5t6y7u8i",
    "iloveyou1234", "adminadmin12",   "adminadminadmin",  "administrator",   "letmeinletmein",
    "welcome12345", "welcomewelcome", "abcdefghijkl",     "abcdefgh1234",    "changemechangeme",
    "aaaaaaaaaaaa", "111111111111",   "000000000000",     "nestlinenestline"};

std::counting_semaphore<2>& turns() {
  static std::counting_semaphore<2> two(2);
  return two;
}

class Turn {
 public:
  Turn() { turns().acquire(); }
  ~Turn() { turns().release(); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
};

std::string hash_now(const std::string& password) {
  const Turn turn;
  std::array<char, crypto_pwhash_STRBYTES> out{};
  if (sodium_init() < 0 ||
      crypto_pwhash_str_alg(out.data(), password.data(), password.size(), kPasses, kMemory,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return "";
  }
  return out.data();
}

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

}  // namespace

Status check_password(const std::string& password, const std::string& user, const char* field) {
  const auto refuse = [&](const char* why) -> Status {
    return Error{ErrorCode::InvalidInput, why, field};
  };
  if (password.size() < kLeastPassword) return refuse("must have at least 12 characters");
  if (password.size() > kMostPassword) return refuse("must have at most 256 bytes");
  const std::string folded = lower(password);
  if (std::find(kCommon.begin(), kCommon.end(), folded) != kCommon.end()) {
    return refuse("is one that everybody tries first");
  }
  if (user.size() >= 4 && folded.find(lower(user)) != std::string::npos) {
    return refuse("must not hold the user's name");
  }
  return ok_status();
}

Result<std::string> hash_password(const std::string& password) {
  std::string hash = hash_now(password);
  if (hash.empty()) return Error{ErrorCode::Unavailable, "no memory to hash a password", ""};
  return hash;
}

bool is_password(const std::string& password, const std::string& hash) {
  static const std::string nobody = hash_now("nobody has this password");
  const std::string& against = hash.empty() ? nobody : hash;
  const Turn turn;
  const bool same =
      crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0;
  return same && !hash.empty();
}

}  // namespace nestline::service
