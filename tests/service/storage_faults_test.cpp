// What the machine does to us: power that goes, disks that fill, files that move, a second server,
// folders that are not ours.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <random>
#include <thread>

#include "service/insight/answer_id.h"
#include "service/insight/recorder.h"
#include "service/storage/migrations.h"
#include "service/storage/sqlite_database.h"
#include "tests/service/storage_support.h"

namespace nestline::service::test {
namespace {

constexpr std::int64_t kNow = 20'000LL * 86'400'000;
constexpr char kIntegritySql[] = "PRAGMA integrity_check";
constexpr char kFeedbackSql[] = "SELECT COUNT(*) FROM feedback WHERE answer_id = $1";

// A child that works until it is killed, and a pipe with what it has to say.
struct Victim {
  pid_t pid = 0;
  int output = 0;
};

Victim start_victim(const std::function<void(int output)>& work) {
  std::array<int, 2> ends{};
  REQUIRE(pipe(ends.data()) == 0);
  std::fflush(nullptr);  // or the child says it again
  const pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    work(ends[1]);
    _exit(1);
  }
  close(ends[1]);
  return {child, ends[0]};
}

// Kills it `delay` after its first byte and returns all it said.
std::string kill_after(const Victim& victim, std::chrono::microseconds delay) {
  std::string said;
  std::array<char, 4096> part{};
  ssize_t got = read(victim.output, part.data(), part.size());
  std::this_thread::sleep_for(delay);
  kill(victim.pid, SIGKILL);
  waitpid(victim.pid, nullptr, 0);
  while (got > 0) {
    said.append(part.data(), static_cast<std::size_t>(got));
    got = read(victim.output, part.data(), part.size());
  }
  close(victim.output);
  return said;
}

// Gives feedback as fast as it can and says the id of each that was acknowledged.
void give_feedback(const std::filesystem::path& folder, int output) {
  const std::unique_ptr<Database> database = open_ready(folder);
  Recorder recorder(*database, [] { return kNow; }, {.interval = std::chrono::milliseconds(1)});
  for (;;) {
    const std::string id = new_answer_id();
    recorder.record(answer_with(id));
    recorder.record(answer_with(new_answer_id()));
    if (!recorder.save_feedback({id, Helpfulness::NotHelpful, {FeedbackReason::Other}}, "default")
             .ok())
      return;
    if (write(output, id.data(), id.size()) < 0) return;
  }
}

// The same story for every way to fill a disk: what was acknowledged stays, nothing else is
// acknowledged, answers go on, and all is well once there is room. Returns what went wrong.
std::string survive_full_disk(const std::filesystem::path& folder,
                              const std::function<void()>& fill,
                              const std::function<void()>& free) {
  const std::unique_ptr<Database> database = open_ready(folder);
  Recorder recorder(*database, [] { return kNow; }, {.retry = std::chrono::milliseconds(5)});
  const std::string early = new_answer_id();
  recorder.record(answer_with(early));
  if (!recorder.save_feedback({early, Helpfulness::Helpful, {}}, "default").ok())
    return "first feedback failed";
  if (!recorder.flush().ok()) return "first flush failed";

  fill();
  std::string late;
  Status saved = ok_status();
  for (int i = 0; i < 5000 && saved.ok(); ++i) {
    late = new_answer_id();
    recorder.record(answer_with(late));
    saved = recorder.save_feedback({late, Helpfulness::Helpful, {}}, "default");
  }
  if (saved.ok()) return "the disk did not fill";
  if (saved.error().code != ErrorCode::Unavailable) return "wrong code: " + saved.error().message;
  if (recorder.health().ok) return "health does not tell";
  if (ask(*database, kFeedbackSql, {early}) != "1") return "kept feedback cannot be read";
  if (ask(*database, kFeedbackSql, {late}) != "0") return "refused feedback is there";

  free();
  if (!recorder.flush().ok()) return "does not recover: " + recorder.health().reason;
  if (!recorder.health().ok) return "health stays bad";
  if (!recorder.save_feedback({late, Helpfulness::Helpful, {}}, "default").ok())
    return "feedback still refused";
  return ask(*database, kIntegritySql);
}

void fill_file(const std::filesystem::path& path) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT, 0600);
  const std::array<char, 512> block{};
  while (write(file, block.data(), block.size()) > 0) {
  }
  close(file);
}

}  // namespace

TEST_CASE("kill -9 loses no acknowledged feedback and leaves the database whole") {
  const TempFolder folder;
  std::mt19937 random(20260827);  // NOLINT: the same delays each time
  std::size_t acknowledged = 0;
  for (int round = 0; round < 25; ++round) {
    CAPTURE(round);
    const Victim victim =
        start_victim([&folder](int output) { give_feedback(folder.path(), output); });
    const std::string ids = kill_after(victim, std::chrono::microseconds(random() % 60'000));
    REQUIRE(ids.size() >= 32);

    const auto database = open_ready(folder.path());
    REQUIRE(ask(*database, kIntegritySql) == "ok");
    for (std::size_t at = 0; at + 32 <= ids.size(); at += 32) {
      ++acknowledged;
      REQUIRE(ask(*database,
                  "SELECT COUNT(*) FROM feedback JOIN feedback_reasons USING (answer_id)"
                  " WHERE answer_id = $1",
                  {ids.substr(at, 32)}) == "1");
    }
    CHECK(ask(*database,
              "SELECT (SELECT COALESCE(SUM(count), 0) FROM answer_counts) - (SELECT COUNT(*) FROM "
              "answers)") == "0");
  }
  MESSAGE("acknowledged before a kill: " << acknowledged);
}

TEST_CASE("kill -9 during a migration leaves the old schema or the new one") {
  static constexpr Migration kQuick{1, "0001_quick", "CREATE TABLE a (x BIGINT);", ""};
  static constexpr Migration kSlow{
      2, "0002_slow",
      "CREATE TABLE b (x BIGINT); INSERT INTO b (x) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL "
      "SELECT "
      "i + 1 FROM n WHERE i < 20000) SELECT i FROM n; CREATE TABLE c (x BIGINT);",
      ""};
  std::mt19937 random(7);  // NOLINT: the same delays each time
  for (int round = 0; round < 12; ++round) {
    CAPTURE(round);
    const TempFolder folder;
    const Victim victim = start_victim([&folder](int output) {
      auto opened = open_sqlite({.folder = folder.path()});
      if (!opened || write(output, "x", 1) != 1) return;
      if (migrate(*opened.value(), 0, std::array{kQuick, kSlow}).ok()) pause();
    });
    kill_after(victim, std::chrono::microseconds(random() % 15'000));
    auto opened = open_sqlite({.folder = folder.path()});
    REQUIRE(opened.ok());
    Database& database = *opened.value();
    const std::string tables = ask(
        database, "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name IN ('b', 'c')");
    CHECK((tables == "0" || tables == "2"));
    REQUIRE(migrate(database, 0, std::array{kQuick, kSlow}).ok());
    CHECK(ask(database, "SELECT COUNT(*) FROM b") == "20000");
    CHECK(ask(database, kIntegritySql) == "ok");
  }
}

TEST_CASE("a second server on the same data folder is refused and told who has it") {
  const TempFolder folder;
  const auto database = open_ready(folder.path());
  const std::string refusal = in_child([&folder] {
    const auto second = open_sqlite({.folder = folder.path()});
    if (second.ok()) return std::string("let in");
    return second.error().code == ErrorCode::Conflict ? second.error().message : "wrong code";
  });
  CHECK(refusal == "the data folder " + folder.path().string() + " is in use by process " +
                       std::to_string(getpid()) +
                       ": stop that one first, or choose another folder");
}

TEST_CASE("the folder is free as soon as its server is gone") {
  const TempFolder folder;
  open_ready(folder.path()).reset();
  CHECK_NOTHROW(open_ready(folder.path()).reset());
}

TEST_CASE("a folder that cannot be written is refused with what to do") {
  const TempFolder folder;
  REQUIRE(chmod(folder.path().c_str(), 0555) == 0);
  const std::string outcome = in_child([&folder] {
    if (geteuid() == 0 && (setgroups(0, nullptr) != 0 || setresgid(65534, 65534, 65534) != 0 ||
                           setresuid(65534, 65534, 65534) != 0)) {
      return std::string("skipped");
    }
    for (const std::filesystem::path& data : {folder.path(), folder.path() / "new"}) {
      const auto opened = open_sqlite({.folder = data});
      if (opened.ok()) return std::string("opened");
      if (opened.error().code != ErrorCode::Unavailable) return std::string("wrong code");
      if (opened.error().message.find("cannot be written (Permission denied)") ==
          std::string::npos) {
        return opened.error().message;
      }
    }
    return std::string("refused");
  });
  if (outcome == "skipped") {
    MESSAGE("skipped: root here cannot become another user");
    return;
  }
  CHECK(outcome == "refused");
}

TEST_CASE("a full disk: nothing acknowledged is lost, and it recovers without a restart") {
  const TempFolder folder;
  const std::string outcome = in_child([&folder]() -> std::string {
    const std::string place = folder.path().string();
    if (unshare(CLONE_NEWNS) != 0 ||
        mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        mount("tmpfs", place.c_str(), "tmpfs", 0, "size=1m") != 0) {
      return "skipped";
    }
    const std::filesystem::path filler = folder.path() / "filler";
    return survive_full_disk(
        folder.path() / "data", [&] { fill_file(filler); },
        [&] { std::filesystem::remove(filler); });
  });
  if (outcome == "skipped") {
    MESSAGE("skipped: mounting a small tmpfs is not permitted here");
    return;
  }
  CHECK(outcome == "ok");
}

TEST_CASE("a file size limit is like a full disk") {
  const TempFolder folder;
  const std::string outcome = in_child([&folder] {
    signal(SIGXFSZ, SIG_IGN);
    return survive_full_disk(
        folder.path(),
        [&] {
          const auto size = std::filesystem::file_size(folder.path() / "nestline.db-wal");
          const rlimit limit{static_cast<rlim_t>(size) + 4096, RLIM_INFINITY};
          setrlimit(RLIMIT_FSIZE, &limit);
        },
        [] {
          const rlimit limit{RLIM_INFINITY, RLIM_INFINITY};
          setrlimit(RLIMIT_FSIZE, &limit);
        });
  });
  CHECK(outcome == "ok");
}

TEST_CASE("no room to make the database is told at the start") {
  const TempFolder folder;
  const std::string outcome = in_child([&folder] {
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{1024, 1024};
    setrlimit(RLIMIT_FSIZE, &limit);
    const auto opened = open_sqlite({.folder = folder.path()});
    if (opened.ok()) return std::string("opened");
    return opened.error().code == ErrorCode::Unavailable ? "refused" : opened.error().message;
  });
  CHECK(outcome == "refused");
}

TEST_CASE("a database that is moved away is missed, and used again when it is back") {
  const TempFolder folder;
  const auto database = open_ready(folder.path());
  Recorder recorder(*database, [] { return kNow; }, {.retry = std::chrono::hours(1)});
  const std::string id = new_answer_id();
  recorder.record(answer_with(id));
  REQUIRE(recorder.save_feedback({id, Helpfulness::Helpful, {}}, "default").ok());
  REQUIRE(recorder.flush().ok());

  const std::filesystem::path file = folder.path() / "nestline.db";
  std::filesystem::rename(file, folder.path() / "elsewhere.db");
  const std::string second = new_answer_id();
  recorder.record(answer_with(second));
  const Status lost = recorder.save_feedback({second, Helpfulness::Helpful, {}}, "default");
  REQUIRE_FALSE(lost.ok());
  CHECK(lost.error().code == ErrorCode::Unavailable);
  CHECK(recorder.health().reason == "the database file was moved or deleted");
  CHECK_FALSE(std::filesystem::exists(file));

  std::filesystem::rename(folder.path() / "elsewhere.db", file);
  CHECK(recorder.flush().ok());
  CHECK(recorder.save_feedback({second, Helpfulness::Helpful, {}}, "default").ok());
  CHECK(ask(*database, kFeedbackSql, {id}) == "1");
  CHECK(ask(*database, kIntegritySql) == "ok");
}

}  // namespace nestline::service::test
