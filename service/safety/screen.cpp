#include "service/safety/screen.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>

#include "service/safety/mend.h"

namespace nestline::service {
namespace {

using knowledge::SafetyCategory;
using knowledge::SafetyRule;

constexpr std::uint32_t kNear = 30;       // words between a hit and what it requires
constexpr std::uint32_t kBeside = 5;      // words between a hit and an `unless` of the same clause
constexpr std::uint32_t kSameStory = 20;  // words between a hit and a time long past
constexpr int kReach = 6;                 // words a negator or a what-if reaches across
constexpr int kListReach = 6;             // "no fever, rash or ...": words between "no" and "or"

// The matches of one message, and the questions asked of them.
class Reading {
 public:
  Reading(const RuleSet& rules, const Text& text, const ScreenFacts& facts)
      : rules_(rules),
        facts_(facts),
        words_(rules.read_words(text)),
        matches_(rules.find(text, words_)) {
    const auto is_phrase = [this](const Match& m) { return pattern(m).use == PatternUse::Phrase; };
    if (std::none_of(matches_.begin(), matches_.end(), is_phrase)) {
      matches_.clear();
      return;
    }
    number_clauses(text);
    read_cues();
    std::sort(matches_.begin(), matches_.end(),
              [this](const Match& a, const Match& b) { return key(a) < key(b); });
  }

  std::vector<Hit> hits() {
    std::vector<Hit> out;
    for (std::size_t first = 0; first < matches_.size();) {
      std::size_t last = first;
      const std::uint32_t rule = pattern(matches_[first]).rule;
      while (last < matches_.size() && pattern(matches_[last]).rule == rule) ++last;
      add_hits(rule, std::span(matches_).subspan(first, last - first), out);
      first = last;
    }
    return out;
  }

 private:
  [[nodiscard]] const CompiledPattern& pattern(const Match& match) const {
    return rules_.patterns()[match.pattern];
  }

  [[nodiscard]] std::tuple<std::uint32_t, PatternUse, std::uint32_t, std::uint32_t> key(
      const Match& match) const {
    return {pattern(match).rule, pattern(match).use, match.first, match.last};
  }

  [[nodiscard]] bool has_role(const CompiledPattern& of, std::uint32_t at, WordRole role) const {
    return (rules_.roles(of.language, words_[at]) & role) != 0;
  }

  // Clauses end with sentences and before break words of any language, parts of a story before turn
  // words.
  void number_clauses(const Text& text) {
    clause_.resize(words_.size());
    part_.resize(words_.size());
    std::uint32_t clause = 0;
    std::uint32_t part = 0;
    for (const Sentence& sentence : text.sentences) {
      ++clause;
      ++part;
      for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
        std::uint8_t roles = 0;
        for (std::size_t language = 0; language < rules_.languages().size(); ++language) {
          roles |= rules_.roles(static_cast<std::uint8_t>(language), words_[i]);
        }
        if ((roles & Break) != 0) ++clause;
        if ((roles & Turn) != 0) ++part;
        clause_[i] = clause;
        part_[i] = part;
      }
    }
  }

  void read_cues() {
    what_if_end_.assign(words_.size(), 0);
    const auto is_cue = [&](const Match& match) {
      const PatternUse use = pattern(match).use;
      if (use == PatternUse::WhatIf) what_if_end_[match.last] = 1;
      if (use == PatternUse::Past) past_.add(match);
      return use == PatternUse::WhatIf || use == PatternUse::Past;
    };
    std::erase_if(matches_, is_cue);
    past_.sort();
  }

  // Where an `unless` or a time long past stands.
  struct Range {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    friend auto operator<=>(const Range&, const Range&) = default;
  };

  // Sorted ranges with the farthest end so far, so that one look-up tells whether any of them
  // touches a stretch of words.
  class Ranges {
   public:
    void clear() { ranges_.clear(); }
    void add(const Match& match) { ranges_.push_back({match.first, match.last}); }
    void sort() {
      std::sort(ranges_.begin(), ranges_.end());
      std::uint32_t farthest = 0;
      for (Range& range : ranges_) range.last = farthest = std::max(farthest, range.last);
    }
    [[nodiscard]] bool touches(std::uint32_t first, std::uint32_t last) const {
      const auto after =
          std::upper_bound(ranges_.begin(), ranges_.end(), last,
                           [](std::uint32_t at, const Range& range) { return at < range.first; });
      return after != ranges_.begin() && std::prev(after)->last >= first;
    }

   private:
    std::vector<Range> ranges_;
  };

  // The match with up to `reach` words on either side that share its clause (or part).
  [[nodiscard]] Range surroundings(const Match& match, const std::vector<std::uint32_t>& of,
                                   std::uint32_t reach) const {
    Range out{match.first, match.last};
    while (out.first > 0 && match.first - out.first < reach &&
           of[out.first - 1] == of[match.first]) {
      --out.first;
    }
    while (out.last + 1 < of.size() && out.last - match.last < reach &&
           of[out.last + 1] == of[match.last]) {
      ++out.last;
    }
    return out;
  }

  [[nodiscard]] bool is_beside(const Match& match, const std::vector<std::uint32_t>& of,
                               std::uint32_t reach, const Ranges& taken) const {
    const Range around = surroundings(match, of, reach);
    return taken.touches(around.first, around.last);
  }

  // A word of the match that carries its meaning: one of the pattern's, and no filler.
  [[nodiscard]] bool is_content(const CompiledPattern& of, std::uint32_t at) const {
    if (words_[at] == 0 || has_role(of, at, Through) || has_role(of, at, Common)) return false;
    return std::any_of(of.sets.begin(), of.sets.end(),
                       [&](SetId set) { return rules_.lexicon().belongs(words_[at], set); });
  }

  // Is there a negator before `at` that reaches it: "not [really going to] choke", "no fever or
  // [choking]".
  [[nodiscard]] bool is_negated(const CompiledPattern& of, std::uint32_t at) const {
    std::uint32_t i = at;
    int left = kReach;
    while (i > 0 && clause_[i - 1] == clause_[at] && left-- > 0) {
      --i;
      if (has_role(of, i, Negator)) return !is_exclamation(i);
      if (!has_role(of, i, Through)) break;
    }
    if (i == at || !is_or(i)) return false;
    for (int steps = 0; steps < kListReach && i > 0 && clause_[i - 1] == clause_[at]; ++steps) {
      --i;
      if (has_role(of, i, Negator)) return !is_exclamation(i);
      if (has_role(of, i, Common) && !has_role(of, i, Through)) return false;
    }
    return false;
  }

  [[nodiscard]] bool is_or(std::uint32_t at) const {
    const std::string& word = rules_.lexicon().text(words_[at]);
    return word == "or" || word == "nor" || word == "ni" || word == "o";
  }

  // "oh no he is choking": that "no" denies nothing.
  [[nodiscard]] bool is_exclamation(std::uint32_t at) const {
    if (rules_.lexicon().text(words_[at]) != "no" || at == 0) return false;
    const std::string& before = rules_.lexicon().text(words_[at - 1]);
    return before == "oh" || before == "ay" || before == "omg";
  }

  [[nodiscard]] bool is_denied(const Match& match) const {
    const CompiledPattern& of = pattern(match);
    if (of.has_negator) return false;
    bool any_content = false;
    for (std::uint32_t i = match.first; i <= match.last; ++i) {
      if (!is_content(of, i)) continue;
      any_content = true;
      if (is_negated(of, i)) return true;
    }
    return !any_content && is_negated(of, match.last);
  }

  [[nodiscard]] std::uint32_t first_content(const Match& match) const {
    for (std::uint32_t i = match.first; i <= match.last; ++i) {
      if (is_content(pattern(match), i)) return i;
    }
    return match.last;
  }

  // Does a what-if end at the first telling word, or just before it: "afraid he might
  // [accidentally] choke". After "have" or "be" it is about what has happened: "he might have
  // swallowed it".
  [[nodiscard]] bool is_what_if(const Match& match) const {
    const CompiledPattern& of = pattern(match);
    const std::uint32_t at = first_content(match);
    if (what_if_end_[at] != 0) return true;
    std::uint32_t i = at;
    for (int left = kReach; left > 0 && i > 0 && clause_[i - 1] == clause_[at]; --left) {
      --i;
      if (what_if_end_[i] != 0) return true;
      if (has_role(of, i, Negator) || has_role(of, i, Fact)) return false;
      if (!has_role(of, i, Through) && !has_role(of, i, Common)) return false;
    }
    return false;
  }

  [[nodiscard]] static bool is_near(const Match& match, const std::vector<std::uint32_t>& found) {
    const std::uint32_t from = match.first > kNear ? match.first - kNear : 0;
    const auto at = std::lower_bound(found.begin(), found.end(), from);
    return at != found.end() && *at <= match.last + kNear;
  }

  [[nodiscard]] bool fits_age(const SafetyRule& rule) const {
    if (rule.max_age_months && (!facts_.age_months || *facts_.age_months > *rule.max_age_months)) {
      return false;
    }
    return !rule.min_age_months || !facts_.age_months || *facts_.age_months >= *rule.min_age_months;
  }

  void add_hits(std::uint32_t index, std::span<const Match> matches, std::vector<Hit>& out) {
    const SafetyRule& rule = rules_.rules()[index];
    if (!fits_age(rule)) return;
    unless_.clear();
    required_.clear();
    for (const Match& match : matches) {
      const PatternUse use = pattern(match).use;
      if (use == PatternUse::Unless) unless_.add(match);
      if (use == PatternUse::Required && !is_denied(match)) required_.push_back(match.first);
    }
    unless_.sort();
    std::sort(required_.begin(), required_.end());
    if (!rule.required.empty() && required_.empty()) return;
    for (const Match& match : matches) {
      if (pattern(match).use != PatternUse::Phrase || is_denied(match)) continue;
      if (rule.ignore_what_if && is_what_if(match)) continue;
      if (rule.ignore_past && is_beside(match, part_, kSameStory, past_)) continue;
      if (is_beside(match, clause_, kBeside, unless_)) continue;
      if (!rule.required.empty() && !rule.required_anywhere && !is_near(match, required_)) continue;
      const Hit hit{index, match.first, match.last};
      if (out.empty() || !(out.back() == hit)) out.push_back(hit);
    }
  }

  const RuleSet& rules_;
  const ScreenFacts& facts_;
  std::vector<WordId> words_;
  std::vector<Match> matches_;
  std::vector<std::uint32_t> clause_;  // of each word
  std::vector<std::uint32_t> part_;
  std::vector<std::uint8_t> what_if_end_;
  Ranges past_;
  Ranges unless_;
  std::vector<std::uint32_t> required_;
};

// Margins from which the second reader is believed, by kind, in a message of kUsualWords or fewer.
// A longer one has more stretches in which something can look like danger by chance, so it takes
// more for each doubling. Chosen on look-alikes and ordinary posts (docs/safety.md).
constexpr std::array<float, kLikenessKinds> kFireAt = {0.06F, 0.05F};
constexpr std::array<float, kLikenessKinds> kPerDoubling = {0.35F, 0.10F};
constexpr float kUsualWords = 25;
// For other languages than English there are few ordinary texts to learn from yet.
constexpr std::array<float, kLikenessKinds> kMoreElsewhere = {0.15F, 0.0F};

float doublings(std::size_t words) {
  return std::max(0.0F, std::log2(static_cast<float>(words) / kUsualWords));
}

float fire_at(LikenessKind kind, std::size_t words, bool is_english) {
  const auto k = static_cast<std::size_t>(kind);
  return kFireAt[k] + kPerDoubling[k] * doublings(words) + (is_english ? 0.0F : kMoreElsewhere[k]);
}

// Where no stretch of a message of kUsualWords comes nearer to danger than this, what the rules
// found is taken back: they met their words in an ordinary story. In a longer message, where danger
// is told in passing, it takes more for each doubling.
constexpr float kDoubtsRules = -0.75F;
constexpr float kDoubtsPerDoubling = -0.20F;

// The rule that replies to what was found: the label is "<language>/<situation>" for danger and
// "<language>/<reply>" for a plea for a diagnosis.
std::optional<std::uint32_t> rule_for(const RuleSet& rules, LikenessKind kind,
                                      std::string_view label) {
  const std::size_t slash = label.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const std::string_view language = label.substr(0, slash);
  const std::string_view name = label.substr(slash + 1);
  for (std::uint32_t i = 0; i < rules.rules().size(); ++i) {
    const SafetyRule& rule = rules.rules()[i];
    const std::string& its = kind == LikenessKind::Urgent ? rule.situation : rule.reply;
    if (its == name && rules.language_of(i) == language) return i;
  }
  return std::nullopt;
}

// Does a hit rest on the child's age, of which the message need not speak?
bool rests_on_age(const RuleSet& rules, const Verdict& verdict) {
  return std::any_of(verdict.hits.begin(), verdict.hits.end(), [&](const Hit& hit) {
    return rules.rules()[hit.rule].max_age_months.has_value();
  });
}

// Is the message, in all its stretches, too far from danger for what the rules found?
bool is_doubted(const std::vector<Likening>& likenings, std::size_t words) {
  const float from = kDoubtsRules + kDoubtsPerDoubling * doublings(words);
  return std::any_of(likenings.begin(), likenings.end(), [&](const Likening& found) {
    return found.kind == LikenessKind::Urgent && found.margin < from;
  });
}

void take_back_danger(const RuleSet& rules, Verdict& verdict) {
  const auto outcome = [&](const Hit& hit) { return outcome_of(rules.rules()[hit.rule].category); };
  std::erase_if(verdict.hits, [&](const Hit& hit) { return outcome(hit) == Outcome::Urgent; });
  verdict.outcome = verdict.hits.empty() ? Outcome::None : outcome(verdict.hits.front());
}

Verdict screen_as_read(const RuleSet& rules, const Likeness& likeness, const Text& text,
                       const ScreenFacts& facts) {
  Verdict verdict = screen(rules, text, facts);
  const std::vector<Likening> likenings = likeness.find(text);
  if (verdict.outcome == Outcome::Urgent) {
    if (is_doubted(likenings, text.tokens.size()) && !rests_on_age(rules, verdict)) {
      take_back_danger(rules, verdict);
    }
    return verdict;
  }
  for (const Likening& found : likenings) {
    if (found.margin < fire_at(found.kind, text.tokens.size(), true)) continue;
    const std::string label = likeness.label_of(text, found);
    const bool is_english = label.starts_with("en/");
    if (found.margin < fire_at(found.kind, text.tokens.size(), is_english)) continue;
    const std::optional<std::uint32_t> rule = rule_for(rules, found.kind, label);
    if (!rule) continue;
    const Outcome outcome = outcome_of(rules.rules()[*rule].category);
    if (outcome <= verdict.outcome) continue;
    verdict.outcome = outcome;
    verdict.hits.insert(verdict.hits.begin(), {*rule, found.first, found.last});
  }
  return verdict;
}

}  // namespace

Outcome outcome_of(SafetyCategory category) {
  if (category == SafetyCategory::Diagnosis) return Outcome::NoDiagnosis;
  if (category == SafetyCategory::Health) return Outcome::Refer;
  return Outcome::Urgent;
}

Verdict screen(const RuleSet& rules, const Text& text, const ScreenFacts& facts) {
  Verdict verdict;
  verdict.hits = Reading(rules, text, facts).hits();
  if (verdict.hits.empty()) return verdict;
  const auto urgency = [&](const Hit& hit) {
    const SafetyRule& rule = rules.rules()[hit.rule];
    return std::tuple(rule.tier, rule.category, hit.first, hit.rule, hit.last);
  };
  std::sort(verdict.hits.begin(), verdict.hits.end(),
            [&](const Hit& a, const Hit& b) { return urgency(a) < urgency(b); });
  verdict.outcome = outcome_of(rules.rules()[verdict.hits.front().rule].category);
  return verdict;
}

Verdict screen(const RuleSet& rules, const Likeness& likeness, const Text& text,
               const ScreenFacts& facts) {
  const std::optional<Mended> mended = mend(text, likeness.spelling(), rules.lexicon());
  if (!mended) return screen_as_read(rules, likeness, text, facts);
  Verdict verdict = screen_as_read(rules, likeness, mended->text, facts);
  for (Hit& hit : verdict.hits) {
    hit.first = mended->origin[hit.first];
    hit.last = mended->origin[hit.last];
  }
  return verdict;
}

std::vector<std::string> contact_kinds(const RuleSet& rules, const Verdict& verdict) {
  std::vector<std::string> out;
  for (const Hit& hit : verdict.hits) {
    const SafetyRule& rule = rules.rules()[hit.rule];
    if (outcome_of(rule.category) != verdict.outcome) continue;
    for (const std::string& kind : rule.contacts) {
      if (std::find(out.begin(), out.end(), kind) == out.end()) out.push_back(kind);
    }
  }
  return out;
}

}  // namespace nestline::service
