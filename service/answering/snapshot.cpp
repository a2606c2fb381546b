#include "service/answering/snapshot.h"

#include <algorithm>
#include <future>
#include <set>

#include "knowledge/lint_wording.h"
#include "service/safety/check.h"
#include "service/safety/likeness_texts.h"

namespace nestline::service {
namespace {

constexpr std::string_view kFirstLanguage = "en";

std::string_view base_of(std::string_view locale) {
  return locale.substr(0, locale.find_first_of("-_"));
}

bool has_error(const std::vector<knowledge::Fault>& faults) {
  return std::any_of(faults.begin(), faults.end(),
                     [](const knowledge::Fault& fault) { return !fault.warning; });
}

// An urgent reply without words would be worse than none: every rule's reply must be a phrase, in
// its language or in English.
void check_replies(const knowledge::Content& content, std::vector<knowledge::Fault>& faults) {
  std::set<std::string> known;
  for (const knowledge::LanguageContent& language : content.languages) {
    for (const knowledge::Phrase& phrase : language.phrases) {
      known.insert(language.language + "/" + phrase.id.value);
    }
  }
  for (const knowledge::LanguageContent& language : content.languages) {
    for (const knowledge::SafetyRuleFile& file : language.safety) {
      for (const knowledge::SafetyRule& rule : file.rules) {
        if (known.contains(language.language + "/" + rule.reply) ||
            known.contains("en/" + rule.reply)) {
          continue;
        }
        faults.push_back({file.file, rule.line, rule.id + ".reply",
                          "there is no phrase \"" + rule.reply + "\"", false});
      }
    }
  }
}

struct SafetyParts {
  RuleSet rules;
  Likeness likeness;
  std::vector<knowledge::Fault> faults;
};

SafetyParts build_safety(std::vector<knowledge::SafetyRuleFile> files,
                         const std::vector<LikenessText>& texts, std::string_view learned) {
  SafetyParts out;
  std::optional<Likeness> likeness = Likeness::load(learned, texts);
  out.likeness = likeness ? std::move(*likeness) : Likeness::learn(texts);
  out.rules = RuleSet::compile(std::move(files), out.faults);
  for (knowledge::Fault& fault : check_rules(out.rules)) out.faults.push_back(std::move(fault));
  return out;
}

Matcher learned_matcher(const knowledge::LanguageContent& content, std::string_view learned) {
  std::optional<Matcher> matcher = Matcher::load(learned, content);
  return matcher ? std::move(*matcher) : Matcher(content);
}

}  // namespace

AnsweringLanguage::AnsweringLanguage(const knowledge::LanguageContent& content,
                                     std::string_view learned)
    : content_(content), matcher_(learned_matcher(content, learned)), passages_(content.passages) {}

std::shared_ptr<const Snapshot> Snapshot::build(knowledge::Content content, Edition edition,
                                                std::vector<knowledge::Fault>& faults,
                                                std::string_view learned,
                                                std::string_view learned_topics) {
  std::vector<knowledge::SafetyRuleFile> files;
  bool has_passages = false;
  for (const knowledge::LanguageContent& language : content.languages) {
    files.insert(files.end(), language.safety.begin(), language.safety.end());
    has_passages =
        has_passages || (language.language == kFirstLanguage && !language.passages.empty());
  }
  if (files.empty()) faults.push_back({"en/safety", 0, "", "no safety rules", false});
  if (!has_passages) faults.push_back({"en/passages", 0, "", "no passages", false});
  check_replies(content, faults);
  for (knowledge::Fault& fault : knowledge::forbidden_wording(content)) {
    faults.push_back(std::move(fault));
  }
  // The safety screen is made while the matchers are trained.
  std::future<SafetyParts> safety = std::async(std::launch::async, build_safety, std::move(files),
                                               likeness_texts(content), learned);
  std::shared_ptr<Snapshot> snapshot;
  if (!has_error(faults)) {
    snapshot = std::shared_ptr<Snapshot>(
        new Snapshot(std::move(content), std::move(edition), learned_topics));
  }
  SafetyParts parts = safety.get();
  faults.insert(faults.end(), parts.faults.begin(), parts.faults.end());
  if (has_error(faults)) return nullptr;
  snapshot->rules_ = std::move(parts.rules);
  snapshot->likeness_ = std::move(parts.likeness);
  return snapshot;
}

Snapshot::Snapshot(knowledge::Content content, Edition edition, std::string_view learned_topics)
    : content_(std::move(content)), edition_(std::move(edition)) {
  for (const knowledge::Source& source : content_.sources) sources_[source.id] = &source;
  for (const knowledge::LanguageContent& language : content_.languages) {
    for (const knowledge::Topic& topic : language.topics) topics_.emplace(topic.id, &topic);
    for (const knowledge::Passage& passage : language.passages) {
      passages_.emplace(passage.id, &passage);
    }
    for (const knowledge::Referral& referral : language.referrals) {
      referrals_.emplace(referral.id, &referral);
    }
    for (const knowledge::Phrase& phrase : language.phrases) {
      phrases_.emplace(language.language + "/" + phrase.id.value, &phrase);
    }
    if (!language.passages.empty()) {
      answering_.push_back(std::make_unique<const AnsweringLanguage>(
          language, language.language == kFirstLanguage ? learned_topics : std::string_view()));
    }
  }
}

const AnsweringLanguage& Snapshot::answering(std::string_view locale) const {
  const AnsweringLanguage* first = answering_.front().get();
  for (const auto& language : answering_) {
    if (language->content().language == base_of(locale)) return *language;
    if (language->content().language == kFirstLanguage) first = language.get();
  }
  return *first;
}

const std::string& Snapshot::phrases_language(std::string_view locale) const {
  const std::string* first = &content_.languages.front().language;
  for (const knowledge::LanguageContent& language : content_.languages) {
    if (language.phrases.empty()) continue;
    if (language.language == base_of(locale)) return language.language;
    if (language.language == kFirstLanguage) first = &language.language;
  }
  return *first;
}

const knowledge::Topic* Snapshot::topic(const knowledge::TopicId& id) const {
  const auto found = topics_.find(id);
  return found == topics_.end() ? nullptr : found->second;
}

const knowledge::Passage* Snapshot::passage(const knowledge::PassageId& id) const {
  const auto found = passages_.find(id);
  return found == passages_.end() ? nullptr : found->second;
}

const knowledge::Referral* Snapshot::referral(const knowledge::ReferralId& id) const {
  const auto found = referrals_.find(id);
  return found == referrals_.end() ? nullptr : found->second;
}

const knowledge::Source* Snapshot::source(const knowledge::SourceId& id) const {
  const auto found = sources_.find(id);
  return found == sources_.end() ? nullptr : found->second;
}

std::string Snapshot::sentences(const std::vector<knowledge::PhraseId>& ids,
                                std::string_view language) const {
  std::string out;
  for (const knowledge::PhraseId& id : ids) {
    const knowledge::Phrase* one = phrase(id, language);
    if (one != nullptr) out += (out.empty() ? "" : " ") + one->text;
  }
  return out;
}

const knowledge::Phrase* Snapshot::phrase(const knowledge::PhraseId& id,
                                          std::string_view language) const {
  for (const std::string_view from : {language, kFirstLanguage}) {
    const auto found = phrases_.find(std::string(from) + "/" + id.value);
    if (found != phrases_.end()) return found->second;
  }
  return nullptr;
}

}  // namespace nestline::service
