// What a site changes about answers: topics that it does not show, and its own referrals. It cannot
// change the safety screen or the contacts of an urgent reply. A value, built with the site's entry
// and shared by its requests.
#pragma once

#include <algorithm>
#include <vector>

#include "service/sites/site_referral.h"

namespace nestline::service {

struct OwnReferral {
  SiteReferral referral;
  bool stale = false;  // not verified for longer than the site allows
};

struct Tailoring {
  std::vector<knowledge::TopicId> topics_off;
  std::vector<OwnReferral> referrals;  // that may be shown today, in the site's order

  // nullptr where the site has none of that id.
  [[nodiscard]] const OwnReferral* own(const knowledge::ReferralId& id) const {
    const auto found = std::find_if(referrals.begin(), referrals.end(),
                                    [&](const auto& one) { return one.referral.base.id == id; });
    return found == referrals.end() ? nullptr : &*found;
  }
  [[nodiscard]] bool shows(const knowledge::TopicId& topic) const {
    return std::find(topics_off.begin(), topics_off.end(), topic) == topics_off.end();
  }
};

}  // namespace nestline::service
