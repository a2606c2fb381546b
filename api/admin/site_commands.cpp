#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "api/admin/admin_desk.h"
#include "service/sites/site.h"
#include "service/sites/site_store.h"

namespace nestline::api {
namespace {

using service::Site;

// What a new site starts with; the default site has no limit until one is set.
constexpr service::RateLimits kNewLimits{60, 3000};
constexpr int kMostEditions = std::numeric_limits<int>::max();

Error invalid(const std::string& option, std::string why) {
  return {ErrorCode::InvalidInput, std::move(why), option};
}

Status set_number(const AdminRequest& request, const char* option, int most, int& to) {
  if (!request.has(option)) return ok_status();
  const Result<int> number = number_of(request, option, most);
  if (!number) return number.error();
  to = *number;
  return ok_status();
}

Status set_flag(const AdminRequest& request, const char* option, bool& to) {
  if (!request.has(option)) return ok_status();
  const std::string word = request.word(option);
  if (word != "yes" && word != "no") return invalid(option, "must be yes or no");
  to = word == "yes";
  return ok_status();
}

void set_texts(const AdminRequest& request, Site& site) {
  const auto set = [&](const char* option, std::string& to) {
    if (request.has(option)) to = request.word(option);
  };
  set("name", site.name);
  set("title", site.title);
  set("country", site.country);
  set("accent", site.colours.accent);
  set("background", site.colours.background);
  set("text-colour", site.colours.text);
  for (char& c : site.country) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  if (request.has("origin")) site.origins = request.words("origin");
  if (request.has("language")) site.languages = request.words("language");
  if (request.has("topic-off")) {
    site.topics_off.clear();
    for (const std::string& topic : request.words("topic-off")) site.topics_off.push_back({topic});
  }
}

Status set_edition(const AdminContext& context, const AdminRequest& request, Site& site) {
  if (!request.has("edition")) return ok_status();
  if (request.word("edition") == "latest") {
    site.pinned_edition = 0;
    return ok_status();
  }
  const Result<int> number = number_of(request, "edition", kMostEditions);
  if (!number || *number == 0) return invalid("edition", "must be a number, or latest");
  const bool known = context.has_edition ? context.has_edition(*number) : *number == 1;
  if (!known) return invalid("edition", "there is no edition " + std::to_string(*number));
  site.pinned_edition = *number;
  return ok_status();
}

// What the request says, over what `site` has.
Status apply(const AdminContext& context, const AdminRequest& request, Site& site) {
  set_texts(request, site);
  for (Status set :
       {set_flag(request, "help-only", site.help_only),
        set_flag(request, "keep-questions", site.keeps_questions),
        set_edition(context, request, site),
        set_number(request, "client-limit", service::kMostPerMinute, site.limits.per_client),
        set_number(request, "site-limit", service::kMostPerMinute, site.limits.per_site),
        set_number(request, "stale-after", service::kMostStaleDays, site.stale_after_days)}) {
    if (!set) return set;
  }
  if (request.has("stale")) {
    const std::string word = request.word("stale");
    if (word != "hide" && word != "flag") return invalid("stale", "must be hide or flag");
    site.stale = word == "flag" ? service::StaleReferrals::Flag : service::StaleReferrals::Hide;
  }
  return service::check_site(site);
}

std::string or_dash(const std::string& text) { return text.empty() ? "-" : text; }
const char* yes_no(bool value) { return value ? "yes" : "no"; }
std::string limit_text(int per_minute) {
  return per_minute == 0 ? "none" : fmt::format("{} a minute", per_minute);
}

std::string site_text(const Site& site) {
  std::vector<std::string> off;
  for (const knowledge::TopicId& topic : site.topics_off) off.push_back(topic.value);
  std::string out = fmt::format("{}\n", site.id);
  const auto line = [&](const char* name, const std::string& value) {
    out += fmt::format("  {:<15} {}\n", name, or_dash(value));
  };
  line("name", site.name);
  line("title", site.title);
  line("origins", service::join_words(site.origins));
  line("country", site.country);
  line("languages", service::join_words(site.languages));
  line("accent", site.colours.accent);
  line("background", site.colours.background);
  line("text colour", site.colours.text);
  line("help only", yes_no(site.help_only));
  line("keeps questions", yes_no(site.keeps_questions));
  line("topics off", service::join_words(off));
  line("edition", site.pinned_edition == 0 ? "latest" : std::to_string(site.pinned_edition));
  line("client limit", limit_text(site.limits.per_client));
  line("site limit", limit_text(site.limits.per_site));
  line("own referrals",
       site.stale_after_days == 0
           ? "never stale"
           : fmt::format("stale after {} days, then {}", site.stale_after_days,
                         site.stale == service::StaleReferrals::Flag ? "flagged" : "hidden"));
  return out;
}

}  // namespace

AdminReply create_site(const AdminContext& context, const AdminRequest& request) {
  Site site;
  site.id = request.word("id");
  site.limits = kNewLimits;
  site.created_at_ms = context.now_ms();
  if (const Status applied = apply(context, request, site); !applied)
    return refusal(applied.error());
  if (const Status stored = service::insert_site(context.database, site); !stored) {
    return refusal(stored.error());
  }
  return in_force(context, {0, "Created:\n" + site_text(site), ""});
}

AdminReply edit_site(const AdminContext& context, const AdminRequest& request) {
  Result<std::vector<Site>> sites = service::load_sites(context.database);
  if (!sites) return refusal(sites.error());
  const std::string id = request.word("id");
  const auto found = std::find_if(sites.value().begin(), sites.value().end(),
                                  [&](const Site& site) { return site.id == id; });
  if (found == sites.value().end()) {
    return refusal({ErrorCode::NotFound, "there is no site " + id, "id"});
  }
  if (const Status applied = apply(context, request, *found); !applied)
    return refusal(applied.error());
  if (const Status stored = service::update_site(context.database, *found); !stored) {
    return refusal(stored.error());
  }
  return in_force(context, {0, "Changed:\n" + site_text(*found), ""});
}

AdminReply list_sites(const AdminContext& context, const AdminRequest&) {
  const Result<std::vector<Site>> sites = service::load_sites(context.database);
  if (!sites) return refusal(sites.error());
  std::string out;
  for (const Site& site : *sites) out += site_text(site);
  return {0, out, ""};
}

}  // namespace nestline::api
