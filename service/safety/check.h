// What stands between an edited rule and a parent: every rule proves itself on its own texts, and
// patterns that would fire on half of all messages are refused. The service does not start, and an
// edition is not published, with a fault. Takes about as long as screening all examples once. Safe
// to use from any thread.
#pragma once

#include <string_view>
#include <vector>

#include "knowledge/fault.h"
#include "service/safety/rule_set.h"
#include "service/safety/screen.h"

namespace nestline::service {

inline constexpr std::size_t kLeastExamples = 12;
inline constexpr std::size_t kLeastLookalikes = 8;

// Faults of a compiled set, besides those that RuleSet::compile found: too few texts, an example
// that does not fire its rule, a look-alike that fires its rule or any urgent one, a phrase of
// filler words only, a single everyday word, the same phrase in rules of two categories.
std::vector<knowledge::Fault> check_rules(const RuleSet& rules);

// What the service would know of the child when it reads this text alone.
ScreenFacts facts_in(const Text& text);

}  // namespace nestline::service
