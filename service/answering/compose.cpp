#include "service/answering/compose.h"

#include <algorithm>

#include "service/answering/who_to_ask.h"

namespace nestline::service {
namespace {

using knowledge::PhraseId;
using knowledge::SafetyCategory;
using knowledge::SafetyRule;
using knowledge::SafetyTier;
using knowledge::Topic;
using knowledge::TopicId;

constexpr std::size_t kMostPassages = 3;
constexpr std::size_t kPassagesOfOneTopic = 2;
constexpr std::size_t kMostReferrals = 3;
constexpr std::size_t kMostOwnReferrals = 2;  // room for a shared one beside them
constexpr std::size_t kMostSuggestions = 3;
constexpr std::size_t kShownTopics = 5;
constexpr std::size_t kFewestShownTopics = 3;
constexpr float kWorthShowing = 0.02F;

Answer answer_of(const Setting& setting, AnswerKind kind) {
  Answer answer;
  answer.kind = kind;
  answer.language = setting.language.content().language;
  answer.child_age_months = setting.child_age_months;
  return answer;
}

const Topic& topic_at(const Setting& setting, std::uint32_t index) {
  return setting.language.content().topics[index];
}

std::vector<AnsweredTopic> shown_topics(const Setting& setting, const TopicMatch& match) {
  std::vector<AnsweredTopic> out;
  for (const TopicScore& score : match.topics) {
    if (out.size() == kShownTopics) break;
    if (!setting.tailoring.shows(topic_at(setting, score.topic).id)) continue;
    if (out.size() >= kFewestShownTopics && score.confidence < kWorthShowing) break;
    out.push_back({topic_at(setting, score.topic).id, score.confidence});
  }
  return out;
}

std::vector<knowledge::ReferralId> help_for(const Setting& setting,
                                            const std::vector<std::string>& needs) {
  std::vector<knowledge::ReferralId> out =
      own_help(setting.tailoring.referrals, needs, setting.question.country(),
               setting.child_age_months, kMostOwnReferrals);
  const std::vector<knowledge::ReferralId> shared =
      kinds_of_help(setting.language.content().referrals, needs, setting.question.country(),
                    kMostReferrals - out.size());
  out.insert(out.end(), shared.begin(), shared.end());
  return out;
}

// Adds up to `most` of a topic's passages; returns how many the topic has for this reader.
std::size_t add_passages(const Setting& setting, const TopicId& topic, std::size_t most,
                         Answer& answer) {
  if (!setting.tailoring.shows(topic)) return 0;
  const std::vector<std::uint32_t> ranked = setting.language.passages().rank(
      setting.text, topic, {setting.question.audience(), setting.child_age_months});
  for (std::size_t i = 0; i < std::min(most, ranked.size()); ++i) {
    if (answer.passages.size() == kMostPassages) break;
    answer.passages.push_back(setting.language.content().passages[ranked[i]].id);
  }
  return ranked.size();
}

// Without an age the answer asks for it once, if it would change which passages fit.
bool age_matters(const Setting& setting, const TopicId& topic) {
  const knowledge::AgeRange* first = nullptr;
  for (const knowledge::Passage& passage : setting.language.content().passages) {
    if (passage.topic() != topic || passage.audience == knowledge::Audience::Practitioner) continue;
    if (first != nullptr && *first != passage.ages) return true;
    first = &passage.ages;
  }
  return false;
}

Answer compose_guidance(const Setting& setting, const Decision& decision, const TopicMatch& match) {
  Answer answer = answer_of(setting, AnswerKind::Guidance);
  answer.topics = shown_topics(setting, match);
  std::vector<std::string> needs;
  const Topic* led_by = nullptr;
  const std::size_t each = decision.topics.size() > 1 ? 1 : kPassagesOfOneTopic;
  for (const std::uint32_t index : decision.topics) {
    const Topic& topic = topic_at(setting, index);
    if (add_passages(setting, topic.id, each, answer) == 0) continue;
    if (led_by == nullptr) led_by = &topic;
    needs.insert(needs.end(), topic.needs.begin(), topic.needs.end());
  }
  // A practice topic has nothing for a parent: the nearest topic that has takes its place.
  for (std::size_t i = 0; led_by == nullptr && i < match.topics.size(); ++i) {
    const Topic& topic = topic_at(setting, match.topics[i].topic);
    if (add_passages(setting, topic.id, kPassagesOfOneTopic, answer) == 0) continue;
    led_by = &topic;
    needs = topic.needs;
    answer.message.push_back({"practice.for-parents"});
  }
  if (led_by == nullptr) return answer;
  if (answer.message.empty()) {
    const bool follows =
        setting.question.earlier().has_value() && setting.question.earlier()->topic == led_by->id;
    answer.message.push_back({follows ? "guidance.follow-up" : "guidance.lead." + led_by->group});
  }
  if (decision.topics.size() > 1) answer.message.push_back({"guidance.two-topics"});
  if (!setting.child_age_months && age_matters(setting, led_by->id)) {
    answer.ask_back = PhraseId{"ask.age"};
  }
  answer.referrals = help_for(setting, needs);
  for (const TopicId& related : led_by->related) {
    if (answer.suggestions.size() == kMostSuggestions) break;
    if (setting.tailoring.shows(related)) answer.suggestions.push_back(related);
  }
  return answer;
}

Answer compose_clarify(const Setting& setting, const Decision& decision, const TopicMatch& match) {
  Answer answer = answer_of(setting, AnswerKind::Clarify);
  answer.topics = shown_topics(setting, match);
  answer.message.push_back({match.known_words < 2 ? "clarify.more" : "clarify.choose"});
  for (const std::uint32_t choice : decision.choices) {
    answer.choices.push_back(topic_at(setting, choice).id);
  }
  return answer;
}

const SafetyRule& deciding_rule(const Setting& setting, const Verdict& verdict) {
  return setting.snapshot.rules().rules()[verdict.hits.front().rule];
}

// Where somebody may be in danger right now the emergency number comes first. An unwanted thought
// is no danger, and a parent who tells one is not sent to the police.
Danger danger_of(const SafetyRule& rule) {
  if (rule.category == SafetyCategory::IntrusiveThoughts) return Danger::Other;
  return rule.tier == SafetyTier::UrgentSameDay || rule.tier == SafetyTier::StopUnsafePractice
             ? Danger::Other
             : Danger::ToLife;
}

// The reply is in the language of the words that called for it, as far as there are phrases.
std::string language_of_reply(const Setting& setting, const Verdict& verdict) {
  return setting.snapshot.phrases_language(
      setting.snapshot.rules().language_of(verdict.hits.front().rule));
}

bool needs_gentle_line(SafetyCategory category) {
  return category == SafetyCategory::Crisis || category == SafetyCategory::HarmToChild ||
         category == SafetyCategory::IntrusiveThoughts || category == SafetyCategory::Protection ||
         category == SafetyCategory::DomesticViolence;
}

}  // namespace

Answer compose_urgent(const Setting& setting, const Verdict& verdict) {
  const SafetyRule& rule = deciding_rule(setting, verdict);
  Answer answer = answer_of(setting, AnswerKind::Urgent);
  answer.language = language_of_reply(setting, verdict);
  answer.message.push_back({rule.reply});
  const std::vector<knowledge::Referral>& referrals = setting.language.content().referrals;
  if (!has_contacts(referrals, setting.question.country())) {
    answer.message.push_back({"contacts.unknown-country"});
  }
  if (needs_gentle_line(rule.category)) answer.message.push_back({"urgent.after-crisis"});
  answer.contacts = contacts(referrals, contact_kinds(setting.snapshot.rules(), verdict),
                             setting.question.country(), danger_of(rule));
  return answer;
}

Answer compose_no_diagnosis(const Setting& setting, const Verdict& verdict,
                            const TopicMatch& match) {
  Answer answer = answer_of(setting, AnswerKind::NoDiagnosis);
  answer.language = language_of_reply(setting, verdict);
  answer.message.push_back({deciding_rule(setting, verdict).reply});
  answer.topics = shown_topics(setting, match);
  answer.referrals = help_for(setting, deciding_rule(setting, verdict).contacts);
  const bool same_language = answer.language == setting.language.content().language;
  if (same_language && match.topics.front().confidence > match.out_of_scope) {
    add_passages(setting, topic_at(setting, match.topics.front().topic).id, kPassagesOfOneTopic,
                 answer);
  }
  return answer;
}

Answer compose_refer(const Setting& setting, const Verdict* verdict, const TopicMatch& match) {
  Answer answer = answer_of(setting, AnswerKind::Refer);
  answer.topics = shown_topics(setting, match);
  if (verdict != nullptr) {
    answer.language = language_of_reply(setting, *verdict);
    answer.message.push_back({deciding_rule(setting, *verdict).reply});
    answer.referrals = help_for(setting, deciding_rule(setting, *verdict).contacts);
  } else {
    answer.message.push_back({"refer.health"});
    answer.referrals = help_for(setting, {"child-health"});
  }
  return answer;
}

Answer compose_other_language(const Setting& setting, const std::string& detected) {
  Answer answer = answer_of(setting, AnswerKind::OutOfScope);
  answer.language = setting.snapshot.phrases_language(detected);
  answer.reason = OutOfScopeReason::Language;
  answer.message.push_back({"out-of-scope.language"});
  return answer;
}

Answer compose_decision(const Setting& setting, const Decision& decision, const TopicMatch& match) {
  switch (decision.kind) {
    case AnswerKind::Guidance:
      return compose_guidance(setting, decision, match);
    case AnswerKind::Clarify:
      return compose_clarify(setting, decision, match);
    case AnswerKind::Refer:
      return compose_refer(setting, nullptr, match);
    default:
      break;
  }
  Answer answer = answer_of(setting, AnswerKind::OutOfScope);
  answer.reason = OutOfScopeReason::OffTopic;
  answer.message.push_back({"out-of-scope.off-topic"});
  return answer;
}

}  // namespace nestline::service
