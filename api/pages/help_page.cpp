#include <algorithm>

#include "api/pages/pages.h"

namespace nestline::api {
namespace {

using knowledge::Referral;
using knowledge::ReferralKind;

// What to do in the first minute, in the words of the approved replies, most urgent first.
constexpr const char* kFirst[] = {"unresponsive", "breathing",      "choking", "seizure",
                                  "poison",       "losing-control", "shaking", "suicidal-parent",
                                  "dv-now",       "sexual-abuse"};

bool serves(const Referral& referral, const std::string& country) {
  return std::find(referral.countries.begin(), referral.countries.end(), country) !=
         referral.countries.end();
}

Html lines(const std::vector<Referral>& referrals, ReferralKind kind, const PageContext& context,
           std::string_view heading) {
  Html items;
  for (const Referral& referral : referrals) {
    if (referral.kind != kind) continue;
    if (!serves(referral, context.country) && !referral.countries.empty()) continue;
    items += referral_html(referral, context, kind == ReferralKind::Emergency);
  }
  if (items.empty()) return {};
  return element("h2", heading) + element("ul", {{"class", "contacts"}}, items);
}

// Every emergency number, for whoever does not choose a country.
Html all_numbers(const std::vector<Referral>& referrals, const PageContext& context) {
  std::vector<std::pair<std::string, std::string>> rows;
  for (const Referral& referral : referrals) {
    if (referral.kind != ReferralKind::Emergency) continue;
    for (const std::string& country : referral.countries) {
      rows.emplace_back(country_name(context, country), referral.phone);
    }
  }
  std::sort(rows.begin(), rows.end());
  Html items;
  for (const auto& [country, number] : rows) {
    items +=
        element("li", Html(country + ": ") + element("a", {{"href", "tel:" + number}}, number));
  }
  return element("h2", context.say("all_numbers")) + element("ul", {{"class", "numbers"}}, items);
}

Html first_aid(const service::Snapshot& snapshot, const PageContext& context) {
  Html out = element("h2", context.say("needs_title"));
  for (const char* id : kFirst) {
    const knowledge::Phrase* phrase =
        snapshot.phrase({std::string("urgent.") + id}, context.language);
    if (phrase == nullptr) continue;
    out += element("details", element("summary", context.say(std::string("first_") + id)) +
                                  element("p", phrase->text));
  }
  return out;
}

}  // namespace

HttpResponse help_page(const service::Snapshot& snapshot, const PageContext& context) {
  const std::vector<Referral>& referrals = snapshot.answering(context.language).content().referrals;
  const Html form = element(
      "form", {{"method", "get"}, {"action", "/help-now"}, {"class", "card"}},
      context_fields(context) +
          element("p", element("label", {{"for", "country"}}, context.say("urgent_country")) +
                           country_field(countries_of(referrals), context, context.say("choose"))) +
          element("p", element("button", {{"class", "send"}}, context.say("plain_show"))));
  Html main = element("p", {{"class", "lead"}}, context.say("help_lead")) + form;
  const bool known = std::any_of(referrals.begin(), referrals.end(), [&](const Referral& referral) {
    return serves(referral, context.country);
  });
  if (known) {
    main +=
        element("div", {{"class", "answer urgent"}},
                lines(referrals, ReferralKind::Emergency, context, context.say("kind_emergency")));
    main += lines(referrals, ReferralKind::Crisis, context, context.say("kind_crisis"));
    main += lines(referrals, ReferralKind::Support, context, context.say("kind_support"));
  } else {
    if (!context.country.empty()) {
      main += element("p", {{"class", "lead"}}, context.say("help_empty"));
    }
    main += all_numbers(referrals, context);
  }
  main += first_aid(snapshot, context);
  return plain_page(200, context, "/help-now", context.say("help_title"), main);
}

}  // namespace nestline::api
