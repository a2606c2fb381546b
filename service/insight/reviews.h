// Who has reviewed which edition. Until an edition has a review, every answer carries the notice
// that it needs one; a review holds for exactly the content it saw, hence the checksum. Reviews are
// added and never changed. Functions on a Database; safe from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "knowledge/result.h"
#include "service/storage/database.h"

namespace nestline::service {

struct Review {
  std::string by;                // the clinician's name, 1 to 200 bytes
  std::string role;              // "health visitor", 1 to 200 bytes
  std::int64_t edition = 0;      // its number
  std::string edition_checksum;  // 1 to 200 bytes
  std::int64_t at_ms = 0;        // UTC
};

// InvalidInput names the member that is wrong; Conflict when the same person has one at the same
// moment.
Status record_review(Database& database, const Review& review);

// The newest of that edition, if any.
Result<std::optional<Review>> latest_review(Database& database,
                                            const std::string& edition_checksum);

// All of that edition, newest first.
Result<std::vector<Review>> reviews_of(Database& database, const std::string& edition_checksum);

}  // namespace nestline::service
