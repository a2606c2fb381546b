#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "service/answering/who_to_ask.h"
#include "tests/support/sample_snapshot.h"

namespace nestline::service {
namespace {

using Ids = std::vector<std::string>;

Ids names(const std::vector<knowledge::ReferralId>& ids) {
  Ids out;
  for (const knowledge::ReferralId& id : ids) out.push_back(id.value);
  return out;
}

const std::vector<knowledge::Referral>& sample() {
  static const std::vector<knowledge::Referral> referrals =
      nestline::test::sample_snapshot()->answering("en").content().referrals;
  return referrals;
}

knowledge::Referral helpline(const std::string& id, const std::string& country,
                             const std::string& need) {
  knowledge::Referral out;
  out.id = {id};
  out.kind = knowledge::ReferralKind::Support;
  out.needs = {need};
  out.countries = {country};
  return out;
}

}  // namespace

TEST_CASE("a country's own contacts come, the emergency number first where life is at risk") {
  CHECK(names(contacts(sample(), {"suicide-crisis"}, "GB", Danger::ToLife)) ==
        Ids{"gb-999", "gb-crisis"});
  CHECK(names(contacts(sample(), {"suicide-crisis"}, "GB", Danger::Other)) ==
        Ids{"gb-crisis", "gb-999"});
  CHECK(names(contacts(sample(), {"suicide-crisis"}, "US", Danger::Other)) ==
        Ids{"us-crisis", "us-911"});
}

TEST_CASE("contacts follow the order of the needs and name nobody twice") {
  CHECK(names(contacts(sample(), {"child-abuse", "suicide-crisis", "child-abuse"}, "GB",
                       Danger::Other)) == Ids{"gb-child-line", "gb-crisis", "gb-999"});
}

TEST_CASE("a country with nothing for the need gives its emergency number and the directories") {
  CHECK(names(contacts(sample(), {"domestic-violence"}, "GB", Danger::Other)) == Ids{"gb-999"});
  std::vector<knowledge::Referral> referrals = sample();
  std::erase_if(referrals, [](const auto& one) { return one.id.value == "gb-crisis"; });
  CHECK(names(contacts(referrals, {"suicide-crisis"}, "GB", Danger::Other)) ==
        Ids{"gb-999", "anywhere-directory"});
}

TEST_CASE("an unknown country gets the contacts of every country we know, and the directories") {
  const Ids all = {"gb-999", "gb-crisis", "us-911", "us-crisis", "anywhere-directory"};
  for (const std::string country : {"", "FR", "gb"}) {
    CAPTURE(country);
    CHECK_FALSE(has_contacts(sample(), country));
    CHECK(names(contacts(sample(), {"suicide-crisis"}, country, Danger::ToLife)) == all);
  }
  CHECK(names(contacts(sample(), {"suicide-crisis"}, "", Danger::Other)) ==
        Ids{"gb-crisis", "gb-999", "us-crisis", "us-911", "anywhere-directory"});
  CHECK(has_contacts(sample(), "GB"));
}

TEST_CASE("a need brings at most four lines of a country, and one where the country is unknown") {
  std::vector<knowledge::Referral> referrals;
  for (int i = 1; i <= 6; ++i) {
    referrals.push_back(helpline("gb-" + std::to_string(i), "GB", "child-abuse"));
  }
  CHECK(names(contacts(referrals, {"child-abuse"}, "GB", Danger::Other)) ==
        Ids{"gb-1", "gb-2", "gb-3", "gb-4"});
  CHECK(names(contacts(referrals, {"child-abuse"}, "", Danger::Other)) == Ids{"gb-1"});
}

TEST_CASE("kinds of help are the country's own, else the general ones, never a helpline") {
  CHECK(names(kinds_of_help(sample(), {"child-health"}, "GB", 3)) == Ids{"gb-health-visitor"});
  CHECK(names(kinds_of_help(sample(), {"child-health"}, "US", 3)) == Ids{"family-doctor"});
  CHECK(names(kinds_of_help(sample(), {"child-health"}, "", 3)) == Ids{"family-doctor"});
  CHECK(names(kinds_of_help(sample(), {"suicide-crisis"}, "GB", 3)).empty());
  CHECK(names(kinds_of_help(sample(), {"nothing-we-know"}, "GB", 3)).empty());
}

TEST_CASE("kinds of help keep the order of needs, name nobody twice and stop at the limit") {
  const std::vector<std::string> needs = {"parent-support", "child-health", "parent-support",
                                          "development-check"};
  CHECK(names(kinds_of_help(sample(), needs, "", 3)) ==
        Ids{"parent-group", "family-doctor", "child-development-team"});
  CHECK(names(kinds_of_help(sample(), needs, "", 2)) == Ids{"parent-group", "family-doctor"});
  CHECK(names(kinds_of_help(sample(), needs, "", 0)).empty());
}

}  // namespace nestline::service
