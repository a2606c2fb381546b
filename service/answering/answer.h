// What came out. An Answer holds ids only: of phrases, topics, passages and referrals of one
// edition. Whoever renders it looks the ids up in that edition, so no text that a person has not
// approved can reach a parent. Values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "knowledge/content.h"
#include "service/matching/matcher.h"

namespace nestline::service {

enum class AnswerKind { Guidance, Clarify, Urgent, NoDiagnosis, Refer, OutOfScope };

enum class OutOfScopeReason { None, OffTopic, Language };

struct AnsweredTopic {
  knowledge::TopicId id;
  float confidence = 0;  // 0 to 1
};

// Why: the words, phrases, topics, rules and thresholds that decided. Filled only when asked for.
struct Explanation {
  struct TopicReasons {
    knowledge::TopicId id;
    float score = 0;
    std::vector<Evidence> evidence;
  };
  struct FiredRule {
    std::string id;
    std::string words;  // of the message, as they were read
  };
  std::vector<FiredRule> rules;  // each once, most urgent first
  std::vector<TopicReasons> topics;
  float out_of_scope = 0;
  float refer = 0;
  std::string decision;  // the threshold or rule that made the kind, in a curator's words
};

struct Answer {
  AnswerKind kind = AnswerKind::OutOfScope;
  std::string language;  // of the message, "en"
  std::vector<knowledge::PhraseId> message;
  std::vector<AnsweredTopic> topics;
  std::vector<knowledge::PassageId> passages;
  std::vector<knowledge::ReferralId> referrals;
  std::vector<knowledge::ReferralId> contacts;
  std::vector<knowledge::TopicId> choices;
  std::vector<knowledge::TopicId> suggestions;
  std::optional<knowledge::PhraseId> ask_back;  // a question to the parent: the child's age
  OutOfScopeReason reason = OutOfScopeReason::None;
  std::optional<int> child_age_months;  // what the answer took for the child's age
  std::optional<Explanation> explanation;
};

std::string_view name_of(AnswerKind kind);
std::string_view name_of(OutOfScopeReason reason);

}  // namespace nestline::service
