#include "api/codec/rendered.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>

#include "api/codec/content_json.h"
#include "api/codec/json_object.h"
#include "service/answering/conversation.h"

namespace nestline::api {
namespace {

using knowledge::Audience;

// Three decimals are enough to compare, and the same on every machine.
std::string decimal(float value) {
  std::array<char, 32> buffer{};
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(),
                                          std::round(static_cast<double>(value) * 1000) / 1000,
                                          std::chars_format::fixed, 3);
  return error == std::errc() ? std::string(buffer.data(), end) : "0";
}

std::string evidence_json(const service::Evidence& evidence) {
  JsonObject object;
  object.string("kind", evidence.kind);
  if (!evidence.text.empty()) object.string("text", evidence.text);
  object.raw("points", decimal(evidence.points));
  return object.text();
}

std::string explanation_json(const service::Explanation& explanation) {
  JsonObject object;
  object.string("decision", explanation.decision);
  JsonArray rules;
  for (const auto& rule : explanation.rules) {
    JsonObject fired;
    fired.string("id", rule.id);
    fired.string("words", rule.words);
    rules.raw(fired.text());
  }
  object.raw("rules", rules.text());
  JsonArray topics;
  for (const auto& topic : explanation.topics) {
    JsonArray evidence;
    for (const service::Evidence& one : topic.evidence) evidence.raw(evidence_json(one));
    JsonObject reasons;
    reasons.string("id", topic.id.value);
    reasons.raw("score", decimal(topic.score));
    reasons.raw("evidence", evidence.text());
    topics.raw(reasons.text());
  }
  object.raw("topics", topics.text());
  object.raw("out_of_scope", decimal(explanation.out_of_scope));
  object.raw("refer", decimal(explanation.refer));
  return object.text();
}

}  // namespace

Rendered::Rendered(std::shared_ptr<const service::Snapshot> snapshot)
    : snapshot_(std::move(snapshot)), is_reviewed_(snapshot_->edition().clinically_reviewed) {
  for (const knowledge::LanguageContent& language : snapshot_->content().languages) {
    for (const knowledge::Passage& passage : language.passages) {
      passages_.emplace(passage.id, passage_json(passage, *snapshot_));
    }
    for (const knowledge::Referral& referral : language.referrals) {
      referrals_.emplace(referral.id, referral_json(referral));
    }
    auto& list = topic_lists_[language.language];
    for (const knowledge::Topic& topic : language.topics) {
      JsonObject members;
      members.string("id", topic.id.value);
      members.string("name", topic.name);
      topic_members_.emplace(topic.id, members.text().substr(0, members.text().size() - 1));
      if (topic.group != "practice") list.emplace_back(topic.id, topic_json(topic));
    }
  }
}

std::shared_ptr<const Rendered> Rendered::reviewed() const {
  auto copy = std::make_shared<Rendered>(*this);
  copy->is_reviewed_ = true;
  return copy;
}

std::string Rendered::phrase(const std::string& id, std::string_view language) const {
  const knowledge::Phrase* phrase = snapshot_->phrase({id}, language);
  return phrase == nullptr ? std::string() : phrase->text;
}

std::string Rendered::answer(const service::Answer& answer, const Envelope& envelope,
                             const service::Tailoring& tailoring) const {
  JsonObject object;
  object.string("answer_id", envelope.answer_id);
  if (!envelope.conversation_id.empty()) object.string("conversation_id", envelope.conversation_id);
  object.string("kind", service::name_of(answer.kind));
  object.string("language", answer.language);
  object.string("message", snapshot_->sentences(answer.message, answer.language));

  const auto topic = [&](const knowledge::TopicId& id, const std::string& more) {
    const auto found = topic_members_.find(id);
    return found == topic_members_.end() ? std::string() : found->second + more + "}";
  };
  const auto pieces = [](const auto& ids, const auto& table) {
    JsonArray array;
    for (const auto& id : ids) {
      const auto found = table.find(id);
      if (found != table.end()) array.raw(found->second);
    }
    return array.text();
  };
  const auto topics = [&](const std::vector<knowledge::TopicId>& ids) {
    JsonArray array;
    for (const knowledge::TopicId& id : ids) array.raw(topic(id, ""));
    return array.text();
  };
  JsonArray ranked;
  for (const service::AnsweredTopic& one : answer.topics) {
    ranked.raw(topic(one.id, ",\"confidence\":" + decimal(one.confidence)));
  }
  object.raw("topics", ranked.text());
  object.raw("passages", pieces(answer.passages, passages_));
  object.raw("referrals", referral_pieces(answer.referrals, tailoring));
  object.raw("contacts", pieces(answer.contacts, referrals_));
  object.raw("choices", topics(answer.choices));
  object.raw("suggestions", topics(answer.suggestions));
  if (answer.ask_back) {
    JsonObject ask;
    ask.string("field", "child_age_months");
    ask.string("text", phrase(answer.ask_back->value, answer.language));
    object.raw("ask_back", ask.text());
  }
  if (answer.reason != service::OutOfScopeReason::None) {
    object.string("reason", service::name_of(answer.reason));
  }
  if (answer.child_age_months) {
    object.raw("child_age_months", std::to_string(*answer.child_age_months));
  }
  if (!is_reviewed_) {
    object.string("notice", phrase("notice.unreviewed", answer.language));
  }
  object.raw("edition", std::to_string(snapshot_->edition().number));
  if (answer.explanation) object.raw("explanation", explanation_json(*answer.explanation));
  return object.text();
}

std::string Rendered::referral_pieces(const std::vector<knowledge::ReferralId>& ids,
                                      const service::Tailoring& tailoring) const {
  JsonArray array;
  for (const knowledge::ReferralId& id : ids) {
    if (const service::OwnReferral* own = tailoring.own(id)) {
      array.raw(own_referral_json(*own));
    } else if (const auto shared = referrals_.find(id); shared != referrals_.end()) {
      array.raw(shared->second);
    }
  }
  return array.text();
}

const std::string* Rendered::passage(const knowledge::PassageId& id, Audience reader) const {
  const knowledge::Passage* passage = snapshot_->passage(id);
  if (passage == nullptr) return nullptr;
  if (passage->audience == Audience::Practitioner && reader == Audience::Parent) return nullptr;
  return &passages_.at(id);
}

std::string Rendered::topics(std::string_view locale, const service::Tailoring& tailoring) const {
  JsonArray array;
  for (const auto& [id, json] : topic_lists_.at(snapshot_->answering(locale).content().language)) {
    if (tailoring.shows(id)) array.raw(json);
  }
  JsonObject object;
  object.raw("topics", array.text());
  return object.text();
}

std::string Rendered::referrals(const std::vector<const service::OwnReferral*>& own,
                                const std::vector<const knowledge::Referral*>& shared,
                                std::string_view name) const {
  JsonArray array;
  for (const service::OwnReferral* referral : own) array.raw(own_referral_json(*referral));
  for (const knowledge::Referral* referral : shared) array.raw(referrals_.at(referral->id));
  JsonObject object;
  object.raw(name, array.text());
  return object.text();
}

std::string Rendered::conversation(const std::string& id, std::string_view locale) const {
  const std::string& language = snapshot_->phrases_language(locale);
  JsonObject object;
  object.string("conversation_id", id);
  object.raw("expires_in_seconds",
             std::to_string(std::chrono::seconds(service::Conversations::kIdle).count()));
  object.string("greeting",
                phrase("greeting", language) + " " + phrase("greeting.limits", language));
  return object.text();
}

std::string Rendered::thanks(const service::Feedback& feedback, std::string_view locale) const {
  const bool unsafe = std::count(feedback.reasons.begin(), feedback.reasons.end(),
                                 service::FeedbackReason::Unsafe) > 0;
  JsonObject object;
  object.string("message", phrase(unsafe ? "feedback.unsafe" : "feedback.thanks",
                                  snapshot_->phrases_language(locale)));
  return object.text();
}

}  // namespace nestline::api
