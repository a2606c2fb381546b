// One SQLite connection: opening with our settings, prepared statements, and SQLite's result codes
// as our errors. Only sqlite_database.cpp uses it. Not thread-safe: SqliteDatabase lets one thread
// at a time in.
#pragma once

#include <sqlite3.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "service/storage/database.h"

namespace nestline::service {

enum class IfMissing { Create, Fail };

class SqliteConnection final : public Connection {
 public:
  static Result<std::unique_ptr<SqliteConnection>> open(const std::filesystem::path& file,
                                                        IfMissing if_missing,
                                                        std::chrono::milliseconds busy);

  // Whether the file we hold is no longer the one at its path.
  [[nodiscard]] bool moved() const;

  Status start(Access access) override;
  Result<Rows> run(std::string_view sql, std::span<const Value> values) override;
  Status run_script(const std::string& sql) override;
  Status commit() override;
  void roll_back() noexcept override;

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  using Statement = std::unique_ptr<sqlite3_stmt, Close>;

  SqliteConnection() = default;
  Status set_up(std::chrono::milliseconds busy);
  Status check_owner();
  Result<sqlite3_stmt*> prepare(std::string_view sql);
  Status bind(sqlite3_stmt* statement, std::span<const Value> values);
  [[nodiscard]] Error last_error() const;

  std::unique_ptr<sqlite3, Close> handle_;
  std::map<std::string, Statement, std::less<>>
      statements_;                 // by SQL; after the handle, so that they go first
  Access access_ = Access::Write;  // of the transaction that is open
};

}  // namespace nestline::service
