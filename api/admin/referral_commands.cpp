#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>

#include "api/admin/admin_desk.h"
#include "api/codec/hsds.h"
#include "service/sites/site.h"
#include "service/sites/site_referral_store.h"
#include "service/sites/site_store.h"

namespace nestline::api {
namespace {

using service::SiteReferral;

constexpr std::size_t kMostFaultsShown = 50;

std::string site_of(const AdminRequest& request) {
  return request.has("site") ? request.word("site") : std::string(service::kDefaultSite);
}

Result<service::Site> find_site(const AdminContext& context, const std::string& id) {
  const Result<std::vector<service::Site>> sites = service::load_sites(context.database);
  if (!sites) return sites.error();
  for (const service::Site& site : *sites) {
    if (site.id == id) return site;
  }
  return Error{ErrorCode::NotFound, "there is no site " + id, "site"};
}

AdminReply faults_reply(const std::vector<HsdsFault>& faults) {
  AdminReply reply{1, "", ""};
  for (std::size_t i = 0; i < std::min(faults.size(), kMostFaultsShown); ++i) {
    const HsdsFault& fault = faults[i];
    if (fault.row > 0) reply.err += fmt::format("row {}", fault.row);
    if (!fault.column.empty()) {
      reply.err += fmt::format("{}{}", fault.row > 0 ? ", " : "", fault.column);
    }
    reply.err +=
        fmt::format("{}{}\n", fault.row > 0 || !fault.column.empty() ? ": " : "", fault.message);
  }
  reply.err += fmt::format("nestline: {} faults, nothing was changed\n", faults.size());
  return reply;
}

// What the importer should know: what is stale or not shown, and which needs are served.
std::string notes(const HsdsFile& file, const service::Site& site, const knowledge::Date& today) {
  std::string out;
  std::map<std::string, int> needs;
  for (std::size_t i = 0; i < file.referrals.size(); ++i) {
    const SiteReferral& one = file.referrals[i];
    for (const std::string& need : one.base.needs) ++needs[need];
    const auto age = std::chrono::sys_days(today) - std::chrono::sys_days(one.base.last_verified);
    if (one.status != "active") {
      out +=
          fmt::format("row {}, {}: {}, not shown\n", file.rows[i], one.base.id.value, one.status);
    } else if (site.stale_after_days > 0 && age.count() > site.stale_after_days) {
      out += fmt::format("row {}, {}: last verified {}, stale: {}\n", file.rows[i],
                         one.base.id.value, knowledge::date_text(one.base.last_verified),
                         site.stale == service::StaleReferrals::Flag ? "flagged" : "hidden");
    }
  }
  for (const auto& [need, count] : needs) out += fmt::format("need {}: {}\n", need, count);
  return out;
}

}  // namespace

AdminReply import_referrals(const AdminContext& context, const AdminRequest& request) {
  const Result<service::Site> site = find_site(context, site_of(request));
  if (!site) return refusal(site.error());
  const std::string format = request.word("format");
  if (format != "json" && format != "csv") {
    return refusal({ErrorCode::InvalidInput, "must be json or csv", "format"});
  }
  const auto days =
      std::chrono::floor<std::chrono::days>(std::chrono::sys_time<std::chrono::milliseconds>(
          std::chrono::milliseconds(context.now_ms())));
  const knowledge::Date today(days);
  const HsdsFile file =
      format == "csv" ? read_hsds_csv(request.input, today) : read_hsds_json(request.input, today);
  if (!file.faults.empty()) return faults_reply(file.faults);
  const std::string told = notes(file, *site, today);
  if (request.has("dry-run")) {
    return {
        0,
        fmt::format("{} referrals are good; nothing was changed.\n{}", file.referrals.size(), told),
        ""};
  }
  if (const Status stored =
          service::replace_site_referrals(context.database, site->id, file.referrals);
      !stored) {
    return refusal(stored.error());
  }
  return in_force(
      context,
      {0, fmt::format("Imported {} referrals of {}.\n{}", file.referrals.size(), site->id, told),
       ""});
}

AdminReply export_referrals(const AdminContext& context, const AdminRequest& request) {
  const Result<service::Site> site = find_site(context, site_of(request));
  if (!site) return refusal(site.error());
  const std::string format = request.has("format") ? request.word("format") : "json";
  if (format != "json" && format != "csv") {
    return refusal({ErrorCode::InvalidInput, "must be json or csv", "format"});
  }
  auto all = service::load_site_referrals(context.database);
  if (!all) return refusal(all.error());
  const std::vector<SiteReferral>& own = all.value()[site->id];
  return {0, format == "csv" ? write_hsds_csv(own) : write_hsds_json(own), ""};
}

}  // namespace nestline::api
