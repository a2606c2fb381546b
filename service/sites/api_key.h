// Keys that a site's servers send as `Authorization: Bearer nl_<id>_<secret>`. The whole key is
// shown once, when it is made; what is kept is its id (to find it, to revoke it, to name it in
// talk) and a hash. Values; functions safe from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/result.h"

namespace nestline::service {

enum class Scope { Ask, Practitioner, Insight, Staff };

// A set of scopes.
class Scopes {
 public:
  Scopes() = default;
  Scopes(std::initializer_list<Scope> scopes) {
    for (const Scope scope : scopes) add(scope);
  }
  void add(Scope scope) { bits_ |= bit(scope); }
  // Who may read practitioner text may ask.
  [[nodiscard]] bool has(Scope scope) const {
    const unsigned implied = scope == Scope::Ask ? bit(Scope::Practitioner) : 0;
    return (bits_ & (bit(scope) | implied)) != 0;
  }
  [[nodiscard]] bool empty() const { return bits_ == 0; }

  // "ask practitioner"; InvalidInput (field "scope") for a word that is no scope.
  [[nodiscard]] std::string text() const;
  static Result<Scopes> parse(std::string_view text);

 private:
  static unsigned bit(Scope scope) { return 1U << static_cast<unsigned>(scope); }
  unsigned bits_ = 0;
};

struct ApiKey {
  std::string id;    // 8 characters, no secret
  std::string site;  // whose it is
  std::string name;  // for people: "booking server"
  std::string hash;  // digest() of the whole key
  Scopes scopes;
  int per_minute = 0;  // requests; 0: no limit
  std::int64_t created_at_ms = 0;
  std::int64_t expires_at_ms = 0;  // 0: never
  std::int64_t revoked_at_ms = 0;  // 0: it is not

  [[nodiscard]] bool is_valid(std::int64_t now_ms) const {
    return revoked_at_ms == 0 && (expires_at_ms == 0 || now_ms < expires_at_ms);
  }
};

// A new id and secret; fills `id` and `hash` of the key and returns the whole key.
std::string make_secret(ApiKey& key);

// The id in "nl_<id>_<secret>"; nothing where the text has another form.
std::optional<std::string> key_id_of(std::string_view presented);

// InvalidInput names the option.
Status check_key(const ApiKey& key);

}  // namespace nestline::service
