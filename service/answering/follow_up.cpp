#include "service/answering/follow_up.h"

#include <algorithm>
#include <array>

#include "service/language/context.h"

namespace nestline::service {
namespace {

constexpr std::size_t kLongestFollowUp = 14;  // words
constexpr std::size_t kLongestAgeReply = 8;   // "she turned 3 in May"
constexpr std::size_t kLongestAgeWord =
    4;  // "he's a toddler", but not "my toddler bites his sister"
// How sure we are of a topic that the asker chose or that a follow-up keeps.
constexpr float kChosenConfidence = 0.9F;
// A follow-up goes to another topic when that one alone is as likely as this.
constexpr float kChangesTopicAt = 0.8F;

bool opens_with(const Text& text, std::initializer_list<std::string_view> words) {
  if (text.tokens.size() < words.size()) return false;
  return std::equal(words.begin(), words.end(), text.tokens.begin(),
                    [](std::string_view word, const Token& token) { return token.word == word; });
}

void put_first(TopicMatch& match, const knowledge::LanguageContent& content,
               const knowledge::TopicId& id) {
  const auto found =
      std::find_if(match.topics.begin(), match.topics.end(),
                   [&](const TopicScore& score) { return content.topics[score.topic].id == id; });
  if (found == match.topics.end()) return;
  TopicScore kept = *found;
  const float rest = 1 - kChosenConfidence;
  kept.confidence = std::max(kept.confidence, kChosenConfidence);
  match.topics.erase(found);
  for (TopicScore& other : match.topics) other.confidence *= rest;
  match.out_of_scope *= rest;
  match.refer *= rest;
  match.known_words = std::max<std::size_t>(match.known_words, 2);
  match.topics.insert(match.topics.begin(), kept);
}

}  // namespace

bool is_follow_up(const Text& text) {
  if (text.tokens.size() > kLongestFollowUp) return false;
  const std::vector<AgeMention> ages = find_ages(text);
  const bool exact =
      std::any_of(ages.begin(), ages.end(), [](const AgeMention& age) { return age.exact; });
  if (text.tokens.size() <= (exact ? kLongestAgeReply : kLongestAgeWord) && !ages.empty())
    return true;
  return opens_with(text, {"what", "about"}) || opens_with(text, {"how", "about"}) ||
         opens_with(text, {"what", "if"}) || opens_with(text, {"and"}) ||
         opens_with(text, {"but"}) || opens_with(text, {"or"}) || opens_with(text, {"ok"}) ||
         opens_with(text, {"okay"}) || opens_with(text, {"so"}) ||
         opens_with(text, {"does", "that"}) || opens_with(text, {"is", "that"}) ||
         opens_with(text, {"even"}) || opens_with(text, {"i", "tried", "that"}) ||
         opens_with(text, {"that"}) || opens_with(text, {"why"}) || opens_with(text, {"when"}) ||
         opens_with(text, {"same"});
}

TopicMatch match_with_earlier(const Setting& setting) {
  TopicMatch match = setting.language.matcher().match(setting.text);
  const knowledge::LanguageContent& content = setting.language.content();
  const std::optional<Earlier>& earlier = setting.question.earlier();
  if (!setting.question.topic().value.empty()) {
    put_first(match, content, setting.question.topic());
  } else if (earlier.has_value() && is_follow_up(setting.text) &&
             match.topics.front().confidence < kChangesTopicAt) {
    put_first(match, content, earlier->topic);
  }
  return match;
}

}  // namespace nestline::service
