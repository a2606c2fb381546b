#include "service/answering/answer_question.h"

#include <algorithm>

#include "service/answering/compose.h"
#include "service/answering/decide.h"
#include "service/answering/follow_up.h"
#include "service/language/context.h"
#include "service/language/detect.h"
#include "service/matching/attention.h"
#include "service/safety/screen.h"

namespace nestline::service {
namespace {

// Below this share of words that the matcher knows, a message that looks like another language is
// taken for one; on a page in another language already below the second.
constexpr float kKnownShare = 0.4F;
constexpr float kKnownShareElsewhere = 0.8F;

// In a message of no more sentences nothing is said in passing.
constexpr std::size_t kShortStory = 3;

std::optional<int> age_for(const Question& question, const Text& text) {
  if (question.child_age_months()) return question.child_age_months();
  if (const std::optional<int> told = child_age_months(text)) return told;
  const std::optional<Earlier>& earlier = question.earlier();
  return earlier ? earlier->child_age_months : std::nullopt;
}

// The language of a message that is surely not the one we answer in, or "". Detection is asked only
// where the matcher knows few of the words: it is wrong now and then on short messages full of
// slang.
std::string other_language(const Question& question, const Text& text, const TopicMatch& match,
                           const AnsweringLanguage& language) {
  const auto known = static_cast<float>(match.known_words + match.known_fillers);
  const bool is_at_home =
      question.locale().empty() || question.locale().starts_with(language.content().language);
  const float share = is_at_home ? kKnownShare : kKnownShareElsewhere;
  if (known >= share * static_cast<float>(text.tokens.size())) return "";
  std::string detected = detect_language(question.text());
  if (detected.empty() && !is_at_home) detected = question.locale();
  return detected == language.content().language ? "" : detected;
}

// A health word in the middle of a long story ("he was on reflux medicine then") is not what the
// parent asks about; in the opening, the title, a question or the last sentence it is.
bool is_in_passing(const Text& text, const Verdict& verdict) {
  const std::vector<float> weights = token_weights(text);
  return std::all_of(verdict.hits.begin(), verdict.hits.end(), [&](const Hit& hit) {
    return hit.first >= text.sentences.front().last && weights[hit.first] <= kStoryWeight &&
           text.sentences.size() > kShortStory;
  });
}

std::string words_of(const Text& text, const Hit& hit) {
  std::string out;
  for (std::uint32_t i = hit.first; i <= hit.last && i < text.tokens.size(); ++i) {
    out += (out.empty() ? "" : " ") + text.tokens[i].word;
  }
  return out;
}

Explanation explain(const Setting& setting, const Verdict& verdict) {
  const Snapshot& snapshot = setting.snapshot;
  const AnsweringLanguage& language = setting.language;
  const Text& text = setting.text;
  Explanation out;
  for (const Hit& hit : verdict.hits) {
    const std::string& id = snapshot.rules().rules()[hit.rule].id;
    const bool told =
        std::any_of(out.rules.begin(), out.rules.end(),
                    [&](const Explanation::FiredRule& rule) { return rule.id == id; });
    if (!told) out.rules.push_back({id, words_of(text, hit)});
  }
  const TopicMatch match = language.matcher().match(text);
  constexpr std::size_t kTopics = 3;
  for (const TopicScore& topic : match.topics) {
    if (out.topics.size() == kTopics) break;
    if (!setting.tailoring.shows(language.content().topics[topic.topic].id)) continue;
    out.topics.push_back({language.content().topics[topic.topic].id, topic.score,
                          language.matcher().explain(text, topic.topic)});
  }
  out.out_of_scope = match.out_of_scope;
  out.refer = match.refer;
  return out;
}

// A question about a topic that the site does not show gets the honest "no text for that", and
// never the passage of a neighbouring topic.
Decision without_topics_off(Decision decision, const TopicMatch& match, const Setting& setting) {
  if (setting.tailoring.topics_off.empty()) return decision;
  const auto is_off = [&](std::uint32_t topic) {
    return !setting.tailoring.shows(setting.language.content().topics[topic].id);
  };
  const Decision nothing{
      AnswerKind::OutOfScope, {}, {}, decision.reason + "; the site does not show this topic"};
  if (decision.kind == AnswerKind::Guidance) {
    std::erase_if(decision.topics, is_off);
    return decision.topics.empty() ? nothing : decision;
  }
  if (decision.kind != AnswerKind::Clarify || decision.choices.empty()) return decision;
  constexpr std::size_t kMostChoices = 3;
  decision.choices.clear();
  for (const TopicScore& topic : match.topics) {
    if (decision.choices.size() == kMostChoices) break;
    if (!is_off(topic.topic)) decision.choices.push_back(topic.topic);
  }
  return decision.choices.size() < 2 ? nothing : decision;
}

Verdict screen_question(const Setting& setting) {
  return screen(setting.snapshot.rules(), setting.snapshot.likeness(), setting.text,
                {setting.child_age_months});
}

Answer urgent_answer(const Setting& setting, const Verdict& verdict) {
  Answer answer = compose_urgent(setting, verdict);
  if (setting.question.explain()) {
    answer.explanation = explain(setting, verdict);
    answer.explanation->decision = "a safety rule fired";
  }
  return answer;
}

}  // namespace

std::optional<Answer> answer_if_urgent(const Snapshot& snapshot, const Question& question) {
  const AnsweringLanguage& language = snapshot.answering(question.locale());
  const Text text = read_text(question.text());
  const Tailoring none;
  const Setting setting{snapshot, language, question, text, age_for(question, text), none};
  const Verdict verdict = screen_question(setting);
  if (verdict.outcome != Outcome::Urgent) return std::nullopt;
  return urgent_answer(setting, verdict);
}

Answer answer_question(const Snapshot& snapshot, const Question& question,
                       const Tailoring& tailoring) {
  const AnsweringLanguage& language = snapshot.answering(question.locale());
  const Text text = read_text(question.text());
  const Setting setting{snapshot, language, question, text, age_for(question, text), tailoring};

  // The screen comes first, and nothing after it can soften what it says.
  const Verdict verdict = screen_question(setting);
  if (verdict.outcome == Outcome::Urgent) return urgent_answer(setting, verdict);
  Answer answer;
  std::string decided_by;
  const TopicMatch match = match_with_earlier(setting);
  if (verdict.outcome == Outcome::NoDiagnosis) {
    answer = compose_no_diagnosis(setting, verdict, match);
    decided_by = "a rule for diagnosis-seeking fired";
  } else if (verdict.outcome == Outcome::Refer && !is_in_passing(text, verdict)) {
    answer = compose_refer(setting, &verdict, match);
    decided_by = "a rule for health questions fired";
  } else if (const std::string other = other_language(question, text, match, language);
             !other.empty()) {
    answer = compose_other_language(setting, other);
    decided_by = "the message is in a language we cannot answer in";
  } else {
    const Decision decision = without_topics_off(
        decide(match, language.content().matching.value_or(knowledge::MatchingSettings{})), match,
        setting);
    answer = compose_decision(setting, decision, match);
    decided_by = decision.reason;
  }
  if (question.explain()) {
    answer.explanation = explain(setting, verdict);
    answer.explanation->decision = std::move(decided_by);
  }
  return answer;
}

}  // namespace nestline::service
