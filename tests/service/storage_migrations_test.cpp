// The schema: frozen files, each applied once and whole, nothing newer than we know.
#include <doctest/doctest.h>

#include <array>
#include <map>
#include <vector>

#include "service/storage/migrations.h"
#include "service/storage/sqlite_database.h"
#include "tests/service/storage_support.h"

namespace nestline::service::test {
namespace {

constexpr char kVersionSql[] = "SELECT MAX(version) FROM schema_migrations";
constexpr char kHasTableSql[] = "SELECT COUNT(*) FROM sqlite_master WHERE name = $1";

std::unique_ptr<Database> open_empty(const std::filesystem::path& folder) {
  auto opened = open_sqlite({.folder = folder});
  REQUIRE(opened.ok());
  return std::move(opened).value();
}

constexpr Migration kFirst{1, "0001_a", "CREATE TABLE a (x BIGINT); CREATE TABLE b (x BIGINT);",
                           ""};
constexpr Migration kSecond{2, "0002_c", "CREATE TABLE c (x BIGINT);", ""};
constexpr Migration kBroken{2, "0002_bad", "CREATE TABLE d (x BIGINT); CREATE TABLE a (x BIGINT);",
                            ""};

}  // namespace

TEST_CASE("a migration that has landed is never edited") {
  // Add a line for a new file; never change one.
  const std::map<std::string_view, std::string_view> landed = {
      {"0001_first", "b04146b079543e1faaaa0aefa436a08a5f997d61dadef7a7d69ed545a44e24f7"},
      {"0002_sites", "5a3f7c2de66756511a24cdb34660dae1f56b5d65fbe46fae6d998de8307d91d8"},
      {"0003_site_referrals", "dc03f599289eac20f0d45e9f992cf8fafc6cbf2726265778a451c73abae6f510"},
      {"0004_curation", "330b501f72fd4ac3a31d3967d12c25e598d0cc5aed53bdcfd053ff3023b7983c"},
  };
  REQUIRE(migrations().size() == landed.size());
  for (const Migration& migration : migrations()) {
    CAPTURE(migration.name);
    REQUIRE(landed.count(migration.name) == 1);
    CHECK(migration.sha256 == landed.at(migration.name));
  }
}

TEST_CASE("migrations count 1, 2, 3 and their names say so") {
  std::int64_t expected = 0;
  for (const Migration& migration : migrations()) {
    CHECK(migration.version == ++expected);
    CHECK(std::stoll(std::string(migration.name.substr(0, 4))) == expected);
  }
}

TEST_CASE("an empty database gets the whole schema with the default site") {
  const TempFolder folder;
  const auto database = open_empty(folder.path());
  REQUIRE(migrate(*database, 1234).ok());
  CHECK(ask(*database, kVersionSql) == std::to_string(migrations().back().version));
  CHECK(ask(*database, "SELECT applied_at FROM schema_migrations WHERE version = 1") == "1234");
  CHECK(ask(*database, "SELECT id FROM sites") == "default");
  for (const char* table : {"answers", "answer_counts", "feedback", "feedback_reasons", "reviews",
                            "api_keys", "site_referrals"}) {
    CAPTURE(table);
    CHECK(ask(*database, kHasTableSql, {table}) == "1");
  }
}

TEST_CASE("migrating twice changes nothing") {
  const TempFolder folder;
  const auto database = open_empty(folder.path());
  REQUIRE(migrate(*database, 1).ok());
  REQUIRE(migrate(*database, 2).ok());
  CHECK(ask(*database, "SELECT applied_at FROM schema_migrations WHERE version = 1") == "1");
}

TEST_CASE("an older database gets what it lacks and keeps what it has") {
  const TempFolder folder;
  const auto database = open_empty(folder.path());
  REQUIRE(migrate(*database, 0, std::array{kFirst}).ok());
  {
    Result<Transaction> begun = database->begin(Access::Write);
    REQUIRE(begun.value().run("INSERT INTO a (x) VALUES ($1)", {5}).ok());
    REQUIRE(begun.value().commit().ok());
  }
  REQUIRE(migrate(*database, 0, std::array{kFirst, kSecond}).ok());
  CHECK(ask(*database, kVersionSql) == "2");
  CHECK(ask(*database, "SELECT x FROM a") == "5");
}

TEST_CASE("a newer database is refused and not touched") {
  const TempFolder folder;
  const auto database = open_empty(folder.path());
  REQUIRE(migrate(*database, 0, std::array{kFirst, kSecond}).ok());
  const Status older = migrate(*database, 0, std::array{kFirst});
  REQUIRE_FALSE(older.ok());
  CHECK(older.error().code == ErrorCode::Conflict);
  CHECK(older.error().message ==
        "the database has schema 2 and this program knows schemas up to 1: run the newer program, "
        "or restore a copy from before it");
  CHECK(ask(*database, kVersionSql) == "2");
}

TEST_CASE("a migration that fails leaves the schema before it") {
  const TempFolder folder;
  const auto database = open_empty(folder.path());
  const Status failed = migrate(*database, 0, std::array{kFirst, kBroken});
  REQUIRE_FALSE(failed.ok());
  CHECK(failed.error().message.find("migration 0002_bad failed") == 0);
  CHECK(ask(*database, kVersionSql) == "1");
  CHECK(ask(*database, kHasTableSql, {"d"}) == "0");
  REQUIRE(migrate(*database, 0, std::array{kFirst, kSecond}).ok());
  CHECK(ask(*database, kVersionSql) == "2");
}

}  // namespace nestline::service::test
