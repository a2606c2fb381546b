#include "service/storage/migrations.h"

#include <string>

namespace nestline::service {
namespace {

constexpr char kCreateVersionsSql[] =
    "CREATE TABLE IF NOT EXISTS schema_migrations ("
    " version BIGINT PRIMARY KEY NOT NULL, name TEXT NOT NULL, applied_at BIGINT NOT NULL)";
constexpr char kSelectVersionSql[] = "SELECT COALESCE(MAX(version), 0) FROM schema_migrations";
constexpr char kInsertVersionSql[] =
    "INSERT INTO schema_migrations (version, name, applied_at) VALUES ($1, $2, $3)";

Result<std::int64_t> version_of(Transaction& transaction) {
  if (const Result<Rows> made = transaction.run(kCreateVersionsSql); !made) return made.error();
  const Result<Rows> rows = transaction.run(kSelectVersionSql);
  if (!rows) return rows.error();
  return rows->at(0).integer(0);
}

Error failed(const Migration& migration, const Error& why) {
  return {why.code, "migration " + std::string(migration.name) + " failed: " + why.message, ""};
}

// Everything, or nothing when it has run before.
Status apply(Transaction& transaction, const Migration& migration, std::int64_t now_ms) {
  const Result<std::int64_t> version = version_of(transaction);
  if (!version) return version.error();
  if (version.value() >= migration.version) return ok_status();
  if (Status ran = transaction.run_script(std::string(migration.sql)); !ran) return ran;
  const Result<Rows> noted =
      transaction.run(kInsertVersionSql, {migration.version, std::string(migration.name), now_ms});
  if (!noted) return noted.error();
  return transaction.commit();
}

Status refuse_newer(Database& database, std::int64_t last) {
  Result<Transaction> begun = database.begin(Access::Write);
  if (!begun) return begun.error();
  const Result<std::int64_t> version = version_of(begun.value());
  if (!version) return version.error();
  if (version.value() <= last) return ok_status();
  return Error{ErrorCode::Conflict,
               "the database has schema " + std::to_string(version.value()) +
                   " and this program knows schemas up to " + std::to_string(last) +
                   ": run the newer program, or restore a copy from before it",
               ""};
}

}  // namespace

Status migrate(Database& database, std::int64_t now_ms, std::span<const Migration> all) {
  if (Status known = refuse_newer(database, all.empty() ? 0 : all.back().version); !known) {
    return known;
  }
  for (const Migration& migration : all) {
    Result<Transaction> begun = database.begin(Access::Write);
    if (!begun) return begun.error();
    if (Status applied = apply(begun.value(), migration, now_ms); !applied) {
      return failed(migration, applied.error());
    }
  }
  return ok_status();
}

}  // namespace nestline::service
