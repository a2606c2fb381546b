// Patterns over words, for the lists of wording.
//
//   your|this <child> has .. autis*
//
//   word        that word, in any spelling that words.h makes equal
//   aut*        any word that begins so
//   #           a number
//   a|b         one of them
//   <name>      one of the entries of a named set; an entry may be several words
//   x?          x or nothing
//   ..  ...     up to 4, up to 10 words: as few as will do, at the end as many as there are
//
// A match never crosses the end of a sentence. The first element is neither optional nor a gap.
// Values; safe from any thread.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/words.h"

namespace nestline::knowledge {

// Set name without brackets to its entries.
using WordSets = std::map<std::string, std::vector<std::string>, std::less<>>;

class WordPattern {
 public:
  // Words or prefixes that a match can begin with.
  struct Start {
    std::string word;
    bool prefix = false;
  };

  // Throws std::invalid_argument when the pattern breaks the rules above: a list is written by us
  // and tested.
  WordPattern(std::string_view pattern, const WordSets& sets);

  // One past the last word of a match that begins at `first`.
  [[nodiscard]] std::optional<std::size_t> match(std::span<const Word> words,
                                                 std::size_t first) const;

  [[nodiscard]] std::vector<Start> starts() const;

 private:
  struct Test {
    std::string word;  // "#" is a number
    bool prefix = false;
    [[nodiscard]] bool holds(const std::string& text) const;
  };
  struct Element {
    std::vector<std::vector<Test>> choices;  // each a row of words
    bool optional = false;
    std::size_t gap = 0;  // a gap of up to so many words; no choices
  };

  static std::vector<Test> row_of(std::string_view words);
  static Element element_of(std::string_view text, const WordSets& sets);
  std::optional<std::size_t> match_from(std::size_t element, std::span<const Word> words,
                                        std::size_t at, std::size_t first) const;

  std::vector<Element> elements_;
};

}  // namespace nestline::knowledge
