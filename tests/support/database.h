// A real database for a test, and one that fails on demand.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "service/storage/database.h"

namespace nestline::test {

// Opened and migrated. Throws when that fails.
std::unique_ptr<service::Database> open_ready(const std::filesystem::path& folder);

// The one value of a query that gives one row with one column, as text. Throws when the query
// fails.
std::string ask(service::Database& database, std::string_view sql,
                std::initializer_list<service::Value> values = {});

// Passes everything on, or fails, or holds its callers.
class FaultyDatabase final : public service::Database {
 public:
  enum class Mode { Pass, DiskFull, Refuse, Hold };
  explicit FaultyDatabase(service::Database& real) : real_(real) {}
  void set(Mode mode);
  void wait_until_someone_is_held();
  Result<service::Transaction> begin(service::Access access) override;

 private:
  service::Database& real_;
  std::mutex mutex_;
  std::condition_variable changed_;
  Mode mode_ = Mode::Pass;
  int held_ = 0;
};

}  // namespace nestline::test
