// The path of a question over the sample snapshot: which kind, and which fields each kind fills.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "service/answering/answer_question.h"
#include "tests/support/sample_snapshot.h"

namespace nestline::service {
namespace {

using knowledge::Audience;
using nestline::test::question;
using nestline::test::sample_snapshot;
using Ids = std::vector<std::string>;

Answer answer_to(const Question& asked) { return answer_question(*sample_snapshot(), asked); }

template <typename Id>
Ids names(const std::vector<Id>& ids) {
  Ids out;
  for (const Id& id : ids) out.push_back(id.value);
  return out;
}

Ids topics_of(const Answer& answer) {
  Ids out;
  for (const AnsweredTopic& topic : answer.topics) out.push_back(topic.id.value);
  return out;
}

bool is_ranked(const std::vector<AnsweredTopic>& topics) {
  return std::is_sorted(topics.begin(), topics.end(),
                        [](const auto& a, const auto& b) { return a.confidence > b.confidence; });
}

Question in_locale(const std::string& text, const std::string& locale) {
  AskRequest request;
  request.question = text;
  request.locale = locale;
  return question(request);
}

// Everything of an answer, to compare two.
std::string told(const Answer& answer) {
  std::string out = std::string(name_of(answer.kind)) + "|" + answer.language + "|" +
                    std::string(name_of(answer.reason)) + "|" +
                    std::to_string(answer.child_age_months.value_or(-1)) + "|" +
                    (answer.ask_back ? answer.ask_back->value : "");
  for (const AnsweredTopic& topic : answer.topics) {
    out += "|" + topic.id.value + std::to_string(topic.confidence);
  }
  for (const Ids& list :
       {names(answer.message), names(answer.passages), names(answer.referrals),
        names(answer.contacts), names(answer.choices), names(answer.suggestions)}) {
    out += "|";
    for (const std::string& id : list) out += id + ",";
  }
  if (answer.explanation) {
    out += answer.explanation->decision;
    for (const auto& topic : answer.explanation->topics) {
      for (const Evidence& evidence : topic.evidence) {
        out += evidence.kind + evidence.text + std::to_string(evidence.points);
      }
    }
  }
  return out;
}

const std::vector<std::string>& one_of_each_kind() {
  static const std::vector<std::string> texts = {
      "my baby wont stop crying in the evening",  // guidance
      "my toddler",                               // clarify
      "my baby is not breathing",                 // urgent
      "is my son autistic",                       // no diagnosis
      "she has a red rash on her tummy",          // refer, by a rule
      "when is the next vaccine due",             // refer, by the match
      "how do i sell my car",                     // out of scope
      "mein Kind schreit jeden Abend stundenlang und ich weiss nicht mehr weiter",  // language
  };
  return texts;
}

}  // namespace

TEST_CASE("each kind fills its own fields and leaves the others empty") {
  SUBCASE("guidance: topics, passages, referrals; no choices, no contacts") {
    const Answer answer = answer_to(question("my baby wont stop crying in the evening", 2));
    CHECK(answer.kind == AnswerKind::Guidance);
    CHECK(topics_of(answer).front() == "crying-and-soothing");
    CHECK(answer.topics.size() >= 3);
    CHECK(is_ranked(answer.topics));
    CHECK(names(answer.passages) == Ids{"crying-and-soothing/evening-crying"});
    CHECK(names(answer.message) == Ids{"guidance.lead.comfort"});
    CHECK(names(answer.referrals) == Ids{"family-doctor", "parent-group"});
    CHECK(names(answer.suggestions) == Ids{"night-waking"});
    CHECK(answer.choices.empty());
    CHECK(answer.contacts.empty());
    CHECK(answer.reason == OutOfScopeReason::None);
  }
  SUBCASE("clarify: two or three choices, no passages") {
    const Answer bare = answer_to(question("my toddler"));
    CHECK(bare.kind == AnswerKind::Clarify);
    CHECK(bare.choices.empty());
    const Answer answer = answer_to(question("my toddler evenings"));
    CHECK(answer.kind == AnswerKind::Clarify);
    CHECK(answer.choices.size() >= 2);
    CHECK(answer.choices.size() <= 3);
    CHECK_FALSE(answer.topics.empty());
    CHECK(is_ranked(answer.topics));
    CHECK(names(answer.message) == Ids{"clarify.more"});
    CHECK(answer.passages.empty());
    CHECK(answer.referrals.empty());
    CHECK(answer.contacts.empty());
  }
  SUBCASE("urgent: a reply and contacts, nothing else") {
    const Answer answer = answer_to(question("my baby is not breathing", std::nullopt, "GB"));
    CHECK(answer.kind == AnswerKind::Urgent);
    CHECK(names(answer.message) == Ids{"urgent.breathing"});
    CHECK(names(answer.contacts) == Ids{"gb-999"});
    CHECK(answer.topics.empty());
    CHECK(answer.passages.empty());
    CHECK(answer.referrals.empty());
    CHECK(answer.choices.empty());
    CHECK(answer.suggestions.empty());
    CHECK_FALSE(answer.ask_back.has_value());
  }
  SUBCASE("no diagnosis: who can assess; a general passage at most") {
    const Answer answer = answer_to(question("is my son autistic"));
    CHECK(answer.kind == AnswerKind::NoDiagnosis);
    CHECK(names(answer.message) == Ids{"no-diagnosis.child"});
    CHECK(names(answer.referrals) == Ids{"child-development-team", "family-doctor"});
    CHECK_FALSE(answer.topics.empty());
    CHECK(answer.passages.size() <= 2);
    CHECK(answer.choices.empty());
    CHECK(answer.contacts.empty());
  }
  SUBCASE("refer by a rule: who to ask, no advice") {
    const Answer answer = answer_to(question("she has a red rash on her tummy"));
    CHECK(answer.kind == AnswerKind::Refer);
    CHECK(names(answer.message) == Ids{"refer.rash"});
    CHECK(names(answer.referrals) == Ids{"family-doctor"});
    CHECK(answer.passages.empty());
    CHECK(answer.choices.empty());
    CHECK(answer.contacts.empty());
  }
  SUBCASE("refer by the match") {
    const Answer answer = answer_to(question("when is the next vaccine due", std::nullopt, "GB"));
    CHECK(answer.kind == AnswerKind::Refer);
    CHECK(names(answer.message) == Ids{"refer.health"});
    CHECK(names(answer.referrals) == Ids{"gb-health-visitor"});
    CHECK(answer.passages.empty());
  }
  SUBCASE("off topic: only a word") {
    const Answer answer = answer_to(question("how do i sell my car"));
    CHECK(answer.kind == AnswerKind::OutOfScope);
    CHECK(answer.reason == OutOfScopeReason::OffTopic);
    CHECK(names(answer.message) == Ids{"out-of-scope.off-topic"});
    CHECK(answer.topics.empty());
    CHECK(answer.passages.empty());
    CHECK(answer.referrals.empty());
    CHECK(answer.choices.empty());
    CHECK(answer.contacts.empty());
    CHECK(answer.suggestions.empty());
  }
}

TEST_CASE("danger outranks everything else in the message and withholds the passages") {
  for (const std::string text : {"is my son autistic and now he is not breathing",
                                 "she has a red rash and she stopped breathing",
                                 "my toddler has a tantrum every morning and i want to die",
                                 "how do i sell my car, i want to die",
                                 "mein Kind schreit jeden Abend stundenlang. i want to die",
                                 "my baby wakes every two hours at night, i nearly shook her"}) {
    CAPTURE(text);
    const Answer answer = answer_to(question(text));
    CHECK(answer.kind == AnswerKind::Urgent);
    CHECK(answer.topics.empty());
    CHECK(answer.passages.empty());
    CHECK_FALSE(answer.contacts.empty());
  }
}

TEST_CASE("of two dangers the one to life decides, and both bring contacts") {
  const Answer answer =
      answer_to(question("i want to die and my baby is not breathing", std::nullopt, "US"));
  CHECK(names(answer.message).front() == "urgent.breathing");
  CHECK(names(answer.contacts) == Ids{"us-911", "us-crisis"});
}

TEST_CASE("a rule for diagnosis outranks one for health") {
  CHECK(answer_to(question("she has a red rash, is she autistic")).kind == AnswerKind::NoDiagnosis);
}

TEST_CASE("a crisis reply has its gentle line, and tells when the country is unknown") {
  CHECK(names(answer_to(question("i want to die", std::nullopt, "GB")).message) ==
        Ids{"urgent.crisis", "urgent.after-crisis"});
  CHECK(names(answer_to(question("i want to die")).message) ==
        Ids{"urgent.crisis", "contacts.unknown-country", "urgent.after-crisis"});
}

TEST_CASE("the rules of every language are on whatever the locale says") {
  for (const std::string locale : {"", "en", "es", "es-MX", "fr", "xx"}) {
    CAPTURE(locale);
    CHECK(answer_to(in_locale("i want to die", locale)).kind == AnswerKind::Urgent);
    const Answer spanish = answer_to(in_locale("ya no puedo, quiero morir", locale));
    CHECK(spanish.kind == AnswerKind::Urgent);
    CHECK(spanish.language == "es");  // of the rule that fired
    CHECK_FALSE(spanish.contacts.empty());
  }
}

TEST_CASE("a message in another language gets an honest answer, in it where we have phrases") {
  const Answer german = answer_to(
      question("mein Kind schreit jeden Abend stundenlang und ich weiss nicht mehr weiter"));
  CHECK(german.kind == AnswerKind::OutOfScope);
  CHECK(german.reason == OutOfScopeReason::Language);
  CHECK(german.language == "en");
  CHECK(names(german.message) == Ids{"out-of-scope.language"});
  CHECK(german.passages.empty());
  CHECK(german.topics.empty());
  const Answer spanish = answer_to(
      question("mi hija se despierta todas las noches y no sabemos qué hacer para ayudarla"));
  CHECK(spanish.kind == AnswerKind::OutOfScope);
  CHECK(spanish.reason == OutOfScopeReason::Language);
  CHECK(spanish.language == "es");
}

TEST_CASE("an unknown locale is no error and falls back to English") {
  for (const std::string locale : {"fr", "es", "en-GB", "en_GB", "tlh-x-what", "!!"}) {
    CAPTURE(locale);
    const Answer answer = answer_to(in_locale("my toddler has a tantrum every morning", locale));
    CHECK(answer.kind == AnswerKind::Guidance);
    CHECK(answer.language == "en");
  }
}

TEST_CASE("the same question gives the same answer, every time and in every thread") {
  for (const std::string& text : one_of_each_kind()) {
    CAPTURE(text);
    AskRequest request;
    request.question = text;
    request.explain = true;
    const std::string first = told(answer_to(question(request)));
    CHECK(told(answer_to(question(request))) == first);
    // and from a snapshot built anew
    std::vector<knowledge::Fault> faults;
    const auto other =
        Snapshot::build(nestline::test::sample_content(), {1, "sample", false}, faults);
    REQUIRE(other != nullptr);
    CHECK(told(answer_question(*other, question(request))) == first);
  }
}

TEST_CASE("a practitioner's passage is never in a parent's answer") {
  const Snapshot& snapshot = *sample_snapshot();
  std::vector<std::string> texts = one_of_each_kind();
  for (const knowledge::Topic& topic : snapshot.answering("en").content().topics) {
    texts.insert(texts.end(), topic.examples.begin(), topic.examples.end());
  }
  for (const std::string& text : texts) {
    CAPTURE(text);
    for (const knowledge::PassageId& id : answer_to(question(text)).passages) {
      REQUIRE(snapshot.passage(id) != nullptr);
      CHECK(snapshot.passage(id)->audience != Audience::Practitioner);
    }
  }
}

TEST_CASE("a practitioner gets the text for practitioners and for both, not the one for parents") {
  AskRequest request;
  request.audience = Audience::Practitioner;
  request.question = "my baby wont stop crying in the evening";
  CHECK(names(answer_to(question(request)).passages) ==
        Ids{"crying-and-soothing/for-practitioners"});
  request.question = "how do i begin a first home visit";
  CHECK(names(answer_to(question(request)).passages) ==
        Ids{"practitioner-guidelines/the-first-home-visit"});
  request.question = "my toddler has a tantrum every morning";
  CHECK(names(answer_to(question(request)).passages) == Ids{"tantrums/after-the-storm"});
}

TEST_CASE("a parent who asks about practice gets the nearest topic for parents, and is told") {
  const Answer answer = answer_to(question("how do i begin a first home visit"));
  CHECK(answer.kind == AnswerKind::Guidance);
  CHECK(topics_of(answer).front() == "practitioner-guidelines");
  CHECK(names(answer.message).front() == "practice.for-parents");
  CHECK_FALSE(answer.passages.empty());
}

TEST_CASE("two topics in one message get a passage each") {
  const Answer answer =
      answer_to(question("my son has huge meltdowns and he wakes up all night long", 20));
  CHECK(answer.kind == AnswerKind::Guidance);
  Ids passages = names(answer.passages);
  REQUIRE(passages.size() == 2);
  std::sort(passages.begin(), passages.end());
  CHECK(passages[0] == "night-waking/after-the-first-year");
  CHECK(passages[1].starts_with("tantrums/"));
  CHECK(names(answer.message).back() == "guidance.two-topics");
}

TEST_CASE("without an age the answer asks for it, once it would change the passages") {
  const Answer crying = answer_to(question("she wont stop crying"));
  CHECK_FALSE(crying.child_age_months.has_value());
  REQUIRE(crying.ask_back.has_value());
  CHECK(crying.ask_back->value == "ask.age");
  CHECK(crying.passages.size() == 2);
  // one age range only: nothing to ask
  CHECK_FALSE(answer_to(question("tantrums in the supermarket what do i do")).ask_back.has_value());
  // and a known age needs no question
  CHECK_FALSE(answer_to(question("she wont stop crying", 3)).ask_back.has_value());
}

TEST_CASE("the age narrows the passages: told, read from the text, or the nearest that fits") {
  const auto passages = [](const std::string& text, std::optional<int> age) {
    return names(answer_to(question(text, age)).passages);
  };
  const Ids small = {"crying-and-soothing/evening-crying"};
  const Ids older = {"crying-and-soothing/crying-later-on"};
  CHECK(passages("she wont stop crying", 0) == small);
  CHECK(passages("she wont stop crying", 4) == small);
  CHECK(passages("she wont stop crying", 12) == older);
  CHECK(passages("my 2 month old wont stop crying", std::nullopt) == small);
  CHECK(passages("my two year old wont stop crying", std::nullopt) == older);
  CHECK(passages("she wont stop crying", 6) == small);  // 2 months from one, 6 from the other
  CHECK(passages("she wont stop crying", 10) == older);
  CHECK(passages("she wont stop crying", 90) == older);
}

TEST_CASE("an age given beside the question outranks one in the text") {
  const Answer answer = answer_to(question("my 2 month old wont stop crying", 30));
  CHECK(answer.child_age_months == 30);
  CHECK(names(answer.passages) == Ids{"crying-and-soothing/crying-later-on"});
}

TEST_CASE("an explanation comes only when asked for, and names what decided") {
  AskRequest request;
  request.question = "my baby wont stop crying in the evening";
  CHECK_FALSE(answer_to(question(request)).explanation.has_value());
  request.explain = true;
  const Answer guidance = answer_to(question(request));
  REQUIRE(guidance.explanation.has_value());
  CHECK(guidance.explanation->decision.find("answer_at") != std::string::npos);
  CHECK(guidance.explanation->rules.empty());
  REQUIRE_FALSE(guidance.explanation->topics.empty());
  CHECK(guidance.explanation->topics.front().id.value == "crying-and-soothing");
  CHECK_FALSE(guidance.explanation->topics.front().evidence.empty());

  request.question = "i want to die";
  const Answer urgent = answer_to(question(request));
  REQUIRE(urgent.explanation.has_value());
  REQUIRE(urgent.explanation->rules.size() == 1);
  CHECK(urgent.explanation->rules.front().id == "crisis");
  CHECK(urgent.explanation->rules.front().words == "want to die");
  CHECK(urgent.explanation->decision == "a safety rule fired");
}

TEST_CASE("the answer to a question does not change when an explanation is asked for") {
  for (const std::string& text : one_of_each_kind()) {
    CAPTURE(text);
    AskRequest request;
    request.question = text;
    const std::string plain = told(answer_to(question(request)));
    request.explain = true;
    Answer explained = answer_to(question(request));
    explained.explanation.reset();
    CHECK(told(explained) == plain);
  }
}

TEST_CASE("every id in an answer is one of the edition's") {
  const Snapshot& snapshot = *sample_snapshot();
  for (const std::string& text : one_of_each_kind()) {
    CAPTURE(text);
    const Answer answer = answer_to(question(text));
    CHECK_FALSE(answer.message.empty());
    for (const auto& id : answer.message) CHECK(snapshot.phrase(id, answer.language) != nullptr);
    for (const auto& topic : answer.topics) CHECK(snapshot.topic(topic.id) != nullptr);
    for (const auto& id : answer.choices) CHECK(snapshot.topic(id) != nullptr);
    for (const auto& id : answer.suggestions) CHECK(snapshot.topic(id) != nullptr);
    for (const auto& id : answer.passages) CHECK(snapshot.passage(id) != nullptr);
    for (const auto& id : answer.referrals) CHECK(snapshot.referral(id) != nullptr);
    for (const auto& id : answer.contacts) CHECK(snapshot.referral(id) != nullptr);
  }
}

TEST_CASE("rules that fail their own examples, and content without rules, give no snapshot") {
  const auto refused = [](auto spoil) {
    knowledge::Content content = nestline::test::sample_content();
    spoil(content);
    std::vector<knowledge::Fault> faults;
    return Snapshot::build(std::move(content), {}, faults) == nullptr && !faults.empty();
  };
  CHECK(refused([](auto& content) {
    for (auto& language : content.languages) language.safety.clear();
  }));
  CHECK(refused([](auto& content) {
    content.languages[0].safety[0].rules[0].examples[0] = "this fires nothing";
  }));
  CHECK(refused([](auto& content) {
    content.languages[0].safety[0].rules[0].lookalikes[0] = "my baby is not breathing";
  }));
  CHECK(
      refused([](auto& content) { content.languages[0].safety[0].rules[0].phrases[0] = "(a|b"; }));
  CHECK(refused([](auto& content) { content.languages[0].passages.clear(); }));
}

}  // namespace nestline::service
