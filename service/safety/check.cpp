#include "service/safety/check.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "service/language/context.h"

namespace nestline::service {
namespace {

using knowledge::Fault;
using knowledge::SafetyRule;

class Checker {
 public:
  explicit Checker(const RuleSet& rules) : rules_(rules), members_(rules.lexicon().members()) {}

  std::vector<Fault> run() {
    if (rules_.rules().empty()) add(0, "", "there are no rules");
    check_patterns();
    for (std::uint32_t rule = 0; rule < rules_.rules().size(); ++rule) check_texts(rule);
    return std::move(faults_);
  }

 private:
  void add(std::uint32_t rule, const std::string& field, std::string message) {
    Fault fault;
    fault.message = std::move(message);
    if (rule < rules_.rules().size()) {
      fault.file = rules_.file_of(rule);
      fault.line = rules_.rules()[rule].line;
      fault.field = rules_.rules()[rule].id + (field.empty() ? "" : "." + field);
    }
    faults_.push_back(std::move(fault));
  }

  [[nodiscard]] bool all_words_have(SetId set, std::uint8_t language, std::uint8_t roles) const {
    return std::all_of(members_[set].begin(), members_[set].end(),
                       [&](WordId word) { return (rules_.roles(language, word) & roles) != 0; });
  }

  [[nodiscard]] bool any_word_has(SetId set, std::uint8_t language, std::uint8_t roles) const {
    return std::any_of(members_[set].begin(), members_[set].end(),
                       [&](WordId word) { return (rules_.roles(language, word) & roles) != 0; });
  }

  // One way to say the pattern, for a message to the editor.
  [[nodiscard]] std::string reading(const CompiledPattern& pattern) const {
    std::string out;
    for (const AutomatonPlace& place : pattern.places) {
      const std::string& word = rules_.lexicon().text(members_[place.set].front());
      out += (out.empty() ? "" : " ") + (word.empty() ? std::string("a number") : word);
    }
    return out;
  }

  // A word with its inflections, "the" with "thes": all begin with the shortest.
  [[nodiscard]] bool is_one_word(SetId set) const {
    const auto text = [&](WordId word) -> const std::string& {
      return rules_.lexicon().text(word);
    };
    const WordId shortest =
        *std::min_element(members_[set].begin(), members_[set].end(),
                          [&](WordId a, WordId b) { return text(a).size() < text(b).size(); });
    return std::all_of(members_[set].begin(), members_[set].end(), [&](WordId word) {
      return text(word).starts_with(text(shortest)) && !text(shortest).empty();
    });
  }

  void check_patterns() {
    std::map<std::vector<AutomatonPlace>, std::uint32_t> seen;
    for (const CompiledPattern& pattern : rules_.patterns()) {
      if (pattern.use != PatternUse::Phrase) continue;
      const std::string field = "phrases[" + std::to_string(pattern.source) + "]";
      check_breadth(pattern, field);
      const SafetyRule& rule = rules_.rules()[pattern.rule];
      // A phrase that needs something beside it may mean different things beside different things.
      if (!rule.required.empty() || rule.max_age_months || rule.min_age_months) continue;
      const auto [at, fresh] = seen.emplace(pattern.places, pattern.rule);
      const SafetyRule& other = rules_.rules()[at->second];
      if (!fresh && other.category != rule.category) {
        add(pattern.rule, field, "this phrase, or one way to read it, is also in rule " + other.id);
      }
    }
  }

  void check_breadth(const CompiledPattern& pattern, const std::string& field) {
    const SafetyRule& rule = rules_.rules()[pattern.rule];
    const bool narrowed = !rule.required.empty() || rule.max_age_months.has_value();
    constexpr std::uint8_t kFiller = Common | Through | Negator | Break | Fact;
    const bool filler = std::all_of(pattern.sets.begin(), pattern.sets.end(), [&](SetId set) {
      return all_words_have(set, pattern.language, kFiller) ||
             (is_one_word(set) && any_word_has(set, pattern.language, kFiller));
    });
    // Three or more filler words in a row can say something: "i cant go on".
    const std::size_t enough = pattern.has_negator ? 3 : 4;
    if (filler && pattern.places.size() < enough) {
      add(pattern.rule, field, "has a reading of filler words only: " + reading(pattern));
    } else if (pattern.places.size() == 1 && !narrowed &&
               any_word_has(pattern.sets[0], pattern.language, kFiller | Everyday)) {
      add(pattern.rule, field, "a single everyday word is too broad");
    }
  }

  void check_texts(std::uint32_t index) {
    const SafetyRule& rule = rules_.rules()[index];
    if (rule.phrases.empty()) add(index, "phrases", "is empty");
    if (rule.examples.size() < kLeastExamples) add(index, "examples", "has too few texts");
    if (rule.lookalikes.size() < kLeastLookalikes) add(index, "lookalikes", "has too few texts");
    for (std::size_t i = 0; i < rule.examples.size(); ++i) check_example(index, i);
    for (std::size_t i = 0; i < rule.lookalikes.size(); ++i) check_lookalike(index, i);
  }

  [[nodiscard]] Text read(std::uint32_t rule, const std::string& words) const {
    return read_text(words,
                     rules_.language_of(rule) == "es" ? Language::Spanish : Language::English);
  }

  void check_example(std::uint32_t index, std::size_t i) {
    const SafetyRule& rule = rules_.rules()[index];
    const Text text = read(index, rule.examples[i]);
    ScreenFacts facts = facts_in(text);
    if (!facts.age_months) facts.age_months = rule.max_age_months;
    const Verdict verdict = screen(rules_, text, facts);
    const bool fires = std::any_of(verdict.hits.begin(), verdict.hits.end(),
                                   [&](const Hit& hit) { return hit.rule == index; });
    if (!fires) {
      add(index, "examples[" + std::to_string(i) + "]", "does not fire: " + rule.examples[i]);
    }
  }

  void check_lookalike(std::uint32_t index, std::size_t i) {
    const SafetyRule& rule = rules_.rules()[index];
    const Text text = read(index, rule.lookalikes[i]);
    const Verdict verdict = screen(rules_, text, facts_in(text));
    for (const Hit& hit : verdict.hits) {
      const SafetyRule& fired = rules_.rules()[hit.rule];
      if (hit.rule != index && outcome_of(fired.category) != Outcome::Urgent) continue;
      std::string words;
      for (std::uint32_t at = hit.first; at <= hit.last; ++at) words += " " + text.tokens[at].word;
      add(index, "lookalikes[" + std::to_string(i) + "]",
          "fires rule " + rules_.language_of(hit.rule) + "/" + fired.id + " at \"" +
              words.substr(1) + "\": " + rule.lookalikes[i]);
      return;
    }
  }

  const RuleSet& rules_;
  const std::vector<std::vector<WordId>>& members_;
  std::vector<Fault> faults_;
};

}  // namespace

std::vector<Fault> check_rules(const RuleSet& rules) { return Checker(rules).run(); }

ScreenFacts facts_in(const Text& text) { return {child_age_months(text)}; }

}  // namespace nestline::service
