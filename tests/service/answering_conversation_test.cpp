// Conversations and follow-ups.
#include <doctest/doctest.h>

#include <set>
#include <string>
#include <thread>
#include <vector>

#include "service/answering/answer_question.h"
#include "service/answering/conversation.h"
#include "service/answering/follow_up.h"
#include "service/insight/answer_id.h"
#include "tests/support/fake_clock.h"
#include "tests/support/sample_snapshot.h"

namespace nestline::service {
namespace {

using nestline::test::FakeClock;
using nestline::test::question;
using nestline::test::sample_snapshot;
using std::chrono::milliseconds;
using std::chrono::minutes;

struct Fixture {
  FakeClock clock;
  Conversations conversations{[this] { return clock.steady(); }, 3};

  bool is_alive(const std::string& id) { return conversations.next_message(id, "default").ok(); }
};

Answer guidance_about(const std::string& passage, std::optional<int> age = std::nullopt) {
  Answer answer;
  answer.kind = AnswerKind::Guidance;
  answer.passages = {{passage}};
  answer.child_age_months = age;
  return answer;
}

// What the service does with one message of a conversation.
Answer send(Conversations& conversations, const std::string& id, const std::string& text) {
  const Result<Conversations::State> state = conversations.next_message(id, "default");
  REQUIRE(state.ok());
  Question asked = question(text);
  if (state->earlier) asked = asked.after(*state->earlier);
  Answer answer = answer_question(*sample_snapshot(), asked);
  conversations.remember(id, answer);
  return answer;
}

std::string first_topic(const Answer& answer) {
  return answer.topics.empty() ? "" : answer.topics.front().id.value;
}

}  // namespace

TEST_CASE("a conversation has a random id and keeps its settings") {
  Fixture f;
  const std::string id = f.conversations.start({7, "es", "US"});
  CHECK(is_answer_id(id));
  CHECK(f.conversations.start({}) != id);
  const auto state = f.conversations.next_message(id, "default");
  REQUIRE(state.ok());
  CHECK(state->settings.child_age_months == 7);
  CHECK(state->settings.locale == "es");
  CHECK(state->settings.country == "US");
  CHECK_FALSE(state->earlier.has_value());
}

TEST_CASE("a conversation ends thirty minutes after its last message") {
  Fixture f;
  const std::string id = f.conversations.start({});
  f.clock.advance(minutes(30) - milliseconds(1));
  CHECK(f.is_alive(id));
  f.clock.advance(minutes(30) - milliseconds(1));
  CHECK(f.is_alive(id));
  f.clock.advance(minutes(30));
  const auto ended = f.conversations.next_message(id, "default");
  REQUIRE_FALSE(ended.ok());
  CHECK(ended.error().code == ErrorCode::NotFound);
  CHECK(f.conversations.size() == 0);
}

TEST_CASE("when there are too many conversations, the one idle for longest goes") {
  Fixture f;  // room for three
  const std::string first = f.conversations.start({});
  const std::string second = f.conversations.start({});
  const std::string third = f.conversations.start({});
  f.clock.advance(minutes(1));
  CHECK(f.is_alive(first));  // so the second is now idle for longest
  const std::string fourth = f.conversations.start({});
  CHECK(f.conversations.size() == 3);
  CHECK_FALSE(f.is_alive(second));
  CHECK(f.is_alive(first));
  CHECK(f.is_alive(third));
  CHECK(f.is_alive(fourth));
}

TEST_CASE("a conversation takes a hundred messages and no more") {
  Fixture f;
  const std::string id = f.conversations.start({});
  for (int i = 0; i < Conversations::kMostMessages; ++i) REQUIRE(f.is_alive(id));
  const auto refused = f.conversations.next_message(id, "default");
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code == ErrorCode::TooLarge);
  CHECK(f.is_alive(f.conversations.start({})));
}

TEST_CASE("a deleted conversation is gone at once, and deleting it again says so") {
  Fixture f;
  const std::string id = f.conversations.start({});
  const std::string other = f.conversations.start({});
  CHECK(f.conversations.end(id, "default"));
  CHECK_FALSE(f.is_alive(id));
  CHECK_FALSE(f.conversations.end(id, "default"));
  CHECK_FALSE(f.conversations.end("no-such-id", "default"));
  CHECK(f.is_alive(other));
  f.conversations.remember(id, guidance_about("tantrums/after-the-storm"));  // of no effect
  CHECK(f.conversations.size() == 1);
}

TEST_CASE("what is remembered is the topic of the last guidance and the child's age") {
  Fixture f;
  const std::string id = f.conversations.start({});
  const auto earlier = [&] { return f.conversations.next_message(id, "default")->earlier; };
  Answer lost;
  lost.kind = AnswerKind::OutOfScope;
  f.conversations.remember(id, lost);
  CHECK_FALSE(earlier().has_value());
  f.conversations.remember(id, guidance_about("night-waking/the-first-year", 9));
  REQUIRE(earlier().has_value());
  CHECK(earlier()->topic.value == "night-waking");
  CHECK(earlier()->child_age_months == 9);
  f.conversations.remember(id, lost);
  CHECK(earlier()->topic.value == "night-waking");
  Answer age_only;
  age_only.kind = AnswerKind::Clarify;
  age_only.child_age_months = 26;
  f.conversations.remember(id, age_only);
  CHECK(earlier()->topic.value == "night-waking");
  CHECK(earlier()->child_age_months == 26);
}

TEST_CASE("many threads may use conversations at once") {
  Conversations conversations;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&conversations] {
      for (int i = 0; i < 200; ++i) {
        const std::string id = conversations.start({});
        static_cast<void>(conversations.next_message(id, "default"));
        conversations.remember(id, guidance_about("tantrums/after-the-storm"));
        if (i % 2 == 0) conversations.end(id, "default");
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(conversations.size() == 400);
}

TEST_CASE("a short message that leans on the one before is a follow-up") {
  for (const std::string text :
       {"what about at bedtime?", "How about weekends", "what if it happens in the car?",
        "and at night?", "but he is so loud", "or should I pick her up", "ok but when",
        "so what do I say", "she is 2", "he's 14 months", "18 months old",
        "does that work for twins?", "is that normal", "I tried that already", "why?",
        "even at grandma's?", "same at my mother's"}) {
    CAPTURE(text);
    CHECK(is_follow_up(read_text(text)));
  }
  for (const std::string text :
       {"my toddler has a tantrum every morning", "how do I soothe a crying newborn",
        "what about the long story of our whole week in which he woke and cried and woke again "
        "every "
        "single night",
        "my two year old daughter wakes every night and will not go back to sleep"}) {
    CAPTURE(text);
    CHECK_FALSE(is_follow_up(read_text(text)));
  }
}

TEST_CASE("a follow-up keeps the topic, and says so") {
  Fixture f;
  const std::string id = f.conversations.start({});
  CHECK(first_topic(send(f.conversations, id, "my toddler has a tantrum every morning")) ==
        "tantrums");
  const Answer next = send(f.conversations, id, "what about at the playground?");
  CHECK(next.kind == AnswerKind::Guidance);
  CHECK(first_topic(next) == "tantrums");
  REQUIRE_FALSE(next.message.empty());
  CHECK(next.message.front().value == "guidance.follow-up");
}

TEST_CASE("the child's age told in a follow-up chooses among the topic's passages") {
  Fixture f;
  const std::string id = f.conversations.start({});
  const Answer first = send(f.conversations, id, "my baby wakes every two hours at night");
  CHECK(first_topic(first) == "night-waking");
  CHECK(first.ask_back.has_value());
  const Answer next = send(f.conversations, id, "she is 2");
  CHECK(first_topic(next) == "night-waking");
  CHECK(next.child_age_months == 24);
  CHECK_FALSE(next.ask_back.has_value());
  REQUIRE(next.passages.size() == 1);
  CHECK(next.passages.front().value == "night-waking/after-the-first-year");
  // and is still known afterwards
  CHECK(send(f.conversations, id, "and in the afternoon?").child_age_months == 24);
}

TEST_CASE("a whole new question leaves the earlier topic") {
  Fixture f;
  const std::string id = f.conversations.start({});
  CHECK(first_topic(send(f.conversations, id, "my toddler has a tantrum every morning")) ==
        "tantrums");
  CHECK(first_topic(send(f.conversations, id, "my baby wakes every two hours at night")) ==
        "night-waking");
}

TEST_CASE("a follow-up that tells of danger is urgent whatever the topic was") {
  Fixture f;
  const std::string id = f.conversations.start({});
  send(f.conversations, id, "my toddler has a tantrum every morning");
  const Answer urgent = send(f.conversations, id, "and now he is not breathing");
  CHECK(urgent.kind == AnswerKind::Urgent);
  CHECK(urgent.passages.empty());
}

TEST_CASE("a topic chosen from the choices comes first whatever the words say") {
  AskRequest request;
  request.question = "it is so hard";
  request.topic = "tantrums";
  const Answer answer = answer_question(*sample_snapshot(), question(request));
  CHECK(answer.kind == AnswerKind::Guidance);
  CHECK(first_topic(answer) == "tantrums");
  request.topic = "no-such-topic";
  CHECK(first_topic(answer_question(*sample_snapshot(), question(request))) != "no-such-topic");
}

}  // namespace nestline::service
