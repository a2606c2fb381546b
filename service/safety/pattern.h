// The language in which safety rules say what to look for, read into plain sequences of places that
// the automaton can walk without ever going back.
//
//   swallow battery      words one after the other; in English a word stands for all its
//   inflections =fitting             exactly this word flopp{y,ier}         floppy or floppier;
//   Spanish words have no inflections of their own, so they use this (a|b c|d) alternatives, each
//   of one or more words very?                may be missing; also after a group or a class
//   *  *6                a gap of up to 3 (up to 6, at most kWidestGap) other words
//   a & b                both, in either order, with up to 7 other words between; at most three
//   parts, not inside a group <child>  <temp>      a class from the rule files; a class may hold
//   words, phrases and ranges of numbers ("38..42.9")
//
// A pattern is one line without punctuation; accents, capitals and apostrophes are folded as in a
// message. A pattern never crosses the end of a sentence. Limits: kMaxVariants sequences,
// kMaxPlaces words in each. Values; safe from any thread.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/result.h"

namespace nestline::service {

inline constexpr std::size_t kMaxVariants = 1024;
inline constexpr std::size_t kMaxPlaces = 16;
inline constexpr int kUsualGap = 3;
inline constexpr int kWidestGap = 14;
inline constexpr int kTogether = 7;  // the gap of "&"

struct PatternWord {
  std::string text;    // folded
  bool exact = false;  // no inflections
  friend auto operator<=>(const PatternWord&, const PatternWord&) = default;
};

struct NumberRange {  // both ends inclusive
  double low = 0;
  double high = 0;
  friend auto operator<=>(const NumberRange&, const NumberRange&) = default;
};

// What may stand in a place: any of these words or a number in any of these ranges. Shared by all
// the sequences that a pattern stands for, as a class of fifty words is used in thousands of them.
struct PlaceWords {
  std::vector<PatternWord> words;
  std::vector<NumberRange> numbers;
};

struct PatternPlace {
  std::shared_ptr<const PlaceWords> any_of;  // never null
  int gap = 0;                               // other tokens that may stand before it
};

using PatternVariant = std::vector<PatternPlace>;  // never empty; the first place has no gap

// The named classes of one language.
class WordClasses {
 public:
  // Fails where an entry cannot be read; an entry may use classes added before.
  Status add(const std::string& name, const std::vector<std::string>& entries);
  [[nodiscard]] const std::vector<PatternVariant>* find(std::string_view name) const;

 private:
  std::map<std::string, std::vector<PatternVariant>, std::less<>> classes_;
};

// All sequences that `pattern` stands for. An error's `field` is the position (bytes, from 0) at
// which it was noticed.
Result<std::vector<PatternVariant>> parse_pattern(std::string_view pattern,
                                                  const WordClasses& classes);

}  // namespace nestline::service
