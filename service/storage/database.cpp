#include "service/storage/database.h"

namespace nestline::service {
namespace {

Error already_over() {
  return {ErrorCode::Internal, "the transaction has already failed or ended", ""};
}

}  // namespace

Transaction::Transaction(Transaction&& other) noexcept
    : turn_(std::move(other.turn_)),
      connection_(std::exchange(other.connection_, nullptr)),
      failed_(other.failed_) {}

Transaction::~Transaction() {
  if (connection_ != nullptr) connection_->roll_back();
}

Result<Rows> Transaction::run(std::string_view sql, std::span<const Value> values) {
  if (connection_ == nullptr || failed_) return already_over();
  Result<Rows> rows = connection_->run(sql, values);
  failed_ = !rows.ok();
  return rows;
}

Status Transaction::run_script(const std::string& sql) {
  if (connection_ == nullptr || failed_) return already_over();
  Status done = connection_->run_script(sql);
  failed_ = !done.ok();
  return done;
}

Status Transaction::commit() {
  if (connection_ == nullptr || failed_) return already_over();
  Status done = connection_->commit();
  failed_ = !done.ok();
  if (done) {
    connection_ = nullptr;
    turn_.unlock();
  }
  return done;
}

}  // namespace nestline::service
