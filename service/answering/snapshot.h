// One edition, ready to answer: the content with its look-up tables, the compiled safety rules and
// a matcher for each language that has passages. Built once, immutable, shared by every request
// that began while it was live; safe from any thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "knowledge/content.h"
#include "knowledge/fault.h"
#include "knowledge/result.h"
#include "service/matching/matcher.h"
#include "service/matching/passage_ranker.h"
#include "service/safety/likeness.h"
#include "service/safety/rule_set.h"

namespace nestline::service {

struct Edition {
  int number = 1;
  std::string checksum;              // of the content files, see knowledge/checksum.h
  bool clinically_reviewed = false;  // without it every answer carries the notice
};

// A language whose questions we can answer.
class AnsweringLanguage {
 public:
  // `learned` is what a matcher learned from this content before (Matcher::save); where it does
  // not fit, it is learned anew.
  explicit AnsweringLanguage(const knowledge::LanguageContent& content,
                             std::string_view learned = {});

  [[nodiscard]] const knowledge::LanguageContent& content() const { return content_; }
  [[nodiscard]] const Matcher& matcher() const { return matcher_; }
  [[nodiscard]] const PassageRanker& passages() const { return passages_; }

 private:
  const knowledge::LanguageContent& content_;
  Matcher matcher_;
  PassageRanker passages_;
};

class Snapshot {
 public:
  // Fails closed: content with an error among its faults, a sentence that parents must not read,
  // rules that do not compile or fail their own examples, a reply without its phrase, or no
  // language to answer in, give no snapshot; `faults` tells why. Takes up to a second.
  // `learned` is what the safety screen learned from this content before (Likeness::save) and
  // `learned_topics` what the English matcher did (Matcher::save); where they do not fit, it is
  // learned anew, which takes seconds.
  static std::shared_ptr<const Snapshot> build(knowledge::Content content, Edition edition,
                                               std::vector<knowledge::Fault>& faults,
                                               std::string_view learned = {},
                                               std::string_view learned_topics = {});

  [[nodiscard]] const Edition& edition() const { return edition_; }
  [[nodiscard]] const knowledge::Content& content() const { return content_; }
  [[nodiscard]] const RuleSet& rules() const { return rules_; }
  [[nodiscard]] const Likeness& likeness() const { return likeness_; }

  // The language for a locale: itself, its base language, else English.
  [[nodiscard]] const AnsweringLanguage& answering(std::string_view locale) const;
  // The language of the fixed sentences for a locale, in the same way; it may be one without
  // passages.
  [[nodiscard]] const std::string& phrases_language(std::string_view locale) const;

  // By id; nullptr when this edition has none.
  [[nodiscard]] const knowledge::Topic* topic(const knowledge::TopicId& id) const;
  [[nodiscard]] const knowledge::Passage* passage(const knowledge::PassageId& id) const;
  [[nodiscard]] const knowledge::Referral* referral(const knowledge::ReferralId& id) const;
  [[nodiscard]] const knowledge::Source* source(const knowledge::SourceId& id) const;
  // In `language`, else in English.
  // Fixed sentences one after the other; those that there are none of are left out.
  [[nodiscard]] std::string sentences(const std::vector<knowledge::PhraseId>& ids,
                                      std::string_view language) const;
  [[nodiscard]] const knowledge::Phrase* phrase(const knowledge::PhraseId& id,
                                                std::string_view language) const;

  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

 private:
  Snapshot(knowledge::Content content, Edition edition, std::string_view learned_topics);

  knowledge::Content content_;
  Edition edition_;
  RuleSet rules_;
  Likeness likeness_;
  std::vector<std::unique_ptr<const AnsweringLanguage>> answering_;
  std::unordered_map<knowledge::TopicId, const knowledge::Topic*> topics_;
  std::unordered_map<knowledge::PassageId, const knowledge::Passage*> passages_;
  std::unordered_map<knowledge::ReferralId, const knowledge::Referral*> referrals_;
  std::unordered_map<knowledge::SourceId, const knowledge::Source*> sources_;
  std::unordered_map<std::string, const knowledge::Phrase*> phrases_;  // "<language>/<id>"
};

}  // namespace nestline::service
