#include "tests/service/storage_support.h"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <stdexcept>

#include "service/storage/migrations.h"
#include "service/storage/sqlite_database.h"

namespace nestline::service::test {

TempFolder::TempFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "nestline-test-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = name;
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::unique_ptr<Database> open_ready(const std::filesystem::path& folder) {
  auto opened = open_sqlite({.folder = folder});
  if (!opened) throw std::runtime_error(opened.error().message);
  std::unique_ptr<Database> database = std::move(opened).value();
  if (Status ready = migrate(*database, 0); !ready) throw std::runtime_error(ready.error().message);
  return database;
}

std::string ask(Database& database, std::string_view sql, std::initializer_list<Value> values) {
  Result<Transaction> begun = database.begin(Access::Read);
  if (!begun) throw std::runtime_error(begun.error().message);
  const Result<Rows> rows = begun.value().run(sql, values);
  if (!rows) throw std::runtime_error(rows.error().message);
  if (rows->size() != 1) return std::to_string(rows->size()) + " rows";
  const Row& row = rows->front();
  if (row.is_null(0)) return "NULL";
  try {
    return row.text(0);
  } catch (const std::bad_variant_access&) {
    return std::to_string(row.integer(0));
  }
}

AnswerRecord answer_with(const std::string& id) {
  return {id, "default", "guidance", "clinginess", "en", 1};
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

Result<Transaction> FaultyDatabase::begin(Access access) {
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

std::string in_child(const std::function<std::string()>& work) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
  std::fflush(nullptr);  // or the child says it again
  const pid_t child = fork();
  if (child == 0) {
    std::string outcome;
    try {
      outcome = work();
    } catch (const std::exception& fault) {
      outcome = fault.what();
    }
    outcome += '.';
    [[maybe_unused]] const ssize_t written = write(ends[1], outcome.data(), outcome.size());
    _exit(0);
  }
  close(ends[1]);
  std::string outcome;
  std::array<char, 256> part{};
  ssize_t got = 0;
  while ((got = read(ends[0], part.data(), part.size())) > 0) {
    outcome.append(part.data(), static_cast<std::size_t>(got));
  }
  close(ends[0]);
  waitpid(child, nullptr, 0);
  if (outcome.empty()) return "died";
  outcome.pop_back();
  return outcome;
}

}  // namespace nestline::service::test
