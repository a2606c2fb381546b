#include "service/storage/sqlite_database.h"

#include "service/storage/folder_lock.h"
#include "service/storage/sqlite_connection.h"

#include <optional>
#include <system_error>

namespace nestline::service {
namespace {

constexpr char kDatabaseFile[] = "nestline.db";

class SqliteDatabase final : public Database {
 public:
  explicit SqliteDatabase(SqliteOptions options) : options_(std::move(options)) {}

  // Takes the folder and opens the file in it; leaves nothing held when it fails.
  Status open(IfMissing if_missing) {
    Result<FolderLock> lock = FolderLock::take(options_.folder);
    if (!lock) return lock.error();
    auto opened =
        SqliteConnection::open(options_.folder / kDatabaseFile, if_missing, options_.busy);
    if (!opened) return opened.error();
    lock_.emplace(std::move(lock).value());
    connection_ = std::move(opened).value();
    return ok_status();
  }

  Result<Transaction> begin(Access access) override {
    std::unique_lock turn(turnstile_, options_.busy);
    if (!turn.owns_lock()) {
      return Error{ErrorCode::Unavailable, "the database is busy with other requests", ""};
    }
    if (Status there = make_sure_it_is_there(); !there) return there.error();
    if (Status started = connection_->start(access); !started) return started.error();
    return Transaction(*connection_, std::move(turn));
  }

 private:
  // Never makes a new file: an empty database in place of one that went away would hide the loss.
  Status make_sure_it_is_there() {
    if (connection_ != nullptr && !connection_->moved()) return ok_status();
    connection_.reset();
    lock_.reset();
    std::error_code unreachable;
    if (!std::filesystem::exists(options_.folder / kDatabaseFile, unreachable)) {
      return Error{ErrorCode::Unavailable, "the database file was moved or deleted", ""};
    }
    return open(IfMissing::Fail);
  }

  SqliteOptions options_;
  Turnstile turnstile_;
  // Behind the turnstile; the lock is let go last.
  std::optional<FolderLock> lock_;
  std::unique_ptr<SqliteConnection> connection_;
};

}  // namespace

Result<std::unique_ptr<Database>> open_sqlite(const SqliteOptions& options) {
  auto database = std::make_unique<SqliteDatabase>(options);
  if (Status opened = database->open(IfMissing::Create); !opened) return opened.error();
  return Result<std::unique_ptr<Database>>(std::move(database));
}

}  // namespace nestline::service
