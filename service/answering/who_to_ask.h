// Which referrals go with an answer. Pure functions over one snapshot; safe from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/content.h"
#include "service/sites/tailoring.h"

namespace nestline::service {

// For each need, in order, the entries for the country, or the general ones where the country has
// none of its own or is not known. At most `limit`, none twice. Kinds of help only, no helplines.
std::vector<knowledge::ReferralId> kinds_of_help(const std::vector<knowledge::Referral>& referrals,
                                                 const std::vector<std::string>& needs,
                                                 std::string_view country, std::size_t limit);

// For each need, in order, the site's own entries for it that serve the country and the child's age
// (either may be unknown). At most `limit`, none twice.
std::vector<knowledge::ReferralId> own_help(const std::vector<OwnReferral>& referrals,
                                            const std::vector<std::string>& needs,
                                            std::string_view country,
                                            std::optional<int> child_age_months, std::size_t limit);

enum class Danger { ToLife, Other };

// Contacts for an urgent reply: for the country, by need in order, those with a number before those
// with a website only; the emergency number first where life is at risk and last otherwise. Where
// the country is not known or has no contacts of its own: the emergency number and the first
// contact of each need for every country we know, by country.
std::vector<knowledge::ReferralId> contacts(const std::vector<knowledge::Referral>& referrals,
                                            const std::vector<std::string>& needs,
                                            std::string_view country, Danger danger);

// True when contacts() has entries of the country's own.
bool has_contacts(const std::vector<knowledge::Referral>& referrals, std::string_view country);

}  // namespace nestline::service
