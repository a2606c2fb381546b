#include "knowledge/validate.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>

#include "knowledge/fault_locator.h"
#include "knowledge/required_phrases.h"
#include "knowledge/validate_topics.h"
#include "knowledge/words.h"

namespace nestline::knowledge {
namespace {

constexpr std::array<std::string_view, 6> kAnswerKinds{"guidance",     "clarify", "urgent",
                                                       "no_diagnosis", "refer",   "out_of_scope"};

using Names = std::set<std::string, std::less<>>;

// Lower-case letters, digits and hyphens, in parts that none is empty.
bool is_id(std::string_view id, char separator) {
  bool part_open = false;
  for (const char c : id) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '-' && part_open);
    if (!plain && !(c == separator && part_open)) return false;
    part_open = plain;
  }
  return part_open;
}

// Ids of one kind: each well formed and used once.
class IdCheck {
 public:
  IdCheck(FaultList& faults, char separator) : faults_(faults), separator_(separator) {}

  void see(const std::string& file, const std::string& id) {
    if (!is_id(id, separator_)) {
      faults_.error(file, "id", "\"" + id + "\" must be lower-case letters, digits and hyphens",
                    id);
    }
    if (!seen_.insert(id).second) faults_.error(file, "id", "\"" + id + "\" is used twice", id);
  }

 private:
  FaultList& faults_;
  char separator_;
  Names seen_;
};

void check_passages(const Content& content, const LanguageContent& from, FaultList& faults) {
  Names sources;
  for (const Source& source : content.sources) sources.insert(source.id.value);
  Names topics;
  for (const Topic& topic : from.topics) topics.insert(topic.id.value);
  IdCheck ids(faults, '/');
  for (const Passage& passage : from.passages) {
    const std::string file = passage_path(from.language, passage);
    ids.see(file, passage.id.value);
    if (std::count(passage.id.value.begin(), passage.id.value.end(), '/') != 1) {
      faults.error(file, "id", "must be the topic's id, a slash and a name", passage.id.value);
    }
    if (!topics.contains(passage.topic().value)) {
      faults.error(file, "id", "belongs to no known topic", passage.id.value);
    }
    for (std::size_t i = 0; i < passage.sources.size(); ++i) {
      const std::string& id = passage.sources[i].id.value;
      if (sources.contains(id)) continue;
      faults.error(file, "sources[" + std::to_string(i) + "].id",
                   "\"" + id + "\" is not a known source", id);
    }
  }
}

void check_referrals(const LanguageContent& from, Date today, FaultList& faults) {
  IdCheck ids(faults, '-');
  for (const Referral& referral : from.referrals) {
    const std::string file = file_path(from.language, referral.file);
    ids.see(file, referral.id.value);
    if (referral.last_verified > today) {
      faults.error(file, "last_verified", "of \"" + referral.id.value + "\" lies in the future",
                   referral.id.value);
    }
  }
}

void check_phrases(const LanguageContent& from, FaultList& faults) {
  IdCheck ids(faults, '.');
  Names known;
  for (const Phrase& phrase : from.phrases) {
    ids.see(file_path(from.language, phrase.file), phrase.id.value);
    known.insert(phrase.id.value);
  }
  for (const std::string& id : required_phrases()) {
    if (!known.contains(id)) {
      faults.error(file_path(from.language, "phrases"), "phrases",
                   "the phrase \"" + id + "\" is missing");
    }
  }
}

// What any language's helplines can offer: the contacts of a country are shown whatever the
// language of the rule.
Names helpline_kinds(const Content& content) {
  Names kinds;
  for (const LanguageContent& language : content.languages) {
    for (const Referral& referral : language.referrals)
      kinds.insert(referral.needs.begin(), referral.needs.end());
  }
  return kinds;
}

void check_rules(const Content& content, const LanguageContent& from, FaultList& faults) {
  const Names kinds = helpline_kinds(content);
  Names replies;
  for (const Phrase& phrase : from.phrases) replies.insert(phrase.id.value);
  IdCheck ids(faults, '.');
  for (const SafetyRuleFile& file : from.safety) {
    for (const SafetyRule& rule : file.rules) {
      ids.see(file.file, rule.id);
      if (!replies.contains(rule.reply)) {
        faults.error(file.file, "reply",
                     "of \"" + rule.id + "\": there is no phrase \"" + rule.reply + "\"", rule.id);
      }
      for (const std::string& kind : rule.contacts) {
        if (kinds.contains(kind)) continue;
        faults.error(file.file, "contacts",
                     "of \"" + rule.id + "\": no referral serves \"" + kind + "\"", rule.id);
      }
    }
  }
}

// The situations that rules of any language cover: the screen replies to a learned danger with the
// rule of its situation.
void check_safety_texts(const Content& content, const LanguageContent& from, FaultList& faults) {
  Names situations = {std::string(kDiagnosisTexts), std::string(kOrdinaryTexts)};
  for (const LanguageContent& language : content.languages) {
    for (const SafetyRuleFile& file : language.safety) {
      for (const SafetyRule& rule : file.rules) situations.insert(rule.situation);
    }
  }
  for (const SafetyTexts& texts : from.safety_texts) {
    if (situations.contains(texts.situation)) continue;
    faults.error(file_path(from.language, texts.file), "situation",
                 "no rule covers \"" + texts.situation + "\"");
  }
}

void check_golden_question(const GoldenQuestion& question, const std::string& file,
                           const Names& topics, FaultList& faults) {
  const auto error = [&](std::string field, const std::string& what) {
    faults.error(file, std::move(field), "of \"" + question.id + "\" " + what, question.id);
  };
  if (std::find(kAnswerKinds.begin(), kAnswerKinds.end(), question.kind) == kAnswerKinds.end()) {
    error("kind", "\"" + question.kind + "\" is not a kind of answer");
  }
  for (const TopicId& topic : question.topics) {
    if (!topics.contains(topic.value))
      error("topics", "\"" + topic.value + "\" is not a known topic");
  }
  const bool without_topics = question.kind == "urgent" || question.kind == "out_of_scope";
  if (question.kind == "guidance" && question.topics.empty()) error("topics", "must name a topic");
  if (without_topics && !question.topics.empty()) error("topics", "must be empty for this kind");
  if (question.age_months && (*question.age_months < 0 || *question.age_months > kMaxAgeMonths)) {
    error("age_months", "must lie between 0 and " + std::to_string(kMaxAgeMonths));
  }
}

void check_golden(const LanguageContent& from, FaultList& faults) {
  Names topics;
  for (const Topic& topic : from.topics) topics.insert(topic.id.value);
  IdCheck ids(faults, '.');
  for (const GoldenQuestion& question : from.golden) {
    const std::string file = golden_path(from.language);
    ids.see(file, question.id);
    check_golden_question(question, file, topics, faults);
  }
}

}  // namespace

std::vector<Fault> validate_content(const Content& content, std::span<const ContentFile> files,
                                    Date today) {
  const FaultLocator locator(files);
  FaultList faults(locator);
  IdCheck sources(faults, '-');
  for (const Source& source : content.sources) sources.see("sources.toml", source.id.value);
  for (const LanguageContent& language : content.languages) {
    IdCheck topics(faults, '-');
    for (const Topic& topic : language.topics) {
      topics.see(topic_path(language.language, topic), topic.id.value);
    }
    validate_topics(language, faults);
    check_passages(content, language, faults);
    check_referrals(language, today, faults);
    check_phrases(language, faults);
    check_rules(content, language, faults);
    check_safety_texts(content, language, faults);
    check_golden(language, faults);
  }
  return faults.take();
}

}  // namespace nestline::knowledge
