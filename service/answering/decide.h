// What kind of answer a match calls for, and about which topics. Pure functions; safe from any
// thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "knowledge/content.h"
#include "service/answering/answer.h"
#include "service/matching/matcher.h"

namespace nestline::service {

struct Decision {
  AnswerKind kind = AnswerKind::OutOfScope;
  std::vector<std::uint32_t> topics;   // to answer, best first: one or two for guidance
  std::vector<std::uint32_t> choices;  // to offer for clarify: two or three, none for a bare "help"
  std::string reason;                  // for the explanation, in a curator's words
};

Decision decide(const TopicMatch& match, const knowledge::MatchingSettings& settings);

}  // namespace nestline::service
