#include "knowledge/validate_topics.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "knowledge/required_phrases.h"
#include "knowledge/validate.h"

namespace nestline::knowledge {
namespace {

// Where a near-miss may belong, besides a topic.
constexpr std::array<std::string_view, 4> kElsewhere{"out_of_scope", "refer", "urgent",
                                                     "no_diagnosis"};

using Names = std::set<std::string, std::less<>>;

struct Known {
  Names topics;
  Names needs;
  std::map<std::string, std::size_t, std::less<>> parent_passages;  // by topic
};

Known known_in(const LanguageContent& from) {
  Known known;
  for (const Topic& topic : from.topics) known.topics.insert(topic.id.value);
  for (const Referral& referral : from.referrals)
    known.needs.insert(referral.needs.begin(), referral.needs.end());
  for (const Passage& passage : from.passages) {
    if (passage.audience != Audience::Practitioner) ++known.parent_passages[passage.topic().value];
  }
  return known;
}

std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  char before = ' ';
  for (const char c : text) {
    words += before == ' ' && c != ' ' ? 1 : 0;
    before = c;
  }
  return words;
}

std::string at_least(std::size_t least, std::size_t found) {
  return "must be at least " + std::to_string(least) + ", found " + std::to_string(found);
}

void check_references(const Topic& topic, const std::string& file, const Known& known,
                      FaultList& faults) {
  for (const TopicId& related : topic.related) {
    if (related == topic.id) {
      faults.error(file, "related", "names the topic itself", "related");
    } else if (!known.topics.contains(related.value)) {
      faults.error(file, "related", "\"" + related.value + "\" is not a known topic",
                   related.value);
    }
  }
  for (const std::string& need : topic.needs) {
    if (!known.needs.contains(need)) {
      faults.error(file, "needs", "no referral serves \"" + need + "\"", need);
    }
  }
  for (std::size_t i = 0; i < topic.near_misses.size(); ++i) {
    const NearMiss& miss = topic.near_misses[i];
    const std::string field = "near_misses[" + std::to_string(i) + "].belongs_to";
    const bool elsewhere =
        std::find(kElsewhere.begin(), kElsewhere.end(), miss.belongs_to) != kElsewhere.end();
    if (miss.belongs_to == topic.id.value) {
      faults.error(file, field, "names the topic itself", miss.text);
    } else if (!elsewhere && !known.topics.contains(miss.belongs_to)) {
      faults.error(file, field,
                   "\"" + miss.belongs_to + "\" is neither a topic nor a kind of answer",
                   miss.text);
    }
  }
}

void check_amounts(const Topic& topic, const std::string& file, const Known& known,
                   FaultList& faults) {
  if (topic.keywords.empty()) faults.error(file, "keywords", "must not be empty", "keywords");
  if (topic.examples.size() < kLeastTopicExamples) {
    faults.error(file, "examples", at_least(kLeastTopicExamples, topic.examples.size()),
                 "examples");
  }
  if (topic.near_misses.size() < kLeastNearMisses) {
    faults.error(file, "near_misses", at_least(kLeastNearMisses, topic.near_misses.size()));
  }
  const auto passages = known.parent_passages.find(topic.id.value);
  const std::size_t count = passages == known.parent_passages.end() ? 0 : passages->second;
  if (topic.group != kPracticeGroup && count < kLeastParentPassages) {
    faults.error(file, "passages", "for parents " + at_least(kLeastParentPassages, count));
  }
}

void check_word_counts(const Topic& topic, const std::string& file, FaultList& faults) {
  for (const std::string& keyword : topic.keywords) {
    if (count_words(keyword) == 1) continue;
    faults.error(file, "keywords", "\"" + keyword + "\" is not a single word", keyword);
  }
  for (const std::string& phrase : topic.phrases) {
    const std::size_t words = count_words(phrase);
    if (words >= kLeastPhraseWords && words <= kMostPhraseWords) continue;
    faults.error(file, "phrases", "\"" + phrase + "\" must have two to six words", phrase);
  }
}

}  // namespace

void validate_topics(const LanguageContent& language, FaultList& faults) {
  if (language.topics.empty()) return;  // a language may begin with its safety rules
  const Known known = known_in(language);
  Names groups;
  for (const Topic& topic : language.topics) {
    const std::string file = topic_path(language.language, topic);
    groups.insert(topic.group);
    if (std::find(kTopicGroups.begin(), kTopicGroups.end(), topic.group) == kTopicGroups.end()) {
      faults.error(file, "group", "\"" + topic.group + "\" is not one of the seven groups",
                   topic.group);
    }
    check_references(topic, file, known, faults);
    check_amounts(topic, file, known, faults);
    check_word_counts(topic, file, faults);
  }
  for (const std::string_view group : kTopicGroups) {
    if (groups.contains(group)) continue;
    faults.error(language.language + "/topics", "group",
                 "no topic belongs to \"" + std::string(group) + "\"");
  }
}

}  // namespace nestline::knowledge
