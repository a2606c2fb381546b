// The database as the service sees it: portable SQL in, values out, everything inside a
// transaction. No driver header leaks from here, so that PostgreSQL (libpq) can stand beside
// SQLite: a driver is one class derived from Connection and one from Database.
//
// SQL is written once for both: capitals, BIGINT and TEXT, ON CONFLICT, RETURNING, placeholders $1,
// $2 ... A placeholder is bound by its name, so $1 is the first value wherever it stands and
// however often. Errors carry Unavailable (disk full, locked, gone: try later), Conflict (a
// constraint refused) or Internal (our SQL is wrong), with the database's own words and never a
// bound value.
//
// A Database is safe to use from any thread; a Transaction belongs to the thread that began it.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "knowledge/result.h"
#include "service/storage/turnstile.h"

namespace nestline::service {

// NULL, an integer or a text; bytes travel as text.
using Value = std::variant<std::monostate, std::int64_t, std::string>;

class Row {
 public:
  explicit Row(std::vector<Value> values) : values_(std::move(values)) {}

  // Columns count from 0, in the order of the SELECT or RETURNING. Asking for another type than the
  // column has is a programming error and throws std::bad_variant_access.
  [[nodiscard]] bool is_null(std::size_t column) const { return values_.at(column).index() == 0; }
  [[nodiscard]] std::int64_t integer(std::size_t column) const {
    return std::get<std::int64_t>(values_.at(column));
  }
  [[nodiscard]] const std::string& text(std::size_t column) const {
    return std::get<std::string>(values_.at(column));
  }

 private:
  std::vector<Value> values_;
};

using Rows = std::vector<Row>;

enum class Access { Read, Write };

// What a driver implements: one connection, one transaction at a time. Used through Transaction
// only.
class Connection {
 public:
  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  virtual ~Connection() = default;

  virtual Status start(Access access) = 0;
  virtual Result<Rows> run(std::string_view sql, std::span<const Value> values) = 0;
  virtual Status run_script(const std::string& sql) = 0;
  virtual Status commit() = 0;
  virtual void roll_back() noexcept = 0;
};

// Rolls back unless committed. After a failed statement it can only be rolled back: every later
// call fails, so that half of a change is never committed on either database.
class Transaction {
 public:
  // Drivers only: `connection` has a transaction open, and `turn` keeps other threads off it.
  Transaction(Connection& connection, std::unique_lock<Turnstile> turn)
      : turn_(std::move(turn)), connection_(&connection) {}
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  // One statement with all its rows.
  Result<Rows> run(std::string_view sql, std::span<const Value> values);
  Result<Rows> run(std::string_view sql, std::initializer_list<Value> values = {}) {
    return run(sql, std::span<const Value>(values.begin(), values.size()));
  }
  // Several statements without values: migrations.
  Status run_script(const std::string& sql);
  // Once it returns ok, the change survives a crash and a power cut.
  Status commit();

 private:
  std::unique_lock<Turnstile> turn_;
  Connection* connection_;  // null once committed or moved from
  bool failed_ = false;
};

class Database {
 public:
  Database() = default;
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  virtual ~Database() = default;

  // Waits a bounded time for its turn, then fails with Unavailable. A thread must not begin a
  // second one inside the first.
  virtual Result<Transaction> begin(Access access) = 0;
};

}  // namespace nestline::service
