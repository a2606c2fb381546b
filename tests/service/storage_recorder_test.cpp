// The recorder: answers are counted and forgotten, feedback is kept, and a failing database stops
// neither.
#include <doctest/doctest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "service/insight/answer_id.h"
#include "service/insight/recorder.h"
#include "tests/service/storage_support.h"

namespace nestline::service::test {
namespace {

using Mode = FaultyDatabase::Mode;

constexpr std::int64_t kDay = 86'400'000;
constexpr char kCountedSql[] = "SELECT COALESCE(SUM(count), 0) FROM answer_counts";
constexpr char kAnswersSql[] = "SELECT COUNT(*) FROM answers";
constexpr char kFeedbackSql[] = "SELECT COUNT(*) FROM feedback";

// Writes only when asked to (flush), so that a test decides when.
constexpr RecorderOptions kByHand{.capacity = 10,
                                  .batch = 100,
                                  .interval = std::chrono::hours(1),
                                  .retry = std::chrono::hours(1)};

struct Fixture {
  TempFolder folder;
  std::unique_ptr<Database> real = open_ready(folder.path());
  FaultyDatabase database{*real};
  std::atomic<std::int64_t> now{20'000 * kDay};
  Recorder recorder{database, [this] { return now.load(); }, kByHand};

  std::string record_one() {
    std::string id = new_answer_id();
    recorder.record(answer_with(id));
    return id;
  }
};

}  // namespace

TEST_CASE("answers are counted by day, site, kind, topic, language and edition") {
  Fixture f;
  f.record_one();
  f.record_one();
  AnswerRecord urgent = answer_with(new_answer_id());
  urgent.kind = "urgent";
  urgent.topic = "";
  f.recorder.record(urgent);
  REQUIRE(f.recorder.flush().ok());
  f.record_one();
  REQUIRE(f.recorder.flush().ok());
  CHECK(ask(*f.real,
            "SELECT count FROM answer_counts WHERE day = $1 AND site = 'default' AND kind = "
            "'guidance' AND topic = 'clinginess' AND language = 'en' AND edition = 1",
            {20'000}) == "3");
  CHECK(ask(*f.real, "SELECT count FROM answer_counts WHERE kind = 'urgent' AND topic = ''") ==
        "1");
  CHECK(ask(*f.real, kAnswersSql) == "4");
}

TEST_CASE("answers are written without being asked, soon or when many wait") {
  const TempFolder folder;
  const auto real = open_ready(folder.path());
  RecorderOptions options;
  SUBCASE("soon") { options.interval = std::chrono::milliseconds(1); }
  SUBCASE("when many wait") {
    options.interval = std::chrono::hours(1);
    options.batch = 3;
  }
  Recorder recorder(
      *real, [] { return kDay; }, options);
  for (int i = 0; i < 3; ++i) recorder.record(answer_with(new_answer_id()));
  while (recorder.health().waiting > 0) std::this_thread::yield();
  CHECK(ask(*real, kCountedSql) == "3");
}

TEST_CASE("what waits is written at the end") {
  const TempFolder folder;
  const auto real = open_ready(folder.path());
  {
    Recorder recorder(
        *real, [] { return kDay; }, kByHand);
    recorder.record(answer_with(new_answer_id()));
  }
  CHECK(ask(*real, kCountedSql) == "1");
}

TEST_CASE("feedback is kept with what the answer was, before and after the answer is written") {
  Fixture f;
  const std::string id = f.record_one();
  SUBCASE("before") {}
  SUBCASE("after") { REQUIRE(f.recorder.flush().ok()); }
  CHECK(f.recorder.known_answer(id).value());
  REQUIRE(f.recorder
              .save_feedback(
                  {id, Helpfulness::NotHelpful, {FeedbackReason::Unsafe, FeedbackReason::WrongAge}},
                  "default")
              .ok());
  CHECK(ask(*f.real,
            "SELECT kind || ' ' || topic || ' ' || site || ' ' || helpful FROM feedback "
            "WHERE answer_id = $1 AND given_at = $2",
            {id, f.now}) == "guidance clinginess default 0");
  CHECK(ask(*f.real,
            "SELECT GROUP_CONCAT(reason) FROM (SELECT reason FROM feedback_reasons ORDER BY "
            "reason)") == "unsafe,wrong_age");
}

TEST_CASE("a parent's last word on an answer counts") {
  Fixture f;
  const std::string id = f.record_one();
  REQUIRE(
      f.recorder.save_feedback({id, Helpfulness::NotHelpful, {FeedbackReason::TooLong}}, "default")
          .ok());
  REQUIRE(f.recorder.save_feedback({id, Helpfulness::Helpful, {}}, "default").ok());
  CHECK(ask(*f.real, "SELECT helpful FROM feedback") == "1");
  CHECK(ask(*f.real, "SELECT COUNT(*) FROM feedback_reasons") == "0");
}

TEST_CASE("feedback on an answer nobody gave is refused, and that is no trouble") {
  Fixture f;
  const std::string id = new_answer_id();
  CHECK_FALSE(f.recorder.known_answer(id).value());
  const Status saved = f.recorder.save_feedback({id, Helpfulness::Helpful, {}}, "default");
  REQUIRE_FALSE(saved.ok());
  CHECK(saved.error().code == ErrorCode::NotFound);
  CHECK(saved.error().field == "/answer_id");
  CHECK(f.recorder.health().ok);
  CHECK(ask(*f.real, kFeedbackSql) == "0");
}

TEST_CASE("answers are forgotten after 30 days, counts and feedback stay") {
  Fixture f;
  const std::string id = f.record_one();
  REQUIRE(f.recorder.save_feedback({id, Helpfulness::Helpful, {}}, "default").ok());
  REQUIRE(f.recorder.flush().ok());
  f.now += 30 * kDay;
  REQUIRE(f.recorder.flush().ok());
  CHECK(f.recorder.known_answer(id).value());
  f.now += kDay;
  REQUIRE(f.recorder.flush().ok());
  CHECK_FALSE(f.recorder.known_answer(id).value());
  CHECK(f.recorder.save_feedback({id, Helpfulness::Helpful, {}}, "default").error().code ==
        ErrorCode::NotFound);
  CHECK(ask(*f.real, kCountedSql) == "1");
  CHECK(ask(*f.real, kFeedbackSql) == "1");
}

TEST_CASE("more old answers than one transaction takes are all forgotten") {
  const TempFolder folder;
  const auto real = open_ready(folder.path());
  AnswerBatch old;
  for (int i = 0; i < 2500; ++i) {
    const std::string id = new_answer_id();
    old[id] = {answer_with(id), i % 10};
  }
  REQUIRE(save_answers(*real, old).ok());
  REQUIRE(forget_answers(*real, 9).ok());
  CHECK(ask(*real, kAnswersSql) == "250");
  CHECK(ask(*real, kCountedSql) == "2500");
}

TEST_CASE("a full queue drops answers, counts them, and writes the rest when the disk is back") {
  Fixture f;
  REQUIRE(f.recorder.flush().ok());
  f.database.set(Mode::DiskFull);
  for (int i = 0; i < 15; ++i) f.record_one();
  CHECK_FALSE(f.recorder.flush().ok());
  RecorderHealth health = f.recorder.health();
  CHECK_FALSE(health.ok);
  CHECK(health.reason == "database or disk is full");
  CHECK(health.dropped == 5);
  CHECK(health.waiting == 10);

  f.database.set(Mode::Pass);
  CHECK(f.recorder.flush().ok());
  health = f.recorder.health();
  CHECK(health.ok);
  CHECK(health.dropped == 5);
  CHECK(health.waiting == 0);
  CHECK(ask(*f.real, kCountedSql) == "10");
}

TEST_CASE("feedback that cannot be kept is not acknowledged, and health tells until it can") {
  Fixture f;
  const std::string id = f.record_one();
  REQUIRE(f.recorder.flush().ok());
  f.database.set(Mode::DiskFull);
  const Status saved = f.recorder.save_feedback({id, Helpfulness::Helpful, {}}, "default");
  REQUIRE_FALSE(saved.ok());
  CHECK(saved.error().code == ErrorCode::Unavailable);
  CHECK_FALSE(f.recorder.known_answer(id).ok());
  CHECK_FALSE(f.recorder.health().ok);
  CHECK_FALSE(f.recorder.flush().ok());

  f.database.set(Mode::Pass);
  CHECK(f.recorder.flush().ok());
  CHECK(f.recorder.health().ok);
  CHECK(f.recorder.save_feedback({id, Helpfulness::Helpful, {}}, "default").ok());
}

TEST_CASE("a database that hangs holds up no answer") {
  Fixture f;
  REQUIRE(f.recorder.flush().ok());
  f.database.set(Mode::Hold);
  const std::string id = f.record_one();
  std::thread flushing([&f] { CHECK(f.recorder.flush().ok()); });
  f.database.wait_until_someone_is_held();
  for (int i = 0; i < 12; ++i) f.record_one();
  CHECK(f.recorder.known_answer(id).value());
  CHECK(f.recorder.health().dropped == 3);
  CHECK(f.recorder.health().waiting == 10);
  CHECK_FALSE(f.recorder.health().ok);
  f.database.set(Mode::Pass);
  flushing.join();
  REQUIRE(f.recorder.flush().ok());
  CHECK(f.recorder.health().ok);
  CHECK(ask(*f.real, kCountedSql) == "10");
}

TEST_CASE("answers the database refuses for good do not hold up later ones") {
  Fixture f;
  REQUIRE(f.recorder.flush().ok());
  f.database.set(Mode::Refuse);
  f.record_one();
  CHECK_FALSE(f.recorder.flush().ok());
  CHECK(f.recorder.health().dropped == 1);
  CHECK(f.recorder.health().waiting == 0);
  f.database.set(Mode::Pass);
  f.record_one();
  CHECK(f.recorder.flush().ok());
  CHECK(ask(*f.real, kCountedSql) == "1");
}

TEST_CASE("many threads record, ask and give feedback at once") {
  const TempFolder folder;
  const auto real = open_ready(folder.path());
  constexpr int kThreads = 4;
  constexpr int kEach = 50;
  {
    Recorder recorder(*real, [] { return kDay; },
                      {.batch = 7, .interval = std::chrono::milliseconds(1)});
    std::vector<std::thread> threads;
    std::atomic<int> kept = 0;
    for (int t = 0; t < kThreads; ++t) {
      threads.emplace_back([&] {
        for (int i = 0; i < kEach; ++i) {
          const std::string id = new_answer_id();
          recorder.record(answer_with(id));
          const Result<bool> known = recorder.known_answer(id);
          const Status saved = recorder.save_feedback({id, Helpfulness::Helpful, {}}, "default");
          if (known.ok() && known.value() && saved.ok() && recorder.health().ok) ++kept;
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(kept == kThreads * kEach);
  }
  CHECK(ask(*real, kCountedSql) == std::to_string(kThreads * kEach));
  CHECK(ask(*real, kFeedbackSql) == std::to_string(kThreads * kEach));
}

}  // namespace nestline::service::test
