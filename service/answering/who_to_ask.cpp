#include "service/answering/who_to_ask.h"

#include <algorithm>

namespace nestline::service {
namespace {

using knowledge::Referral;
using knowledge::ReferralId;
using knowledge::ReferralKind;

bool contains(const std::vector<std::string>& items, std::string_view item) {
  return std::find(items.begin(), items.end(), item) != items.end();
}

bool is_for_country(const Referral& referral, std::string_view country) {
  return !country.empty() && contains(referral.countries, country);
}

bool is_helpline(const Referral& referral) { return referral.kind != ReferralKind::Service; }

bool is_website_only(const Referral& referral) {
  return referral.phone.empty() && referral.text.empty();
}

void add_once(std::vector<ReferralId>& to, const ReferralId& id) {
  if (std::find(to.begin(), to.end(), id) == to.end()) to.push_back(id);
}

// The country's contacts for these needs. `most_each` bounds how many a need brings besides the
// emergency number.
std::vector<ReferralId> contacts_of(const std::vector<Referral>& referrals,
                                    const std::vector<std::string>& needs, std::string_view country,
                                    Danger danger, std::size_t most_each) {
  std::vector<ReferralId> emergency;
  for (const Referral& referral : referrals) {
    if (referral.kind == ReferralKind::Emergency && is_for_country(referral, country)) {
      add_once(emergency, referral.id);
    }
  }
  std::vector<ReferralId> out;
  if (danger == Danger::ToLife) out = emergency;
  for (const std::string& need : needs) {
    std::size_t taken = 0;
    for (const bool by_website : {false, true}) {  // somebody to speak to comes first
      for (const Referral& referral : referrals) {
        if (taken == most_each) break;
        if (referral.kind == ReferralKind::Emergency || !is_helpline(referral)) continue;
        if (!is_for_country(referral, country) || !contains(referral.needs, need)) continue;
        if (by_website != is_website_only(referral)) continue;
        add_once(out, referral.id);
        ++taken;
      }
    }
  }
  for (const ReferralId& id : emergency) add_once(out, id);
  return out;
}

// Directories of helplines that serve any country.
void add_anywhere(const std::vector<Referral>& referrals, const std::vector<std::string>& needs,
                  std::vector<ReferralId>& out) {
  for (const Referral& referral : referrals) {
    if (!is_helpline(referral) || !referral.countries.empty()) continue;
    const bool fits = std::any_of(needs.begin(), needs.end(), [&](const std::string& need) {
      return contains(referral.needs, need);
    });
    if (fits) add_once(out, referral.id);
  }
}

}  // namespace

std::vector<ReferralId> kinds_of_help(const std::vector<Referral>& referrals,
                                      const std::vector<std::string>& needs,
                                      std::string_view country, std::size_t limit) {
  std::vector<ReferralId> out;
  for (const std::string& need : needs) {
    const auto serves = [&](const Referral& r) {
      return !is_helpline(r) && contains(r.needs, need);
    };
    const Referral* chosen = nullptr;
    for (const Referral& referral : referrals) {
      if (!serves(referral)) continue;
      if (is_for_country(referral, country)) {
        chosen = &referral;
        break;
      }
      if (chosen == nullptr && referral.countries.empty()) chosen = &referral;
    }
    if (chosen != nullptr && out.size() < limit) add_once(out, chosen->id);
  }
  return out;
}

std::vector<ReferralId> own_help(const std::vector<OwnReferral>& referrals,
                                 const std::vector<std::string>& needs, std::string_view country,
                                 std::optional<int> child_age_months, std::size_t limit) {
  std::vector<ReferralId> out;
  for (const std::string& need : needs) {
    for (const OwnReferral& own : referrals) {
      if (out.size() == limit) return out;
      const SiteReferral& entry = own.referral;
      const bool here = country.empty() || entry.base.countries.empty() ||
                        contains(entry.base.countries, country);
      const bool fits = !child_age_months || entry.ages.contains(*child_age_months);
      if (here && fits && contains(entry.base.needs, need)) add_once(out, entry.base.id);
    }
  }
  return out;
}

bool has_contacts(const std::vector<Referral>& referrals, std::string_view country) {
  return std::any_of(referrals.begin(), referrals.end(), [&](const Referral& referral) {
    return is_helpline(referral) && is_for_country(referral, country);
  });
}

std::vector<ReferralId> contacts(const std::vector<Referral>& referrals,
                                 const std::vector<std::string>& needs, std::string_view country,
                                 Danger danger) {
  constexpr std::size_t kMostEach = 4;  // a line for each nation of the United Kingdom
  if (has_contacts(referrals, country)) {
    std::vector<ReferralId> out = contacts_of(referrals, needs, country, danger, kMostEach);
    if (out.size() < 2) add_anywhere(referrals, needs, out);  // only the emergency number
    return out;
  }
  std::vector<std::string> countries;
  for (const Referral& referral : referrals) {
    if (!is_helpline(referral)) continue;
    for (const std::string& one : referral.countries) {
      if (!contains(countries, one)) countries.push_back(one);
    }
  }
  std::sort(countries.begin(), countries.end());
  std::vector<ReferralId> out;
  for (const std::string& one : countries) {
    for (const ReferralId& id : contacts_of(referrals, needs, one, danger, 1)) add_once(out, id);
  }
  add_anywhere(referrals, needs, out);
  return out;
}

}  // namespace nestline::service
