// What the storage tests share: a folder that goes away, a database ready for use, one that fails
// on demand, and a child process for tests that kill, limit or drop privileges.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "service/insight/answer_log.h"
#include "service/storage/database.h"

namespace nestline::service::test {

class TempFolder {
 public:
  TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  ~TempFolder();
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// Opened and migrated. Throws when that fails.
std::unique_ptr<Database> open_ready(const std::filesystem::path& folder);

// The one value of a query that gives one row with one column, as text. Throws when the query
// fails.
std::string ask(Database& database, std::string_view sql, std::initializer_list<Value> values = {});

// An answer as the pipeline would record it.
AnswerRecord answer_with(const std::string& id);

// Passes everything on, or fails, or holds its callers.
class FaultyDatabase final : public Database {
 public:
  enum class Mode { Pass, DiskFull, Refuse, Hold };
  explicit FaultyDatabase(Database& real) : real_(real) {}
  void set(Mode mode);
  void wait_until_someone_is_held();
  Result<Transaction> begin(Access access) override;

 private:
  Database& real_;
  std::mutex mutex_;
  std::condition_variable changed_;
  Mode mode_ = Mode::Pass;
  int held_ = 0;
};

// Runs `work` in a forked child and returns what it returned; "died" when it did not get so far.
std::string in_child(const std::function<std::string()>& work);

}  // namespace nestline::service::test
