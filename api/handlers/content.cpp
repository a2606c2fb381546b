#include <algorithm>
#include <charconv>

#include "api/codec/site_json.h"
#include "api/handlers/handlers.h"
#include "api/respond.h"

namespace nestline::api {
namespace {

using knowledge::Referral;
using knowledge::ReferralKind;
using service::OwnReferral;

struct Filter {
  std::string locale;
  std::string need;
  std::string country;
  std::string place;
  std::string language;
  std::optional<int> age_months;
};

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

Status read_country(const HttpRequest& request, Filter& filter) {
  if (const auto country = request.query_parameter("country")) filter.country = *country;
  for (char& c : filter.country) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  const bool letters = std::all_of(filter.country.begin(), filter.country.end(),
                                   [](char c) { return c >= 'A' && c <= 'Z'; });
  if (filter.country.empty() || (filter.country.size() == 2 && letters)) return ok_status();
  return Error{ErrorCode::InvalidInput, "must be a two-letter country code such as GB", "/country"};
}

Status read_age(const HttpRequest& request, Filter& filter) {
  const auto text = request.query_parameter("age_months");
  if (!text) return ok_status();
  int months = -1;
  const char* end = text->data() + text->size();
  const auto [stop, error] = std::from_chars(text->data(), end, months);
  const bool plain = text->size() == 1 || !text->starts_with('0');
  if (error == std::errc() && stop == end && plain && months >= 0 &&
      months <= knowledge::kMaxAgeMonths) {
    filter.age_months = months;
    return ok_status();
  }
  return Error{ErrorCode::InvalidInput, "must be a whole number from 0 to 96", "/age_months"};
}

Result<Filter> read_filter(const Caller& caller, const HttpRequest& request) {
  Filter filter;
  filter.locale =
      service::locale_for(caller.site(), request.query_parameter("locale").value_or(""));
  filter.need = request.query_parameter("need").value_or("");
  filter.place = lower(request.query_parameter("place").value_or(""));
  filter.language = lower(request.query_parameter("language").value_or(""));
  filter.country = caller.site().country;
  if (const Status read = read_country(request, filter); !read) return read.error();
  if (const Status read = read_age(request, filter); !read) return read.error();
  return filter;
}

bool contains(const std::vector<std::string>& items, const std::string& item) {
  return std::find(items.begin(), items.end(), item) != items.end();
}

// "es" finds es and es-MX; an entry that names no language may speak any.
bool speaks(const std::vector<std::string>& languages, const std::string& wanted) {
  if (wanted.empty() || languages.empty()) return true;
  return std::any_of(languages.begin(), languages.end(), [&](const std::string& one) {
    const std::string language = lower(one);
    return language == wanted || language.starts_with(wanted + "-");
  });
}

bool passes(const Referral& referral, const Filter& filter) {
  if (!filter.need.empty() && !contains(referral.needs, filter.need)) return false;
  if (!speaks(referral.languages, filter.language)) return false;
  return filter.country.empty() || referral.countries.empty() ||
         contains(referral.countries, filter.country);
}

// An entry that names no place serves the whole country.
bool serves(const OwnReferral& own, const Filter& filter) {
  const service::SiteReferral& entry = own.referral;
  if (filter.age_months && !entry.ages.contains(*filter.age_months)) return false;
  if (filter.place.empty() || entry.places.empty()) return true;
  return std::any_of(entry.places.begin(), entry.places.end(),
                     [&](const std::string& place) { return lower(place) == filter.place; });
}

// Referrals that pass the filter and `wanted`, the most urgent kind first.
template <typename Wanted>
std::vector<const Referral*> select(const service::Snapshot& snapshot, const Filter& filter,
                                    Wanted wanted) {
  std::vector<const Referral*> out;
  for (const Referral& referral : snapshot.answering(filter.locale).content().referrals) {
    if (wanted(referral) && passes(referral, filter)) out.push_back(&referral);
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Referral* a, const Referral* b) { return a->kind < b->kind; });
  return out;
}

}  // namespace

HttpResponse list_topics(App& app, const Caller& caller, const HttpRequest& request) {
  const std::string locale =
      service::locale_for(caller.site(), request.query_parameter("locale").value_or(""));
  return content_response(request, app.live(caller.site())->topics(locale, caller.tailoring()));
}

HttpResponse get_passage(App& app, const Caller& caller, const HttpRequest& request) {
  const std::shared_ptr<const Rendered> live = app.live(caller.site());
  const std::string topic = request.path_parameter("topic").value_or("");
  const std::string id = topic + "/" + request.path_parameter("slug").value_or("");
  const knowledge::Audience reader = caller.may(service::Scope::Practitioner)
                                         ? knowledge::Audience::Practitioner
                                         : knowledge::Audience::Parent;
  const std::string* passage = live->passage({id}, reader);
  if (passage == nullptr || !caller.tailoring().shows({topic})) {
    return fail({ErrorCode::NotFound, "there is no such passage for this reader", ""}, request);
  }
  return content_response(request, *passage);
}

HttpResponse list_referrals(App& app, const Caller& caller, const HttpRequest& request) {
  const Result<Filter> filter = read_filter(caller, request);
  if (!filter) return fail(filter.error(), request);
  const std::shared_ptr<const Rendered> live = app.live(caller.site());
  std::vector<const OwnReferral*> own;
  for (const OwnReferral& one : caller.tailoring().referrals) {
    if (passes(one.referral.base, *filter) && serves(one, *filter)) own.push_back(&one);
  }
  const auto shared = select(live->snapshot(), *filter, [](const Referral& referral) {
    return referral.kind == ReferralKind::Service;
  });
  return content_response(request, live->referrals(own, shared, "referrals"));
}

HttpResponse list_helplines(App& app, const Caller& caller, const HttpRequest& request) {
  const Result<Filter> filter = read_filter(caller, request);
  if (!filter) return fail(filter.error(), request);
  const std::shared_ptr<const Rendered> live = app.live(caller.site());
  const auto shared = select(live->snapshot(), *filter, [](const Referral& referral) {
    return referral.kind != ReferralKind::Service;
  });
  return content_response(request, live->referrals({}, shared, "helplines"));
}

HttpResponse get_site(App&, const Caller& caller, const HttpRequest& request) {
  return content_response(request, site_json(caller.site()));
}

}  // namespace nestline::api
