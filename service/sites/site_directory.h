// The sites as requests read them: one immutable table in memory, replaced as a whole when
// something changes, so that a question never waits for the database. What depends on the day
// (which referrals are stale) is worked out anew, from memory, when the day changes.
//
// Thread-safe. The database and the clock must outlive it and be thread-safe too.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/result.h"
#include "service/sites/api_key.h"
#include "service/sites/site.h"
#include "service/sites/tailoring.h"
#include "service/storage/database.h"

namespace nestline::service {

struct SiteEntry {
  Site site;
  Tailoring tailoring;
};

// As the database has it.
struct SiteRows {
  std::vector<Site> sites;
  std::vector<ApiKey> keys;
  std::map<std::string, std::vector<SiteReferral>> referrals;  // by site
};

class SiteTable {
 public:
  // `day` since 1970-01-01 UTC.
  SiteTable(const SiteRows& rows, std::int64_t day);

  // nullptr when there is none of that id.
  [[nodiscard]] std::shared_ptr<const SiteEntry> find(std::string_view id) const;

  // The key that was presented, if it is one of ours and still good. Its secret is compared in
  // constant time.
  [[nodiscard]] const ApiKey* key(std::string_view presented, std::int64_t now_ms) const;

  // Whether any site lists the origin: all that a CORS preflight can be asked.
  [[nodiscard]] bool has_origin(const std::string& origin) const {
    return origins_.contains(origin);
  }

  [[nodiscard]] std::int64_t day() const { return day_; }
  // Whether a site stays on this edition.
  [[nodiscard]] bool pins(int edition) const { return pins_.contains(edition); }
  [[nodiscard]] const std::set<int>& pinned() const { return pins_; }

 private:
  std::int64_t day_;
  std::map<std::string, std::shared_ptr<const SiteEntry>, std::less<>> sites_;
  std::map<std::string, ApiKey, std::less<>> keys_;
  std::set<std::string> origins_;
  std::set<int> pins_;
};

class SiteDirectory {
 public:
  using Clock = std::function<std::int64_t()>;  // UTC milliseconds

  SiteDirectory(Database& database, Clock now_ms)
      : database_(database), now_ms_(std::move(now_ms)) {}
  SiteDirectory(const SiteDirectory&) = delete;
  SiteDirectory& operator=(const SiteDirectory&) = delete;

  // Reads the database; on failure the table stays as it was. Once before the first table().
  Status reload();

  // Never null after a reload() that went well.
  [[nodiscard]] std::shared_ptr<const SiteTable> table() const;

  [[nodiscard]] std::int64_t now_ms() const { return now_ms_(); }

 private:
  Database& database_;
  const Clock now_ms_;
  std::mutex reloading_;
  mutable std::mutex mutex_;
  SiteRows rows_;                                   // guarded by mutex_
  mutable std::shared_ptr<const SiteTable> table_;  // guarded by mutex_
};

}  // namespace nestline::service
