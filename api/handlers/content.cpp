#include <algorithm>

#include "api/handlers/handlers.h"
#include "api/respond.h"

namespace nestline::api {
namespace {

using knowledge::Referral;
using knowledge::ReferralKind;

struct Filter {
  std::string locale;
  std::string need;
  std::string country;
};

Result<Filter> read_filter(const HttpRequest& request) {
  Filter filter{request.query_parameter("locale").value_or(""),
                request.query_parameter("need").value_or(""),
                request.query_parameter("country").value_or("")};
  for (char& c : filter.country) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  const bool letters = std::all_of(filter.country.begin(), filter.country.end(),
                                   [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!filter.country.empty() && (filter.country.size() != 2 || !letters)) {
    return Error{ErrorCode::InvalidInput, "must be a two-letter country code such as GB",
                 "/country"};
  }
  return filter;
}

bool contains(const std::vector<std::string>& items, const std::string& item) {
  return std::find(items.begin(), items.end(), item) != items.end();
}

// Referrals that pass the filter and `wanted`, the most urgent kind first.
template <typename Wanted>
std::vector<const Referral*> select(const service::Snapshot& snapshot, const Filter& filter,
                                    Wanted wanted) {
  std::vector<const Referral*> out;
  for (const Referral& referral : snapshot.answering(filter.locale).content().referrals) {
    if (!wanted(referral)) continue;
    if (!filter.need.empty() && !contains(referral.needs, filter.need)) continue;
    if (!filter.country.empty() && !referral.countries.empty() &&
        !contains(referral.countries, filter.country)) {
      continue;
    }
    out.push_back(&referral);
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Referral* a, const Referral* b) { return a->kind < b->kind; });
  return out;
}

}  // namespace

HttpResponse list_topics(App& app, const HttpRequest& request) {
  return json_response(200, app.live()->topics(request.query_parameter("locale").value_or("")));
}

HttpResponse get_passage(App& app, const HttpRequest& request) {
  const std::shared_ptr<const Rendered> live = app.live();
  const std::string id = request.path_parameter("topic").value_or("") + "/" +
                         request.path_parameter("slug").value_or("");
  const std::string* passage = live->parent_passage({id});
  if (passage == nullptr) {
    return fail({ErrorCode::NotFound, "there is no such passage for this reader", ""}, request);
  }
  return json_response(200, *passage);
}

HttpResponse list_referrals(App& app, const HttpRequest& request) {
  const Result<Filter> filter = read_filter(request);
  if (!filter) return fail(filter.error(), request);
  const std::shared_ptr<const Rendered> live = app.live();
  return json_response(200, live->referrals(select(live->snapshot(), *filter,
                                                   [](const Referral& referral) {
                                                     return referral.kind == ReferralKind::Service;
                                                   }),
                                            "referrals"));
}

HttpResponse list_helplines(App& app, const HttpRequest& request) {
  const Result<Filter> filter = read_filter(request);
  if (!filter) return fail(filter.error(), request);
  const std::shared_ptr<const Rendered> live = app.live();
  return json_response(200, live->referrals(select(live->snapshot(), *filter,
                                                   [](const Referral& referral) {
                                                     return referral.kind != ReferralKind::Service;
                                                   }),
                                            "helplines"));
}

}  // namespace nestline::api
