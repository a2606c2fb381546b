#include "service/insight/recorder.h"

#include <exception>
#include <utility>

namespace nestline::service {
namespace {

// How long the writer sleeps when nothing happens: then it looks whether a new day has begun.
constexpr std::chrono::seconds kIdle{60};

}  // namespace

Recorder::Recorder(Database& database, Clock now_ms, RecorderOptions options)
    : database_(database), now_ms_(std::move(now_ms)), options_(options) {
  waiting_.reserve(options_.capacity);
  writing_.reserve(options_.capacity);
  writer_ = std::thread([this] { write_until_stopped(); });
}

Recorder::~Recorder() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  writer_.join();
}

void Recorder::record(AnswerRecord answer) noexcept {
  bool wake = false;
  try {
    const std::int64_t day = day_of(now_ms_());
    std::string id = answer.answer_id;
    const std::lock_guard lock(mutex_);
    if (in_memory() >= options_.capacity) {
      ++dropped_;
      return;
    }
    waiting_.try_emplace(std::move(id), DatedAnswer{std::move(answer), day});
    wake = waiting_.size() == 1 || waiting_.size() == options_.batch;
  } catch (const std::exception&) {  // no memory
    const std::lock_guard lock(mutex_);
    ++dropped_;
    return;
  }
  if (wake) changed_.notify_all();
}

Status Recorder::save_feedback(const Feedback& feedback, const std::string& site) {
  Status saved = save_now(feedback, site);
  if (saved || saved.error().code != ErrorCode::NotFound) note(saved);
  return saved;
}

Status Recorder::save_now(const Feedback& feedback, const std::string& site) {
  // Memory first: an answer leaves it only after it is committed.
  std::optional<AnswerRecord> answer = waiting_answer(feedback.answer_id);
  Result<Transaction> begun = database_.begin(Access::Write);
  if (!begun) return begun.error();
  if (!answer) {
    Result<std::optional<AnswerRecord>> found = find_answer(begun.value(), feedback.answer_id);
    if (!found) return found.error();
    answer = std::move(found).value();
  }
  if (!answer || answer->site != site) {
    return Error{ErrorCode::NotFound,
                 "no such answer in the last " + std::to_string(options_.keep_days) + " days",
                 "/answer_id"};
  }
  if (Status put = put_feedback(begun.value(), feedback, *answer, now_ms_()); !put) return put;
  return begun.value().commit();
}

Result<bool> Recorder::known_answer(const std::string& answer_id) {
  if (waiting_answer(answer_id)) return true;
  Result<Transaction> begun = database_.begin(Access::Read);
  if (!begun) return begun.error();
  const Result<std::optional<AnswerRecord>> found = find_answer(begun.value(), answer_id);
  if (!found) return found.error();
  return found->has_value();
}

Status Recorder::flush() {
  std::unique_lock lock(mutex_);
  const std::uint64_t wanted = ++flushes_wanted_;
  changed_.notify_all();
  flushed_.wait(lock, [&] { return flushes_done_ >= wanted; });
  if (error_.empty()) return ok_status();
  return Error{ErrorCode::Unavailable, error_, ""};
}

RecorderHealth Recorder::health() const {
  const std::lock_guard lock(mutex_);
  RecorderHealth health{true, error_, dropped_, in_memory()};
  if (health.reason.empty() && health.waiting >= options_.capacity) {
    health.reason = "answers come faster than the database counts them";
  }
  health.ok = health.reason.empty();
  return health;
}

std::optional<AnswerRecord> Recorder::waiting_answer(const std::string& answer_id) const {
  const std::lock_guard lock(mutex_);
  for (const AnswerBatch* batch : {&waiting_, &writing_}) {
    if (const auto found = batch->find(answer_id); found != batch->end()) {
      return found->second.answer;
    }
  }
  return std::nullopt;
}

void Recorder::note(const Status& outcome) {
  {
    const std::lock_guard lock(mutex_);
    error_ = outcome ? std::string() : outcome.error().message;
  }
  if (!outcome) changed_.notify_all();
}

void Recorder::write_until_stopped() noexcept {
  bool stopped = false;
  while (!stopped) {
    std::uint64_t wanted = 0;
    bool failing = false;
    {
      std::unique_lock lock(mutex_);
      wait_for_work(lock);
      writing_.merge(waiting_);
      stopped = stopping_;
      wanted = flushes_wanted_;
      failing = !error_.empty();
    }
    if (failing || !writing_.empty() || day_of(now_ms_()) != forgot_on_) write_once();
    {
      const std::lock_guard lock(mutex_);
      flushes_done_ = wanted;
    }
    flushed_.notify_all();
  }
}

void Recorder::wait_for_work(std::unique_lock<std::mutex>& lock) {
  changed_.wait_for(lock, kIdle, [this] { return urgent() || in_memory() > 0 || !error_.empty(); });
  // Now gather a batch; after a failure, let the database be for a while.
  const bool failing = !error_.empty();
  changed_.wait_for(lock, failing ? options_.retry : options_.interval, [this, failing] {
    return urgent() || (!failing && waiting_.size() >= options_.batch);
  });
}

void Recorder::write_once() {
  Status outcome = ok_status();
  try {
    outcome = write_batch();
    if (outcome) outcome = forget_old();
  } catch (const std::exception& fault) {
    outcome = Error{ErrorCode::Internal, fault.what(), ""};
  }
  note(outcome);
}

Status Recorder::write_batch() {
  if (writing_.empty()) return try_writing(database_);
  Status saved = save_answers(database_, writing_);
  // What the database refuses for good must not hold up what comes after it.
  const bool refused = !saved && saved.error().code != ErrorCode::Unavailable;
  if (!saved && !refused) return saved;
  const std::lock_guard lock(mutex_);
  if (refused) dropped_ += static_cast<std::int64_t>(writing_.size());
  writing_.clear();
  return saved;
}

Status Recorder::forget_old() {
  const std::int64_t today = day_of(now_ms_());
  if (today == forgot_on_) return ok_status();
  if (Status done = forget_answers(database_, today - options_.keep_days); !done) return done;
  forgot_on_ = today;
  return ok_status();
}

}  // namespace nestline::service
