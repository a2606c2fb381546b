// The words that rules know. Each has a number and a row of bits: the sets of words (the places of patterns) it belongs to.
// A number in a message belongs to the interval between the bounds that rules name. Built once, then immutable and
// safe to use from any thread. Turning a token into a word is a step of its own: a repaired or unhidden spelling can be
// offered here without touching the automaton.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "service/safety/pattern.h"

namespace nestline::service {

using WordId = std::uint32_t;  // 0: a word that no rule knows
using SetId = std::uint32_t;

// Finished form: look-ups only.
class Lexicon {
 public:
  [[nodiscard]] WordId find(std::string_view word) const;
  [[nodiscard]] std::size_t word_count() const { return words_.size(); }
  [[nodiscard]] std::size_t set_count() const { return set_count_; }
  [[nodiscard]] bool belongs(WordId word, SetId set) const {
    return ((rows_[word * row_size_ + set / 64] >> (set % 64)) & 1U) != 0;
  }
  [[nodiscard]] const std::string& text(WordId word) const { return words_[word]; }
  // The words of each set, in order.
  [[nodiscard]] std::vector<std::vector<WordId>> members() const;

 private:
  friend class LexiconBuilder;
  [[nodiscard]] WordId find_number(double value) const;

  std::vector<std::string> words_;     // [0] is ""; intervals of numbers have empty names
  std::vector<std::uint32_t> slots_;   // open addressing over words_, a power of two
  std::vector<double> bounds_;         // sorted; intervals lie at and between them
  WordId first_interval_ = 0;
  std::vector<std::uint64_t> rows_;
  std::size_t row_size_ = 1;
  std::size_t set_count_ = 0;
};

// Collects sets, then builds. One thread.
class LexiconBuilder {
 public:
  // The set of exactly these words (already inflected) and ranges of numbers.
  SetId add_set(std::vector<std::string> words, std::vector<NumberRange> numbers);
  [[nodiscard]] Lexicon build() const;

 private:
  struct Set {
    std::vector<std::string> words;
    std::vector<NumberRange> numbers;
    friend auto operator<=>(const Set&, const Set&) = default;
  };
  std::vector<Set> sets_;
  std::map<Set, SetId> ids_;
};

}  // namespace nestline::service
