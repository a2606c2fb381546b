#include <fmt/format.h>

#include <chrono>
#include <cstdio>

#include "api/commands/commands.h"
#include "api/commands/content.h"
#include "service/insight/reviews.h"
#include "service/storage/migrations.h"
#include "service/storage/sqlite_database.h"

namespace nestline::api {

int review_record(const ReviewOptions& options) {
  const auto refuse = [](const Error& error) {
    fmt::print(stderr, "nestline: {} {}\n", error.field, error.message);
    return 1;
  };
  const Result<LoadedContent> loaded = load_content(options.content);
  if (!loaded) return refuse(loaded.error());
  Result<std::unique_ptr<service::Database>> database =
      service::open_sqlite({.folder = options.data});
  if (!database) return refuse(database.error());
  const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::system_clock::now().time_since_epoch());
  const Status migrated = service::migrate(**database, now.count());
  if (!migrated.ok()) return refuse(migrated.error());
  const Status recorded = service::record_review(
      **database, {options.by, options.role, 1, loaded->checksum, now.count()});
  if (!recorded.ok()) return refuse(recorded.error());
  fmt::print("Recorded: {} ({}) reviewed edition 1, checksum {}.\n", options.by, options.role,
             loaded->checksum);
  return 0;
}

}  // namespace nestline::api
