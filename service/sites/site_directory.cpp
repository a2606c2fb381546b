#include "service/sites/site_directory.h"

#include <chrono>

#include "service/insight/answer_log.h"
#include "service/sites/secrets.h"
#include "service/sites/site_referral_store.h"
#include "service/sites/site_store.h"

namespace nestline::service {
namespace {

bool is_stale(const SiteReferral& referral, const Site& site, std::int64_t day) {
  const std::chrono::sys_days verified(referral.base.last_verified);
  return site.stale_after_days > 0 &&
         verified.time_since_epoch().count() + site.stale_after_days < day;
}

Tailoring tailoring_of(const Site& site, const std::vector<SiteReferral>& referrals,
                       std::int64_t day) {
  Tailoring out{site.topics_off, {}};
  for (const SiteReferral& referral : referrals) {
    if (referral.status != "active") continue;
    const bool stale = is_stale(referral, site, day);
    if (stale && site.stale == StaleReferrals::Hide) continue;
    out.referrals.push_back({referral, stale});
  }
  return out;
}

}  // namespace

SiteTable::SiteTable(const SiteRows& rows, std::int64_t day) : day_(day) {
  for (const Site& site : rows.sites) {
    const auto own = rows.referrals.find(site.id);
    static const std::vector<SiteReferral> none;
    sites_.emplace(
        site.id,
        std::make_shared<const SiteEntry>(SiteEntry{
            site, tailoring_of(site, own == rows.referrals.end() ? none : own->second, day)}));
    origins_.insert(site.origins.begin(), site.origins.end());
    if (site.pinned_edition != 0) pins_.insert(site.pinned_edition);
  }
  for (const ApiKey& key : rows.keys) keys_.emplace(key.id, key);
}

std::shared_ptr<const SiteEntry> SiteTable::find(std::string_view id) const {
  const auto found = sites_.find(id);
  return found == sites_.end() ? nullptr : found->second;
}

const ApiKey* SiteTable::key(std::string_view presented, std::int64_t now_ms) const {
  static const std::string nobody(64, '0');
  const std::optional<std::string> id = key_id_of(presented);
  const auto found = id ? keys_.find(*id) : keys_.end();
  const std::string& hash = found == keys_.end() ? nobody : found->second.hash;
  const bool same = equal_in_constant_time(digest(presented), hash);
  return same && found != keys_.end() && found->second.is_valid(now_ms) ? &found->second : nullptr;
}

Status SiteDirectory::reload() {
  // One reading at a time, so that the later one wins; requests do not wait for it.
  const std::lock_guard one_at_a_time(reloading_);
  SiteRows rows;
  Result<std::vector<Site>> sites = load_sites(database_);
  if (!sites) return sites.error();
  rows.sites = std::move(sites).value();
  Result<std::vector<ApiKey>> keys = load_keys(database_);
  if (!keys) return keys.error();
  rows.keys = std::move(keys).value();
  auto referrals = load_site_referrals(database_);
  if (!referrals) return referrals.error();
  rows.referrals = std::move(referrals).value();
  auto table = std::make_shared<const SiteTable>(rows, day_of(now_ms_()));
  const std::lock_guard lock(mutex_);
  table_ = std::move(table);
  rows_ = std::move(rows);
  return ok_status();
}

std::shared_ptr<const SiteTable> SiteDirectory::table() const {
  const std::int64_t today = day_of(now_ms_());
  const std::lock_guard lock(mutex_);
  if (table_ != nullptr && table_->day() != today) {
    table_ = std::make_shared<const SiteTable>(rows_, today);
  }
  return table_;
}

}  // namespace nestline::service
