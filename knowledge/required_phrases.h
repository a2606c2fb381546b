// The fixed sentences that the service cannot answer without, and the groups of topics. One list
// for the check of content and for whoever writes phrases in a new language. The other replies of
// the safety rules are not here: each rule names its own.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace nestline::knowledge {

inline constexpr std::array<std::string_view, 7> kTopicGroups{
    "comfort", "exploration", "routines", "parents", "family", "attachment", "practice"};

// Topics of this group are for practitioners: they need no passages for parents.
inline constexpr std::string_view kPracticeGroup = "practice";

inline constexpr std::array<std::string_view, 17> kRequiredPhrases{
    "greeting",
    "greeting.limits",
    "guidance.two-topics",
    "guidance.follow-up",
    "ask.age",
    "clarify.choose",
    "clarify.more",
    "out-of-scope.off-topic",
    "out-of-scope.language",
    "notice.unreviewed",
    "error.unavailable",
    "feedback.thanks",
    "feedback.unsafe",
    "contacts.unknown-country",
    "practice.for-parents",
    "refer.health",
    "urgent.after-crisis",
};

// "guidance.lead.<group>" introduces the passages of a topic of that group.
inline constexpr std::string_view kLeadPhrase = "guidance.lead.";

inline std::vector<std::string> required_phrases() {
  std::vector<std::string> ids(kRequiredPhrases.begin(), kRequiredPhrases.end());
  for (const std::string_view group : kTopicGroups)
    ids.push_back(std::string(kLeadPhrase) + std::string(group));
  return ids;
}

}  // namespace nestline::knowledge
