// The lists behind wording.h, one file a language. Internal to the knowledge ring.
#pragma once

#include <span>
#include <string_view>

#include "knowledge/word_pattern.h"
#include "knowledge/wording.h"

namespace nestline::knowledge {

// Words that are refused, or words in which they are allowed: see word_pattern.h for how to write a
// pattern.
struct WordingRow {
  WordingKind kind;
  std::string_view pattern;
};

struct WordingLists {
  std::string_view language;
  WordSets sets;
  std::span<const WordingRow> refused;
  std::span<const WordingRow>
      allowed;  // a refused match of the same kind that lies inside one of these is no hit
};

WordingLists english_wording();
WordingLists spanish_wording();

}  // namespace nestline::knowledge
