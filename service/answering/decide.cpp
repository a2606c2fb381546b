#include "service/answering/decide.h"

#include <algorithm>

#include <fmt/format.h>

namespace nestline::service {
namespace {

// With fewer known words than this, and no curated phrase, a message is too bare ("help", "my
// toddler", "advice please"), unless it is surely not for us.
constexpr std::size_t kFewestWords = 2;
constexpr float kSurelyNotForUs = 0.5F;
constexpr std::size_t kMostChoices = 3;
// A second topic is answered too when it is at least this share as likely as the first.
constexpr float kSecondShare = 0.5F;

float share(int per_mille) { return static_cast<float>(per_mille) / 1000; }

Decision clarify(const TopicMatch& match, std::string reason) {
  Decision decision{AnswerKind::Clarify, {}, {}, std::move(reason)};
  for (std::size_t i = 0; i < std::min(kMostChoices, match.topics.size()); ++i) {
    decision.choices.push_back(match.topics[i].topic);
  }
  return decision;
}

}  // namespace

Decision decide(const TopicMatch& match, const knowledge::MatchingSettings& settings) {
  const TopicScore& first = match.topics.front();
  const float answer_at = share(settings.answer_at);
  const bool surely_not_for_us = match.known_words > 0 && match.out_of_scope >= kSurelyNotForUs;
  if (match.known_words < kFewestWords && first.phrase == 0 && !surely_not_for_us) {
    if (match.known_words + match.known_fillers == 0) {
      return {AnswerKind::OutOfScope, {}, {}, "no word of the message is known"};
    }
    // Without a word of its own any topic would be a guess: nothing is offered.
    if (match.known_words == 0) return {AnswerKind::Clarify, {}, {}, "the message is too bare"};
    return clarify(match, "the message is too bare");
  }
  if (match.out_of_scope >= share(settings.off_topic_at) && match.out_of_scope >= match.refer) {
    return {AnswerKind::OutOfScope,
            {},
            {},
            fmt::format("\"not for us\" ({:.2f}) reaches {:.2f} (off_topic_at)", match.out_of_scope,
                        share(settings.off_topic_at))};
  }
  if (match.refer > first.confidence) {
    return {AnswerKind::Refer,
            {},
            {},
            fmt::format("\"a health question\" ({:.2f}) is likelier than the best topic ({:.2f})",
                        match.refer, first.confidence)};
  }
  if (first.confidence < share(settings.offer_at)) {
    return {AnswerKind::OutOfScope,
            {},
            {},
            fmt::format("the best topic's confidence {:.2f} is below {:.2f} (offer_at)",
                        first.confidence, share(settings.offer_at))};
  }
  if (first.confidence < answer_at) {
    return clarify(match,
                   fmt::format("the best topic's confidence {:.2f} is below {:.2f} (answer_at)",
                               first.confidence, answer_at));
  }
  Decision decision{AnswerKind::Guidance,
                    {first.topic},
                    {},
                    fmt::format("the best topic's confidence {:.2f} reaches {:.2f} (answer_at)",
                                first.confidence, answer_at)};
  if (match.topics.size() > 1) {
    const TopicScore& second = match.topics[1];
    if (second.confidence >= share(settings.second_at) &&
        second.confidence >= kSecondShare * first.confidence) {
      decision.topics.push_back(second.topic);
      decision.reason += fmt::format("; the second's {:.2f} reaches {:.2f} (second_at)",
                                     second.confidence, share(settings.second_at));
    }
  }
  return decision;
}

}  // namespace nestline::service
