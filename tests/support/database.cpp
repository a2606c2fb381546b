#include "tests/support/database.h"

#include <stdexcept>

#include "service/storage/migrations.h"
#include "service/storage/sqlite_database.h"

namespace nestline::test {

std::unique_ptr<service::Database> open_ready(const std::filesystem::path& folder) {
  auto opened = service::open_sqlite({.folder = folder});
  if (!opened) throw std::runtime_error(opened.error().message);
  std::unique_ptr<service::Database> database = std::move(opened).value();
  if (Status ready = service::migrate(*database, 0); !ready) {
    throw std::runtime_error(ready.error().message);
  }
  return database;
}

std::string ask(service::Database& database, std::string_view sql,
                std::initializer_list<service::Value> values) {
  Result<service::Transaction> begun = database.begin(service::Access::Read);
  if (!begun) throw std::runtime_error(begun.error().message);
  const Result<service::Rows> rows = begun.value().run(sql, values);
  if (!rows) throw std::runtime_error(rows.error().message);
  if (rows->size() != 1) return std::to_string(rows->size()) + " rows";
  const service::Row& row = rows->front();
  if (row.is_null(0)) return "NULL";
  try {
    return row.text(0);
  } catch (const std::bad_variant_access&) {
    return std::to_string(row.integer(0));
  }
}

void FaultyDatabase::set(Mode mode) {
  {
    const std::lock_guard lock(mutex_);
    mode_ = mode;
  }
  changed_.notify_all();
}

void FaultyDatabase::wait_until_someone_is_held() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return held_ > 0; });
}

Result<service::Transaction> FaultyDatabase::begin(service::Access access) {
  {
    std::unique_lock lock(mutex_);
    if (mode_ == Mode::Hold) {
      ++held_;
      changed_.notify_all();
      changed_.wait(lock, [this] { return mode_ != Mode::Hold; });
      --held_;
    }
    if (mode_ == Mode::DiskFull) {
      return Error{ErrorCode::Unavailable, "database or disk is full", ""};
    }
    if (mode_ == Mode::Refuse) return Error{ErrorCode::Conflict, "constraint failed", ""};
  }
  return real_.begin(access);
}

}  // namespace nestline::test
