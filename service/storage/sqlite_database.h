// A data folder with one SQLite database, `nestline.db`, behind Database.
//
// One connection does all reads, writes and checkpoints, and a lock keeps other servers out of the
// folder: SQLite before 3.51.3 can corrupt a file in WAL mode when two connections write and
// checkpoint at the same moment. Other programs may read the file while we run; they must not
// write. WAL with synchronous=FULL: what was committed survives a power cut. When the file is moved
// or deleted under us, every transaction fails with Unavailable (SQLite alone would go on writing
// into the void) until a database is back in its place; then we go on without a restart. Safe to
// use from any thread.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>

#include "service/storage/database.h"

namespace nestline::service {

struct SqliteOptions {
  std::filesystem::path folder;  // made where it is missing
  std::chrono::milliseconds busy{
      2000};  // how long begin() waits for its turn, and again for other programs
};

// Opens or makes the database; migrate() (migrations.h) brings its schema up. Errors are for the
// operator and say what to do: Conflict when another process has the folder; Unavailable when it
// cannot be written, the disk is full, or the file is damaged or not ours.
Result<std::unique_ptr<Database>> open_sqlite(const SqliteOptions& options);

}  // namespace nestline::service
