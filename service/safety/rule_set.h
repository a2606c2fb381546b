// All safety rules of all languages, compiled. Made once when a snapshot of the knowledge is built;
// immutable, so any number of threads may screen with it. The rules of every language are always
// on: a message is compared word by word, whatever language it is said to be in.
//
// Besides the classes that patterns name, eight classes tell how words work in a sentence (one word
// an entry):
//   <negator>  no, not, doesnt ...              <through>  words a negator reaches across: "not
//   [going to] ..." <break>    but, and, now: a clause ends     <common>   words too frequent to
//   find anything by <everyday> cry, hit, sleep: never a sign alone <frequent> more words than
//   <common> that many messages hold; it only makes the search faster <turn>     but, now, today: a
//   story about the past ends <fact>     have, been: after them a "might" is about what has
//   happened
// and two lists of cue patterns take hits back in rules that ask for it with `ignore`:
//   [cues] what-if: ends just before what is feared or prevented     [cues] past: stands in its
//   part of the story
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "knowledge/fault.h"
#include "knowledge/safety_rule.h"
#include "service/language/text.h"
#include "service/safety/automaton.h"
#include "service/safety/lexicon.h"

namespace nestline::service {

enum class PatternUse : std::uint8_t { Phrase, Required, Unless, WhatIf, Past };

// What a word does in a sentence, as bits.
enum WordRole : std::uint8_t {
  Negator = 1,
  Through = 2,
  Break = 4,
  Common = 8,
  Fact = 16,
  Everyday = 32,
  Turn = 64,
  Frequent = 128
};

// One sequence of one pattern.
struct CompiledPattern {
  std::uint32_t rule = 0;  // unused for cues
  PatternUse use = PatternUse::Phrase;
  std::uint8_t language = 0;           // index into languages()
  bool has_negator = false;            // "not breathing": a negator in it is part of the sign
  bool backward = false;               // kept in the automaton that walks from the end
  std::uint16_t source = 0;            // which of the rule's patterns of this use
  std::vector<SetId> sets;             // of its places, sorted
  std::vector<AutomatonPlace> places;  // in the order of the words
};

class RuleSet {
 public:
  // Adds faults for what cannot be compiled and gives what could be; a set with faults must not be
  // used to answer.
  static RuleSet compile(std::vector<knowledge::SafetyRuleFile> files,
                         std::vector<knowledge::Fault>& faults);

  [[nodiscard]] const std::vector<knowledge::SafetyRule>& rules() const { return rules_; }
  [[nodiscard]] const std::string& language_of(std::uint32_t rule) const {
    return languages_[rule_language_[rule]];
  }
  [[nodiscard]] const std::string& file_of(std::uint32_t rule) const {
    return files_[rule_file_[rule]];
  }
  [[nodiscard]] const std::vector<std::string>& languages() const { return languages_; }

  // For screen() and the checks.
  [[nodiscard]] const std::vector<CompiledPattern>& patterns() const { return patterns_; }
  [[nodiscard]] const Lexicon& lexicon() const { return lexicon_; }
  [[nodiscard]] std::uint8_t roles(std::uint8_t language, WordId word) const {
    return roles_[language][word];
  }
  [[nodiscard]] std::vector<WordId> read_words(const Text& text) const;
  // Matches of every pattern, in no particular order.
  [[nodiscard]] std::vector<Match> find(const Text& text, const std::vector<WordId>& words) const;
  [[nodiscard]] std::size_t node_count() const {
    return forward_.node_count() + backward_.node_count();
  }

 private:
  friend class RuleCompiler;

  std::vector<std::string> languages_;
  std::vector<std::string> files_;
  std::vector<knowledge::SafetyRule> rules_;
  std::vector<std::uint8_t> rule_language_;
  std::vector<std::uint16_t> rule_file_;
  std::vector<CompiledPattern> patterns_;
  std::vector<std::vector<std::uint8_t>> roles_;  // [language][word]
  Lexicon lexicon_;
  Automaton forward_;
  Automaton backward_;
};

}  // namespace nestline::service
