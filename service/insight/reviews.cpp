#include "service/insight/reviews.h"

namespace nestline::service {
namespace {

constexpr std::size_t kMostBytes = 200;

constexpr char kInsertReviewSql[] =
    "INSERT INTO reviews (edition_checksum, reviewed_at, reviewer, role, edition)"
    " VALUES ($1, $2, $3, $4, $5)";
constexpr char kSelectAllSql[] =
    "SELECT reviewer, role, edition, reviewed_at FROM reviews WHERE edition_checksum = $1"
    " ORDER BY reviewed_at DESC, reviewer";
constexpr char kSelectLatestSql[] =
    "SELECT reviewer, role, edition, reviewed_at FROM reviews WHERE edition_checksum = $1"
    " ORDER BY reviewed_at DESC, reviewer LIMIT 1";

Status check_text(const std::string& text, const char* field) {
  if (!text.empty() && text.size() <= kMostBytes) return ok_status();
  return Error{ErrorCode::InvalidInput, "must have 1 to 200 bytes", field};
}

}  // namespace

Status record_review(Database& database, const Review& review) {
  if (Status valid = check_text(review.by, "by"); !valid) return valid;
  if (Status valid = check_text(review.role, "role"); !valid) return valid;
  if (Status valid = check_text(review.edition_checksum, "edition_checksum"); !valid) return valid;
  Result<Transaction> begun = database.begin(Access::Write);
  if (!begun) return begun.error();
  const Result<Rows> added = begun.value().run(
      kInsertReviewSql,
      {review.edition_checksum, review.at_ms, review.by, review.role, review.edition});
  if (!added) return added.error();
  return begun.value().commit();
}

Result<std::vector<Review>> reviews_of(Database& database, const std::string& edition_checksum) {
  Result<Transaction> begun = database.begin(Access::Read);
  if (!begun) return begun.error();
  const Result<Rows> rows = begun.value().run(kSelectAllSql, {edition_checksum});
  if (!rows) return rows.error();
  std::vector<Review> out;
  for (const Row& row : *rows) {
    out.push_back({row.text(0), row.text(1), row.integer(2), edition_checksum, row.integer(3)});
  }
  return out;
}

Result<std::optional<Review>> latest_review(Database& database,
                                            const std::string& edition_checksum) {
  Result<Transaction> begun = database.begin(Access::Read);
  if (!begun) return begun.error();
  const Result<Rows> rows = begun.value().run(kSelectLatestSql, {edition_checksum});
  if (!rows) return rows.error();
  if (rows->empty()) return std::optional<Review>();
  const Row& row = rows->front();
  return std::optional<Review>(
      {row.text(0), row.text(1), row.integer(2), edition_checksum, row.integer(3)});
}

}  // namespace nestline::service
