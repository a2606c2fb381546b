// The words that rules know. Each has a number and belongs to sets: the places of patterns it can
// stand in. A number in a message belongs to the interval between the bounds that rules name. Built
// once, then immutable and safe to use from any thread. Turning a token into a word is a step of
// its own: a repaired or unhidden spelling can be offered here without touching the automaton.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
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
  [[nodiscard]] bool belongs(WordId word, SetId set) const;
  [[nodiscard]] const std::string& text(WordId word) const { return words_[word]; }
  // The words of each set, in order.
  [[nodiscard]] const std::vector<std::vector<WordId>>& members() const { return members_; }

 private:
  friend class LexiconBuilder;
  [[nodiscard]] WordId find_number(double value) const;
  void fill_slots();

  std::vector<std::string>
      words_;  // [0] is ""; intervals of numbers come last and have empty names
  std::vector<std::uint32_t> slots_;  // open addressing over words_, a power of two
  std::vector<double> bounds_;        // sorted; intervals lie at and between them
  WordId first_interval_ = 0;
  std::vector<std::vector<WordId>> members_;
};

// Collects sets, then builds. One thread.
class LexiconBuilder {
 public:
  LexiconBuilder() { words_.emplace_back(); }

  WordId add_word(const std::string& word);
  // The set of exactly these words (already inflected) and ranges of numbers.
  SetId add_set(std::vector<WordId> words, std::vector<NumberRange> numbers);
  [[nodiscard]] Lexicon build() const;

 private:
  using Set = std::pair<std::vector<WordId>, std::vector<NumberRange>>;
  std::vector<std::string> words_;
  std::unordered_map<std::string, WordId> word_ids_;
  std::vector<Set> sets_;
  std::map<Set, SetId> set_ids_;
};

}  // namespace nestline::service
