#include "service/sites/api_key.h"

#include <algorithm>
#include <array>

#include "service/sites/secrets.h"
#include "service/sites/site.h"

namespace nestline::service {
namespace {

constexpr std::string_view kPrefix = "nl_";
constexpr std::size_t kIdLength = 8;
constexpr std::size_t kSecretLength = 43;

constexpr std::array<std::pair<Scope, std::string_view>, 4> kNames = {{
    {Scope::Ask, "ask"},
    {Scope::Practitioner, "practitioner"},
    {Scope::Insight, "insight"},
    {Scope::Staff, "staff"},
}};

bool is_word(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  });
}

}  // namespace

std::string Scopes::text() const {
  std::string out;
  for (const auto& [scope, name] : kNames) {
    if ((bits_ & bit(scope)) == 0) continue;
    if (!out.empty()) out += ' ';
    out += name;
  }
  return out;
}

Result<Scopes> Scopes::parse(std::string_view text) {
  Scopes scopes;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    const auto* known = std::find_if(kNames.begin(), kNames.end(),
                                     [&](const auto& one) { return one.second == word; });
    if (known == kNames.end()) {
      return Error{ErrorCode::InvalidInput, "must be ask, practitioner, insight or staff", "scope"};
    }
    scopes.add(known->first);
  }
  return scopes;
}

std::string make_secret(ApiKey& key) {
  key.id = random_word(kIdLength);
  std::string whole(kPrefix);
  whole += key.id + "_" + random_word(kSecretLength);
  key.hash = digest(whole);
  return whole;
}

std::optional<std::string> key_id_of(std::string_view presented) {
  if (presented.size() != kPrefix.size() + kIdLength + 1 + kSecretLength) return std::nullopt;
  if (!presented.starts_with(kPrefix) || presented[kPrefix.size() + kIdLength] != '_') {
    return std::nullopt;
  }
  const std::string_view id = presented.substr(kPrefix.size(), kIdLength);
  if (!is_word(id) || !is_word(presented.substr(kPrefix.size() + kIdLength + 1))) {
    return std::nullopt;
  }
  return std::string(id);
}

Status check_key(const ApiKey& key) {
  if (key.name.empty() || key.name.size() > 200) {
    return Error{ErrorCode::InvalidInput, "must have 1 to 200 bytes", "name"};
  }
  if (key.scopes.empty()) return Error{ErrorCode::InvalidInput, "names no scope", "scope"};
  if (key.per_minute < 0 || key.per_minute > kMostPerMinute) {
    return Error{ErrorCode::InvalidInput, "must be 0 to 1000000", "limit"};
  }
  return ok_status();
}

}  // namespace nestline::service
