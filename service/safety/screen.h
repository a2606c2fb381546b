// The safety screen: what a message asks for before anything else is looked at. Every rule of every
// language is tried; a hit may be taken back only by what stands beside it, never by something
// elsewhere in the message, and the most urgent hit that is left decides. In this order a hit is
// taken back by
//   - a negator that reaches it ("no blue lips", "has never choked"), unless the negator is part of
//   the sign;
//   - a what-if or a time long past, in rules that ask for it;
//   - the rule's own `unless`, where it overlaps the hit or stands within five words of it in the
//   same clause;
//   - a missing `requires`, or an age outside the rule's.
// A model learned from our texts (likeness.h) then reads the message once more: it finds danger
// told in other words, and takes back danger that rules found in a message that is nothing like it.
// Pure functions over immutable values: no I/O, no clock; safe to use from any thread. Time is
// linear in the message.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "service/language/text.h"
#include "service/safety/likeness.h"
#include "service/safety/rule_set.h"

namespace nestline::service {

enum class Outcome { None, Refer, NoDiagnosis, Urgent };

// What is known of the child besides the message.
struct ScreenFacts {
  std::optional<int> age_months;
};

struct Hit {
  std::uint32_t rule = 0;   // index into RuleSet::rules()
  std::uint32_t first = 0;  // positions of tokens, both inclusive
  std::uint32_t last = 0;
  friend bool operator==(const Hit&, const Hit&) = default;
};

struct Verdict {
  Outcome outcome = Outcome::None;
  std::vector<Hit> hits;  // most urgent first, then in the order of the message; [0] decides
};

Outcome outcome_of(knowledge::SafetyCategory category);

Verdict screen(const RuleSet& rules, const Text& text, const ScreenFacts& facts = {});
// The same with the second reader (likeness.h): danger told in other words than the rules know is a
// hit of the rule of its situation, and so is a plea for a diagnosis. What rules take for danger is
// taken back where no stretch of the message comes near it. A reader that has learned nothing
// changes nothing.
Verdict screen(const RuleSet& rules, const Likeness& likeness, const Text& text,
               const ScreenFacts& facts);

// Kinds of contact for a verdict: those of the deciding rule first, then those of the other urgent
// hits, without repeats.
std::vector<std::string> contact_kinds(const RuleSet& rules, const Verdict& verdict);

}  // namespace nestline::service
