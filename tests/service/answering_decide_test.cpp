#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "service/answering/decide.h"

namespace nestline::service {
namespace {

constexpr knowledge::MatchingSettings kSettings{.phrase_weight = 900,
                                                .temperature = 5000,
                                                .answer_at = 250,
                                                .offer_at = 100,
                                                .off_topic_at = 300,
                                                .second_at = 200};

struct Case {
  std::string name;
  std::vector<float> confidences;  // of topics 0, 1, 2 ..., best first
  float out_of_scope = 0;
  float refer = 0;
  std::size_t known_words = 3;
  std::size_t known_fillers = 2;
  float phrase = 0;  // of the first topic
  AnswerKind kind = AnswerKind::Guidance;
  std::size_t topics = 0;
  std::size_t choices = 0;
};

TopicMatch match_of(const Case& one) {
  TopicMatch match;
  for (std::uint32_t i = 0; i < one.confidences.size(); ++i) {
    match.topics.push_back({i, one.confidences[i], one.confidences[i], i == 0 ? one.phrase : 0});
  }
  match.out_of_scope = one.out_of_scope;
  match.refer = one.refer;
  match.known_words = one.known_words;
  match.known_fillers = one.known_fillers;
  return match;
}

}  // namespace

TEST_CASE("confidences, backgrounds and known words decide the kind of answer") {
  using enum AnswerKind;
  const std::vector<Case> cases = {
      {"sure of one", {0.9F, 0.05F, 0.02F}, 0.02F, 0.01F, 3, 2, 0, Guidance, 1, 0},
      {"just reaches answer_at", {0.25F, 0.1F}, 0.1F, 0.1F, 3, 2, 0, Guidance, 1, 0},
      {"just below answer_at", {0.249F, 0.2F, 0.1F, 0.1F}, 0.1F, 0, 3, 2, 0, Clarify, 0, 3},
      {"just reaches offer_at", {0.1F, 0.09F}, 0.05F, 0, 3, 2, 0, Clarify, 0, 2},
      {"just below offer_at", {0.099F, 0.09F}, 0.05F, 0, 3, 2, 0, OutOfScope, 0, 0},
      {"the second reaches second_at", {0.4F, 0.2F}, 0, 0, 3, 2, 0, Guidance, 2, 0},
      {"the second is below second_at", {0.35F, 0.199F}, 0, 0, 3, 2, 0, Guidance, 1, 0},
      {"the second is below half of the first", {0.6F, 0.29F}, 0, 0, 3, 2, 0, Guidance, 1, 0},
      {"a third is never answered", {0.3F, 0.3F, 0.3F}, 0, 0, 3, 2, 0, Guidance, 2, 0},
      {"off topic reaches off_topic_at", {0.6F, 0.1F}, 0.3F, 0, 3, 2, 0, OutOfScope, 0, 0},
      {"off topic is just below off_topic_at", {0.6F, 0.1F}, 0.299F, 0, 3, 2, 0, Guidance, 1, 0},
      {"a health question as likely", {0.3F, 0.1F}, 0, 0.3F, 3, 2, 0, Guidance, 1, 0},
      {"a health question likelier", {0.3F, 0.1F}, 0, 0.31F, 3, 2, 0, Refer, 0, 0},
      {"a health question likelier than off topic", {0.2F}, 0.3F, 0.4F, 3, 2, 0, Refer, 0, 0},
      {"off topic likelier than a health question", {0.2F}, 0.4F, 0.3F, 3, 2, 0, OutOfScope, 0, 0},
      {"two known words are enough", {0.9F}, 0, 0, 2, 0, 0, Guidance, 1, 0},
      {"one known word is too bare", {0.9F, 0.05F}, 0, 0, 1, 4, 0, Clarify, 0, 2},
      {"fillers only: nothing to offer", {0.9F, 0.05F}, 0, 0, 0, 3, 0, Clarify, 0, 0},
      {"no known word at all", {0.9F, 0.05F}, 0, 0, 0, 0, 0, OutOfScope, 0, 0},
      {"one word that is a curated phrase", {0.9F}, 0, 0, 1, 0, 0.4F, Guidance, 1, 0},
      {"a phrase does not beat off topic", {0.3F}, 0.5F, 0, 1, 0, 0.4F, OutOfScope, 0, 0},
  };
  for (const Case& one : cases) {
    CAPTURE(one.name);
    const Decision decision = decide(match_of(one), kSettings);
    CHECK(decision.kind == one.kind);
    CHECK(decision.topics.size() == one.topics);
    CHECK(decision.choices.size() == one.choices);
    for (std::uint32_t i = 0; i < decision.topics.size(); ++i) CHECK(decision.topics[i] == i);
    CHECK_FALSE(decision.reason.empty());
  }
}

TEST_CASE("a reason names the threshold that decided") {
  const auto reason = [](const Case& one) { return decide(match_of(one), kSettings).reason; };
  CHECK(reason({"", {0.5F, 0.1F}}).find("(answer_at)") != std::string::npos);
  CHECK(reason({"", {0.5F, 0.3F}}).find("(second_at)") != std::string::npos);
  CHECK(reason({"", {0.2F, 0.1F}}).find("below 0.25 (answer_at)") != std::string::npos);
  CHECK(reason({"", {0.05F, 0.01F}}).find("below 0.10 (offer_at)") != std::string::npos);
  CHECK(reason({"", {0.2F}, 0.3F}).find("(off_topic_at)") != std::string::npos);
  CHECK(reason({"", {0.2F}, 0, 0.3F}).find("a health question") != std::string::npos);
}

}  // namespace nestline::service
