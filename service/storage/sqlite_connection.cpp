#include "service/storage/sqlite_connection.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace nestline::service {
namespace {

// "NSTL": marks a SQLite file as ours, so that another program's is not filled with our tables.
constexpr std::int64_t kApplicationId = 0x4e53544c;
// Our statements are constants, some fifty; the bound is against SQL that someone builds at run
// time.
constexpr std::size_t kMostStatements = 200;

constexpr char kStartReadSql[] = "BEGIN";
// Takes the write lock at once: a read that turns into a write could fail at any statement, and no
// wait would help.
constexpr char kStartWriteSql[] = "BEGIN IMMEDIATE";
constexpr char kCommitSql[] = "COMMIT";
constexpr char kRollBackSql[] = "ROLLBACK";
constexpr char kSettingsSql[] =
    "PRAGMA synchronous = FULL;"
    "PRAGMA foreign_keys = ON;"
    "PRAGMA mmap_size = 0;"
    "PRAGMA cell_size_check = ON;"
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA journal_size_limit = 16777216;";
constexpr char kWalSql[] = "PRAGMA journal_mode = WAL";
constexpr char kPageCountSql[] = "PRAGMA page_count";
constexpr char kApplicationIdSql[] = "PRAGMA application_id";
constexpr char kMarkAsOursSql[] = "PRAGMA application_id = 1314083916";
static_assert(kApplicationId == 1314083916);

ErrorCode code_of(int result) {
  switch (result & 0xff) {
    case SQLITE_CONSTRAINT:
      return ErrorCode::Conflict;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_PROTOCOL:
    case SQLITE_NOMEM:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return ErrorCode::Unavailable;
    default:
      return ErrorCode::Internal;
  }
}

Error internal(std::string message) { return {ErrorCode::Internal, std::move(message), ""}; }

// The same error with where it happened and what to do.
Error at_open(const Error& error, const std::filesystem::path& file) {
  std::string message = "cannot open " + file.string() + ": " + error.message;
  message += error.code == ErrorCode::Unavailable
                 ? "; free space or give write access, or put a good copy in its place"
                 : "";
  return {error.code, std::move(message), ""};
}

// Made by us, so that only its owner can read it; SQLite gives the WAL the same mode.
Status make_private_file(const std::filesystem::path& file) {
  const int made = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (made < 0) {
    return Error{ErrorCode::Unavailable, std::generic_category().message(errno), ""};
  }
  ::close(made);
  return ok_status();
}

Result<Value> column_value(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_NULL:
      return Value{};
    case SQLITE_INTEGER:
      return Value{std::int64_t{sqlite3_column_int64(statement, column)}};
    default: {
      const auto* text = static_cast<const char*>(sqlite3_column_blob(statement, column));
      const int size = sqlite3_column_bytes(statement, column);
      if (text == nullptr && size > 0) {
        return Error{ErrorCode::Unavailable, "database: out of memory", ""};
      }
      return Value{text == nullptr ? std::string()
                                   : std::string(text, static_cast<std::size_t>(size))};
    }
  }
}

// Leaves a statement ready for its next use, and lets go of the values bound to it.
class Rewind {
 public:
  explicit Rewind(sqlite3_stmt* statement) : statement_(statement) {}
  Rewind(const Rewind&) = delete;
  Rewind& operator=(const Rewind&) = delete;
  ~Rewind() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }

 private:
  sqlite3_stmt* statement_;
};

}  // namespace

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const std::filesystem::path& file,
                                                                 IfMissing if_missing,
                                                                 std::chrono::milliseconds busy) {
  using Opened = Result<std::unique_ptr<SqliteConnection>>;
  if (if_missing == IfMissing::Create) {
    if (Status made = make_private_file(file); !made) return at_open(made.error(), file);
  }
  std::unique_ptr<SqliteConnection> connection(new SqliteConnection());
  sqlite3* handle = nullptr;
  const int result =
      sqlite3_open_v2(file.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  connection->handle_.reset(handle);
  if (result != SQLITE_OK) return at_open(connection->last_error(), file);
  if (Status ready = connection->set_up(busy); !ready) return at_open(ready.error(), file);
  return Opened(std::move(connection));
}

Status SqliteConnection::set_up(std::chrono::milliseconds busy) {
  sqlite3* db = handle_.get();
  sqlite3_extended_result_codes(db, 1);
  sqlite3_busy_timeout(db, static_cast<int>(busy.count()));
  sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  if (Status ours = check_owner(); !ours) return ours;
  if (Status set = run_script(kSettingsSql); !set) return set;
  const Result<Rows> mode = run(kWalSql, {});
  if (!mode) return mode.error();
  if (mode->at(0).text(0) != "wal") {
    return Error{ErrorCode::Unavailable, "the file system does not allow WAL mode", ""};
  }
  return ok_status();
}

Status SqliteConnection::check_owner() {
  const Result<Rows> id = run(kApplicationIdSql, {});
  if (!id) return id.error();
  if (id->at(0).integer(0) == kApplicationId) return ok_status();
  const Result<Rows> pages = run(kPageCountSql, {});
  if (!pages) return pages.error();
  if (pages->at(0).integer(0) != 0) {
    return Error{ErrorCode::Unavailable, "it is another program's database", ""};
  }
  return run_script(kMarkAsOursSql);
}

bool SqliteConnection::moved() const {
  int moved = 0;
  sqlite3_file_control(handle_.get(), "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  return moved != 0;
}

Status SqliteConnection::start(Access access) {
  const Result<Rows> begun = run(access == Access::Write ? kStartWriteSql : kStartReadSql, {});
  if (!begun) return begun.error();
  access_ = access;
  return ok_status();
}

Result<Rows> SqliteConnection::run(std::string_view sql, std::span<const Value> values) {
  const Result<sqlite3_stmt*> prepared = prepare(sql);
  if (!prepared) return prepared.error();
  sqlite3_stmt* statement = prepared.value();
  if (access_ == Access::Read && sqlite3_stmt_readonly(statement) == 0) {
    return internal("database: a write in a transaction that only reads");
  }
  const Rewind rewind(statement);
  if (Status bound = bind(statement, values); !bound) return bound.error();

  Rows rows;
  int result = SQLITE_ROW;
  while ((result = sqlite3_step(statement)) == SQLITE_ROW) {
    std::vector<Value> row;
    for (int column = 0; column < sqlite3_column_count(statement); ++column) {
      Result<Value> value = column_value(statement, column);
      if (!value) return value.error();
      row.push_back(std::move(value).value());
    }
    rows.emplace_back(std::move(row));
  }
  if (result != SQLITE_DONE) return last_error();
  return rows;
}

Status SqliteConnection::run_script(const std::string& sql) {
  if (sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    return last_error();
  }
  return ok_status();
}

Status SqliteConnection::commit() {
  const Result<Rows> committed = run(kCommitSql, {});
  access_ = Access::Write;
  if (!committed) return committed.error();
  return ok_status();
}

void SqliteConnection::roll_back() noexcept {
  access_ = Access::Write;
  // SQLite has rolled back by itself after some errors (disk full).
  if (sqlite3_get_autocommit(handle_.get()) != 0) return;
  sqlite3_exec(handle_.get(), kRollBackSql, nullptr, nullptr, nullptr);
}

Result<sqlite3_stmt*> SqliteConnection::prepare(std::string_view sql) {
  if (const auto known = statements_.find(sql); known != statements_.end()) {
    return known->second.get();
  }
  sqlite3_stmt* raw = nullptr;
  const char* rest = nullptr;
  const int result = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &raw, &rest);
  Statement statement(raw);
  if (result != SQLITE_OK) return last_error();
  if (raw == nullptr || rest != sql.data() + sql.size()) {
    return internal("database: exactly one statement at a time");
  }
  if (statements_.size() == kMostStatements) statements_.clear();
  statements_.emplace(sql, std::move(statement));
  return raw;
}

Status SqliteConnection::bind(sqlite3_stmt* statement, std::span<const Value> values) {
  const auto places = static_cast<std::size_t>(sqlite3_bind_parameter_count(statement));
  if (places != values.size()) return internal("database: as many values as placeholders");
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::string name = "$";
    name += std::to_string(i + 1);
    const int place = sqlite3_bind_parameter_index(statement, name.c_str());
    if (place == 0) return internal("database: no placeholder " + name);
    int result = SQLITE_OK;
    if (const auto* integer = std::get_if<std::int64_t>(&values[i])) {
      result = sqlite3_bind_int64(statement, place, *integer);
    } else if (const auto* text = std::get_if<std::string>(&values[i])) {
      // Not copied (no destructor): the caller keeps the values until the statement is rewound.
      result =
          sqlite3_bind_text64(statement, place, text->data(), text->size(), nullptr, SQLITE_UTF8);
    }
    if (result != SQLITE_OK) return last_error();
  }
  return ok_status();
}

Error SqliteConnection::last_error() const {
  if (handle_ == nullptr) return {ErrorCode::Unavailable, "database: out of memory", ""};
  return {code_of(sqlite3_extended_errcode(handle_.get())),
          std::string("database: ") + sqlite3_errmsg(handle_.get()), ""};
}

}  // namespace nestline::service
