// The driver: values, transactions, settings, and what opening reports.
#include <doctest/doctest.h>

#include <fstream>
#include <thread>
#include <vector>

#include "service/storage/migrations.h"
#include "service/storage/sqlite_connection.h"
#include "service/storage/sqlite_database.h"
#include "tests/service/storage_support.h"

namespace nestline::service::test {
namespace {

constexpr char kMakeSql[] = "CREATE TABLE things (name TEXT PRIMARY KEY NOT NULL, size BIGINT)";
constexpr char kAddSql[] = "INSERT INTO things (name, size) VALUES ($1, $2)";
constexpr char kCountSql[] = "SELECT COUNT(*) FROM things";

// A database with the empty table `things`.
std::unique_ptr<Database> with_things(const std::filesystem::path& folder) {
  std::unique_ptr<Database> database = open_ready(folder);
  Result<Transaction> begun = database->begin(Access::Write);
  REQUIRE(begun.value().run(kMakeSql).ok());
  REQUIRE(begun.value().commit().ok());
  return database;
}

Error open_error(const std::filesystem::path& folder) {
  const auto opened = open_sqlite({.folder = folder});
  REQUIRE_FALSE(opened.ok());
  return opened.error();
}

void write_file(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

bool mentions(const Error& error, const char* words) {
  return error.message.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("values come back as they were bound, and placeholders are bound by name") {
  const TempFolder folder;
  const auto database = with_things(folder.path());
  const std::string odd = std::string("it's; DROP TABLE things --\0\xC3\xA9", 29);
  Result<Transaction> begun = database->begin(Access::Write);
  Transaction& transaction = begun.value();
  REQUIRE(transaction.run("INSERT INTO things (size, name) VALUES ($2, $1)", {odd, 7}).ok());
  REQUIRE(transaction.run(kAddSql, {"nothing", Value{}}).ok());
  const Result<Rows> rows = transaction.run(
      "SELECT name, size FROM things WHERE name <> $1 OR $1 = '' ORDER BY size DESC", {""});
  REQUIRE(rows.ok());
  REQUIRE(rows->size() == 2);
  CHECK(rows->at(0).text(0) == odd);
  CHECK(rows->at(0).integer(1) == 7);
  CHECK(rows->at(1).is_null(1));
  CHECK_THROWS_AS((void)rows->at(0).integer(0), std::bad_variant_access);
}

TEST_CASE("a transaction that is not committed leaves nothing") {
  const TempFolder folder;
  const auto database = with_things(folder.path());
  {
    Result<Transaction> begun = database->begin(Access::Write);
    REQUIRE(begun.value().run(kAddSql, {"one", 1}).ok());
  }
  CHECK(ask(*database, kCountSql) == "0");
}

TEST_CASE("after a failed statement a transaction cannot be committed") {
  const TempFolder folder;
  const auto database = with_things(folder.path());
  {
    Result<Transaction> begun = database->begin(Access::Write);
    Transaction& transaction = begun.value();
    REQUIRE(transaction.run(kAddSql, {"one", 1}).ok());
    const Result<Rows> again = transaction.run(kAddSql, {"one", 2});
    REQUIRE_FALSE(again.ok());
    CHECK(again.error().code == ErrorCode::Conflict);
    CHECK(mentions(again.error(), "UNIQUE constraint failed"));
    CHECK_FALSE(transaction.run(kAddSql, {"two", 2}).ok());
    CHECK_FALSE(transaction.commit().ok());
  }
  CHECK(ask(*database, kCountSql) == "0");
}

TEST_CASE("a committed transaction is over") {
  const TempFolder folder;
  const auto database = with_things(folder.path());
  Result<Transaction> begun = database->begin(Access::Write);
  REQUIRE(begun.value().run(kAddSql, {"one", 1}).ok());
  REQUIRE(begun.value().commit().ok());
  CHECK_FALSE(begun.value().run(kAddSql, {"two", 2}).ok());
  CHECK_FALSE(begun.value().commit().ok());
  CHECK(ask(*database, kCountSql) == "1");
}

TEST_CASE("SQL that is wrong is our fault, and told so") {
  const TempFolder folder;
  const auto database = with_things(folder.path());
  struct Case {
    const char* sql;
    std::vector<Value> values;
  };
  const std::vector<Case> cases = {
      {"SELEKT 1", {}},
      {"SELECT name FROM nowhere", {}},
      {"SELECT \"no such column\" FROM things", {}},
      {"SELECT 1; SELECT 2", {}},
      {"", {}},
      {kAddSql, {"too few"}},
      {kAddSql, {"too", 2, "many"}},
      {"SELECT $2", {"wrong name"}},
  };
  for (const Case& wrong : cases) {
    CAPTURE(wrong.sql);
    Result<Transaction> begun = database->begin(Access::Write);
    const Result<Rows> rows = begun.value().run(wrong.sql, wrong.values);
    REQUIRE_FALSE(rows.ok());
    CHECK(rows.error().code == ErrorCode::Internal);
  }
}

TEST_CASE("a transaction that only reads refuses to write") {
  const TempFolder folder;
  const auto database = with_things(folder.path());
  {
    Result<Transaction> begun = database->begin(Access::Read);
    CHECK_FALSE(begun.value().run(kAddSql, {"one", 1}).ok());
  }
  Result<Transaction> begun = database->begin(Access::Write);
  CHECK(begun.value().run(kAddSql, {"one", 1}).ok());
}

TEST_CASE("begin waits for its turn and then gives up") {
  const TempFolder folder;
  auto opened = open_sqlite({.folder = folder.path(), .busy = std::chrono::milliseconds(20)});
  Database& database = *opened.value();
  Result<Transaction> first = database.begin(Access::Write);
  REQUIRE(first.ok());
  std::thread([&database] {
    const Result<Transaction> second = database.begin(Access::Read);
    REQUIRE_FALSE(second.ok());
    CHECK(second.error().code == ErrorCode::Unavailable);
  }).join();
}

TEST_CASE("another program that holds the write lock makes writing unavailable, not reading") {
  const TempFolder folder;
  open_ready(folder.path()).reset();
  auto opened = open_sqlite({.folder = folder.path(), .busy = std::chrono::milliseconds(20)});
  Database& database = *opened.value();
  auto other = SqliteConnection::open(folder.path() / "nestline.db", IfMissing::Fail,
                                      std::chrono::milliseconds(20));
  REQUIRE(other.value()->start(Access::Write).ok());
  const Result<Transaction> begun = database.begin(Access::Write);
  REQUIRE_FALSE(begun.ok());
  CHECK(begun.error().code == ErrorCode::Unavailable);
  CHECK(begun.error().message == "database: database is locked");
  CHECK(ask(database, "SELECT id FROM sites") == "default");
  other.value()->roll_back();
  CHECK(database.begin(Access::Write).ok());
}

// SQLite before 3.51.3 may damage a file when two connections write and checkpoint at once.
TEST_CASE("however many threads write, there is one connection") {
  const TempFolder folder;
  const auto database = with_things(folder.path());
  const auto begin = [&database] {
    for (;;) {  // on a slow machine a turn may be given up: another comes
      Result<Transaction> begun = database->begin(Access::Write);
      if (begun) return begun;
    }
  };
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&begin, t] {
      for (int i = 0; i < 25; ++i) {
        Result<Transaction> begun = begin();
        const std::string name = std::to_string(t) + "/" + std::to_string(i);
        // A page and more each, so that the WAL is checkpointed and starts again.
        if (!begun.value().run(kAddSql, {name + std::string(200'000, 'x'), i}).ok()) return;
        if (!begun.value().commit().ok()) return;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(ask(*database, kCountSql) == "100");
  CHECK(ask(*database, "PRAGMA integrity_check") == "ok");
  int open_files = 0;
  for (const auto& file : std::filesystem::directory_iterator("/proc/self/fd")) {
    std::error_code gone;
    const auto target = std::filesystem::read_symlink(file.path(), gone);
    if (!gone && target == folder.path() / "nestline.db") ++open_files;
  }
  CHECK(open_files == 1);
}

TEST_CASE("the connection is durable and strict") {
  const TempFolder folder;
  const auto database = open_ready(folder.path());
  CHECK(std::filesystem::exists(folder.path() / "nestline.db-wal"));
  CHECK(ask(*database, "PRAGMA synchronous") == "2");
  CHECK(ask(*database, "PRAGMA foreign_keys") == "1");
  CHECK(ask(*database, "PRAGMA trusted_schema") == "0");
  CHECK(ask(*database, "PRAGMA mmap_size") == "0");
}

TEST_CASE("only its owner can read a new data folder") {
  const TempFolder folder;
  const std::filesystem::path data = folder.path() / "var" / "data";
  const auto database = open_ready(data);
  using std::filesystem::perms;
  CHECK(std::filesystem::status(data).permissions() == perms::owner_all);
  for (const char* name : {"nestline.db", "nestline.db-wal", "nestline.lock"}) {
    CAPTURE(name);
    CHECK(std::filesystem::status(data / name).permissions() ==
          (perms::owner_read | perms::owner_write));
  }
}

TEST_CASE("a file that is no database is refused and left alone") {
  const TempFolder folder;
  const std::string text(8192, 'x');
  write_file(folder.path() / "nestline.db", text);
  const Error error = open_error(folder.path());
  CHECK(error.code == ErrorCode::Unavailable);
  CHECK(mentions(error, "file is not a database"));
  CHECK(std::filesystem::file_size(folder.path() / "nestline.db") == text.size());
}

TEST_CASE("a database with a damaged header is refused") {
  const TempFolder folder;
  open_ready(folder.path()).reset();
  std::fstream file(folder.path() / "nestline.db", std::ios::binary | std::ios::in | std::ios::out);
  file.seekp(4);
  file << "damage";
  file.close();
  CHECK(mentions(open_error(folder.path()), "file is not a database"));
}

TEST_CASE("a truncated database is refused at the latest by its migration") {
  const TempFolder folder;
  open_ready(folder.path()).reset();
  std::filesystem::resize_file(folder.path() / "nestline.db", 5000);
  auto opened = open_sqlite({.folder = folder.path()});
  const Status ready = opened.ok() ? migrate(*opened.value(), 0) : Status(opened.error());
  REQUIRE_FALSE(ready.ok());
  CHECK(ready.error().code == ErrorCode::Unavailable);
  CHECK(mentions(ready.error(), "malformed"));
}

TEST_CASE("another program's database is refused") {
  const TempFolder folder;
  {
    const auto database = open_ready(folder.path());
    Result<Transaction> begun = database->begin(Access::Write);
    REQUIRE(begun.value().run("PRAGMA application_id = 7").ok());
    REQUIRE(begun.value().commit().ok());
  }
  CHECK(mentions(open_error(folder.path()), "another program's database"));
}

TEST_CASE("a data folder that is a file is refused") {
  const TempFolder folder;
  write_file(folder.path() / "file", "");
  CHECK(mentions(open_error(folder.path() / "file"), "cannot be written"));
  CHECK(mentions(open_error(folder.path() / "file" / "below"), "cannot be written"));
}

}  // namespace nestline::service::test
