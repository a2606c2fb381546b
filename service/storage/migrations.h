// The schema and how it grows: numbered SQL files in migrations/, built into the binary. A file
// that has landed is never edited (a test holds its checksum); each runs in one transaction with
// the record that it ran, so a crash leaves the old schema or the new one. A database that a newer
// program has changed is refused: we could misread it. Functions on a Database; safe from any
// thread.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "knowledge/result.h"
#include "service/storage/database.h"

namespace nestline::service {

struct Migration {
  std::int64_t version = 0;  // 1, 2, 3 ...
  std::string_view name;     // of the file, "0001_first"
  std::string_view sql;
  std::string_view sha256;  // of the file, hexadecimal
};

// All of this program's, oldest first.
std::span<const Migration> migrations();

// Brings the database from whatever version it has (0 when empty) to the last of `all`. Conflict
// when it is newer.
Status migrate(Database& database, std::int64_t now_ms,
               std::span<const Migration> all = migrations());

}  // namespace nestline::service
