// What a message tells about the child, read before it is screened and matched: the age. Values;
// safe from any thread.
#pragma once

#include <optional>
#include <vector>

#include "service/language/text.h"

namespace nestline::service {

// An age found in the text: "18-month-old", "18mo", "2.5 yo", "two-year-old", "newborn", "my
// toddler", "LO is 3 weeks".
struct AgeMention {
  int months = 0;           // rounded down; 0 to 96
  bool exact = false;       // a number, not a word such as "toddler"
  std::uint32_t token = 0;  // where it stands
};

// All mentions in order. Ages above kMaxAgeMonths (the parent's own, a teenager's) are left out.
std::vector<AgeMention> find_ages(const Text& text);

// The age of the child who is asked about: an exact age in the title or an asking sentence, else
// the first exact age, else the first word for an age; nullopt where the text tells none.
std::optional<int> child_age_months(const Text& text);

}  // namespace nestline::service
