#include "service/safety/rule_set.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <span>
#include <unordered_map>
#include <utility>

#include "service/safety/inflection.h"
#include "service/safety/pattern.h"

namespace nestline::service {
namespace {

using knowledge::Fault;
using knowledge::SafetyRule;
using knowledge::SafetyRuleFile;
using knowledge::SafetyWords;

constexpr std::array<std::pair<std::string_view, std::uint8_t>, 8> kRoleClasses{
    {{"negator", Negator},
     {"through", Through},
     {"break", Break},
     {"common", Common},
     {"fact", Fact},
     {"everyday", Everyday},
     {"turn", Turn},
     {"frequent", Frequent}}};

}  // namespace

class RuleCompiler {
 public:
  explicit RuleCompiler(std::vector<Fault>& faults) : faults_(faults) {
    // Looked at by screen() beside the classes, so they must be known even where no rule names
    // them.
    for (const char* word : {"or", "nor", "ni", "o", "oh", "omg", "ay", "no"}) {
      lexicon_.add_word(word);
    }
  }

  RuleSet compile(std::vector<SafetyRuleFile> files) {
    for (const SafetyRuleFile& file : files) add_classes(file);
    for (const SafetyRuleFile& file : files) add_cues(file);
    for (SafetyRuleFile& file : files) add_rules(file);
    out_.lexicon_ = lexicon_.build();
    set_roles();
    build_automata();
    return std::move(out_);
  }

 private:
  std::uint8_t language_index(const std::string& language) {
    const auto at = std::find(out_.languages_.begin(), out_.languages_.end(), language);
    if (at != out_.languages_.end()) {
      return static_cast<std::uint8_t>(at - out_.languages_.begin());
    }
    out_.languages_.push_back(language);
    classes_.emplace_back();
    role_sets_.emplace_back();
    return static_cast<std::uint8_t>(out_.languages_.size() - 1);
  }

  void add_classes(const SafetyRuleFile& file) {
    const std::uint8_t language = language_index(file.language);
    for (const SafetyWords& words : file.classes) {
      const std::string field = "classes." + words.name;
      if (classes_[language].find(words.name) != nullptr) {
        faults_.push_back({file.file, words.line, field, "this class is defined twice"});
      }
      const Status added = classes_[language].add(words.name, words.words);
      if (!added.ok()) {
        const Error& error = added.error();
        faults_.push_back({file.file, words.line, field + "[" + error.field + "]", error.message});
        continue;
      }
      add_role(language, words.name);
    }
  }

  void add_role(std::uint8_t language, const std::string& name) {
    for (const auto& [role_name, role] : kRoleClasses) {
      if (role_name != name) continue;
      for (const PatternVariant& variant : *classes_[language].find(name)) {
        if (variant.size() != 1) continue;
        role_sets_[language].push_back({set_of(variant[0], language), role});
      }
    }
  }

  void add_cues(const SafetyRuleFile& file) {
    const std::uint8_t language = language_index(file.language);
    for (const SafetyWords& cue : file.cues) {
      const bool what_if = cue.name == "what-if";
      if (!what_if && cue.name != "past") {
        faults_.push_back({file.file, cue.line, "cues." + cue.name, "must be what-if or past"});
        continue;
      }
      CompiledPattern like;
      like.use = what_if ? PatternUse::WhatIf : PatternUse::Past;
      like.language = language;
      add_patterns(cue.words, like, {file.file, cue.line, "cues." + cue.name, ""});
    }
  }

  void add_rules(SafetyRuleFile& file) {
    const std::uint8_t language = language_index(file.language);
    const auto file_index = static_cast<std::uint16_t>(out_.files_.size());
    out_.files_.push_back(file.file);
    for (SafetyRule& rule : file.rules) {
      CompiledPattern like;
      like.rule = static_cast<std::uint32_t>(out_.rules_.size());
      like.language = language;
      const Fault at{file.file, rule.line, rule.id, ""};
      if (!ids_.emplace(file.language, rule.id).second) {
        faults_.push_back({file.file, rule.line, rule.id, "another rule has this id"});
      }
      add_patterns(rule.phrases, like, with_field(at, ".phrases"));
      like.use = PatternUse::Required;
      add_patterns(rule.required, like, with_field(at, ".requires"));
      like.use = PatternUse::Unless;
      add_patterns(rule.unless, like, with_field(at, ".unless"));
      out_.rules_.push_back(std::move(rule));
      out_.rule_language_.push_back(language);
      out_.rule_file_.push_back(file_index);
    }
  }

  static Fault with_field(Fault fault, std::string_view more) {
    fault.field += more;
    return fault;
  }

  void add_patterns(const std::vector<std::string>& patterns, const CompiledPattern& like,
                    const Fault& at) {
    for (std::size_t i = 0; i < patterns.size(); ++i) {
      Result<std::vector<PatternVariant>> variants =
          parse_pattern(patterns[i], classes_[like.language]);
      if (!variants.ok()) {
        Fault fault = with_field(at, std::string("[").append(std::to_string(i)).append("]"));
        fault.message = "\"" + patterns[i] + "\": " + variants.error().message;
        faults_.push_back(std::move(fault));
        continue;
      }
      for (const PatternVariant& variant : *variants) {
        CompiledPattern pattern = like;
        pattern.source = static_cast<std::uint16_t>(i);
        add_variant(variant, std::move(pattern));
      }
    }
  }

  void add_variant(const PatternVariant& variant, CompiledPattern pattern) {
    for (const PatternPlace& place : variant) {
      const SetId set = set_of(place, pattern.language);
      pattern.places.push_back({set, static_cast<std::uint32_t>(place.gap)});
      pattern.sets.push_back(set);
    }
    std::sort(pattern.sets.begin(), pattern.sets.end());
    out_.patterns_.push_back(std::move(pattern));
  }

  // English words stand for their inflections; the words of other languages are written out.
  SetId set_of(const PatternPlace& place, std::uint8_t language) {
    const bool english = out_.languages_[language] == "en";
    const auto [known, is_new] = known_sets_.try_emplace({place.any_of, english}, 0);
    if (!is_new) return known->second;
    std::vector<WordId> words;
    for (const PatternWord& word : place.any_of->words) {
      if (!english || word.exact) {
        words.push_back(lexicon_.add_word(word.text));
      } else {
        const std::vector<WordId>& forms = forms_of(word.text);
        words.insert(words.end(), forms.begin(), forms.end());
      }
    }
    known->second = lexicon_.add_set(std::move(words), place.any_of->numbers);
    return known->second;
  }

  const std::vector<WordId>& forms_of(const std::string& word) {
    const auto [forms, fresh] = forms_.try_emplace(word);
    if (fresh) {
      for (const std::string& form : english_forms(word)) {
        forms->second.push_back(lexicon_.add_word(form));
      }
    }
    return forms->second;
  }

  void set_roles() {
    for (const auto& sets : role_sets_) {
      std::vector<std::uint8_t> roles(out_.lexicon_.word_count(), 0);
      for (const auto& [set, role] : sets) {
        for (const WordId word : out_.lexicon_.members()[set]) roles[word] |= role;
      }
      out_.roles_.push_back(std::move(roles));
    }
  }

  [[nodiscard]] std::size_t words_with(SetId set, std::uint8_t language, int roles) const {
    const std::vector<WordId>& words = out_.lexicon_.members()[set];
    return static_cast<std::size_t>(std::count_if(words.begin(), words.end(), [&](WordId word) {
      return (out_.roles_[language][word] & roles) != 0;
    }));
  }

  [[nodiscard]] std::size_t frequent_words(SetId set, std::uint8_t language) const {
    return words_with(set, language, Common | Through | Negator | Frequent);
  }

  void build_automata() {
    const std::vector<std::vector<WordId>>& members = out_.lexicon_.members();
    AutomatonBuilder forward;
    AutomatonBuilder backward;
    for (std::uint32_t i = 0; i < out_.patterns_.size(); ++i) {
      CompiledPattern& pattern = out_.patterns_[i];
      std::vector<AutomatonPlace> places = pattern.places;
      pattern.has_negator = std::any_of(pattern.sets.begin(), pattern.sets.end(), [&](SetId set) {
        return words_with(set, pattern.language, Negator) > 0;
      });
      // Pronouns and the like begin so many sequences that it pays to start from the other, rarer
      // end.
      pattern.backward = frequent_words(places.front().set, pattern.language) >
                         frequent_words(places.back().set, pattern.language);
      if (!pattern.backward) {
        forward.add(places, i);
        continue;
      }
      std::reverse(places.begin(), places.end());
      for (std::size_t k = places.size() - 1; k > 0; --k) places[k].gap = places[k - 1].gap;
      backward.add(places, i);
    }
    out_.forward_ = forward.build(members);
    out_.backward_ = backward.build(members);
  }

  std::vector<Fault>& faults_;
  RuleSet out_;
  LexiconBuilder lexicon_;
  std::vector<WordClasses> classes_;                                    // by language
  std::vector<std::vector<std::pair<SetId, std::uint8_t>>> role_sets_;  // by language
  std::unordered_map<std::string, std::vector<WordId>> forms_;
  std::map<std::pair<std::shared_ptr<const PlaceWords>, bool>, SetId> known_sets_;
  std::set<std::pair<std::string, std::string>> ids_;
};

RuleSet RuleSet::compile(std::vector<SafetyRuleFile> files, std::vector<Fault>& faults) {
  return RuleCompiler(faults).compile(std::move(files));
}

std::vector<WordId> RuleSet::read_words(const Text& text) const {
  std::vector<WordId> words;
  words.reserve(text.tokens.size());
  for (const Token& token : text.tokens) words.push_back(lexicon_.find(token.word));
  return words;
}

std::vector<Match> RuleSet::find(const Text& text, const std::vector<WordId>& words) const {
  std::vector<Match> out;
  std::vector<WordId> turned(words.rbegin(), words.rend());
  const std::span<const WordId> forward(words);
  const std::span<const WordId> backward(turned);
  const auto size = static_cast<std::uint32_t>(words.size());
  for (const Sentence& sentence : text.sentences) {
    const std::uint32_t length = sentence.last - sentence.first;
    forward_.find(forward.subspan(sentence.first, length), sentence.first, out);
    const std::size_t before = out.size();
    const std::uint32_t turned_first = size - sentence.last;
    backward_.find(backward.subspan(turned_first, length), turned_first, out);
    for (std::size_t i = before; i < out.size(); ++i) {
      const std::uint32_t first = size - 1 - out[i].last;
      out[i].last = size - 1 - out[i].first;
      out[i].first = first;
    }
  }
  return out;
}

}  // namespace nestline::service
