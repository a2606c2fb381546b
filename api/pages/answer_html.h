// An answer as plain HTML, for the page without script: the same parts in the same order as the
// widget's card. Pure functions; safe from any thread.
#pragma once

#include <string>
#include <vector>

#include "api/pages/page.h"
#include "service/answering/answer.h"
#include "service/answering/snapshot.h"
#include "service/sites/tailoring.h"

namespace nestline::api {

// What the buttons inside an answer send back.
struct AskedPage {
  std::string question;
  std::string conversation_id;
};

// `tailoring` is what the answer was made with.
Html answer_html(const service::Snapshot& snapshot, const service::Tailoring& tailoring,
                 const service::Answer& answer, const AskedPage& asked, const PageContext& context);

// One entry: what it is, how to reach it, when it was last checked. `prime`: the first thing to do.
Html referral_html(const knowledge::Referral& referral, const PageContext& context, bool prime);

// The countries that any of these entries names.
std::vector<std::string> countries_of(const std::vector<knowledge::Referral>& referrals);

// "12 months to 3½ years"
std::string age_range_text(const knowledge::AgeRange& ages, const PageContext& context);

}  // namespace nestline::api
