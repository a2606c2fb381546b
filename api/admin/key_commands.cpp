#include <fmt/format.h>

#include <algorithm>
#include <ctime>

#include "api/admin/admin_desk.h"
#include "service/sites/api_key.h"
#include "service/sites/site.h"
#include "service/sites/site_store.h"

namespace nestline::api {
namespace {

using service::ApiKey;

constexpr std::int64_t kHourMs = 3'600'000;
constexpr int kMostDays = 3650;
constexpr int kMostHours = 24 * 365;
constexpr int kNewKeyPerMinute = 600;
constexpr int kKeepHours = 24;

std::string time_text(std::int64_t at_ms) {
  const std::time_t seconds = at_ms / 1000;
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02} UTC", utc.tm_year + 1900, utc.tm_mon + 1,
                     utc.tm_mday, utc.tm_hour, utc.tm_min);
}

std::string key_text(const ApiKey& key, std::int64_t now_ms) {
  std::string state = "good";
  if (key.revoked_at_ms != 0) {
    state = "revoked " + time_text(key.revoked_at_ms);
  } else if (key.expires_at_ms != 0) {
    state = (key.is_valid(now_ms) ? "ends " : "ended ") + time_text(key.expires_at_ms);
  }
  return fmt::format("{}  site {}, {}; {}; {}; {}\n", key.id, key.site, key.name, key.scopes.text(),
                     key.per_minute == 0 ? "no limit" : fmt::format("{} a minute", key.per_minute),
                     state);
}

// The only time that the whole key is shown.
std::string shown_once(const std::string& secret, const ApiKey& key, std::int64_t now_ms) {
  return fmt::format(
      "{}\n{}This is the only time that the key is shown. Send it as\n"
      "  Authorization: Bearer {}\n",
      secret, key_text(key, now_ms), secret);
}

Result<ApiKey> find_key(const AdminContext& context, const std::string& id) {
  const Result<std::vector<ApiKey>> keys = service::load_keys(context.database);
  if (!keys) return keys.error();
  for (const ApiKey& key : *keys) {
    if (key.id == id) return key;
  }
  return Error{ErrorCode::NotFound, "there is no key " + id, "id"};
}

Status read_key(const AdminContext& context, const AdminRequest& request, ApiKey& key) {
  key.site = request.has("site") ? request.word("site") : std::string(service::kDefaultSite);
  key.name = request.word("name");
  key.per_minute = kNewKeyPerMinute;
  const Result<service::Scopes> scopes =
      service::Scopes::parse(service::join_words(request.words("scope")));
  if (!scopes) return scopes.error();
  key.scopes = *scopes;
  if (request.has("limit")) {
    const Result<int> limit = number_of(request, "limit", service::kMostPerMinute);
    if (!limit) return limit.error();
    key.per_minute = *limit;
  }
  if (request.has("days")) {
    const Result<int> days = number_of(request, "days", kMostDays);
    if (!days) return days.error();
    if (*days > 0) key.expires_at_ms = context.now_ms() + *days * 24 * kHourMs;
  }
  key.created_at_ms = context.now_ms();
  return service::check_key(key);
}

}  // namespace

AdminReply create_key(const AdminContext& context, const AdminRequest& request) {
  ApiKey key;
  if (const Status read = read_key(context, request, key); !read) return refusal(read.error());
  const std::string secret = service::make_secret(key);
  if (const Status stored = service::insert_key(context.database, key); !stored) {
    return refusal(stored.error());
  }
  return in_force(context, {0, shown_once(secret, key, context.now_ms()), ""});
}

AdminReply rotate_key(const AdminContext& context, const AdminRequest& request) {
  Result<ApiKey> old = find_key(context, request.word("id"));
  if (!old) return refusal(old.error());
  const std::int64_t now = context.now_ms();
  if (!old->is_valid(now)) {
    return refusal({ErrorCode::Conflict, "this key has ended: create a new one", "id"});
  }
  int keep_hours = kKeepHours;
  if (request.has("keep-hours")) {
    const Result<int> hours = number_of(request, "keep-hours", kMostHours);
    if (!hours) return refusal(hours.error());
    keep_hours = *hours;
  }
  ApiKey fresh = *old;
  fresh.created_at_ms = now;
  const std::string secret = service::make_secret(fresh);
  const std::int64_t ends = now + keep_hours * kHourMs;
  if (old->expires_at_ms == 0 || ends < old->expires_at_ms) old.value().expires_at_ms = ends;
  if (const Status stored = service::replace_key(context.database, *old, fresh); !stored) {
    return refusal(stored.error());
  }
  return in_force(context,
                  {0, shown_once(secret, fresh, now) + "The old key: " + key_text(*old, now), ""});
}

AdminReply revoke_key(const AdminContext& context, const AdminRequest& request) {
  Result<ApiKey> key = find_key(context, request.word("id"));
  if (!key) return refusal(key.error());
  if (key->revoked_at_ms == 0)
    key.value().revoked_at_ms = std::max<std::int64_t>(1, context.now_ms());
  if (const Status stored = service::update_key(context.database, *key); !stored) {
    return refusal(stored.error());
  }
  return in_force(context, {0, key_text(*key, context.now_ms()), ""});
}

AdminReply list_keys(const AdminContext& context, const AdminRequest& request) {
  const Result<std::vector<ApiKey>> keys = service::load_keys(context.database);
  if (!keys) return refusal(keys.error());
  std::string out;
  for (const ApiKey& key : *keys) {
    if (request.has("site") && key.site != request.word("site")) continue;
    out += key_text(key, context.now_ms());
  }
  return {0, out.empty() ? "No keys.\n" : out, ""};
}

}  // namespace nestline::api
