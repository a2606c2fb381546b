// Counts answers and keeps feedback without an answer ever waiting for the disk.
//
// record() puts the answer into a bounded queue in memory; a thread of its own writes the queue in
// one transaction every 200 ms or 500 answers, and deletes answer rows older than 30 days. Feedback
// is different: a parent is told "thank you", so it is committed before save_feedback() returns,
// also for an answer that still waits in the queue. When the database fails, answers go on, the
// queue fills and then drops (counted), health() tells, and writing starts again by itself. Limits:
// a crash loses the counts of the last 200 ms and the feedback for those answers is refused as
// unknown; so it is for answers that were dropped.
//
// Thread-safe: every function may be called from any thread. The database and the clock must
// outlive it and be thread-safe too.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "knowledge/result.h"
#include "service/insight/answer_log.h"
#include "service/insight/feedback.h"
#include "service/storage/database.h"

namespace nestline::service {

struct RecorderOptions {
  std::size_t capacity = 10'000;            // answers in memory; about 5 MB
  std::size_t batch = 500;                  // waiting answers that are written at once
  std::chrono::milliseconds interval{200};  // the longest an answer waits
  std::chrono::milliseconds retry{1000};    // after a failure
  std::int64_t keep_days = 30;              // how long an answer can get feedback
};

struct RecorderHealth {
  bool ok = true;
  std::string reason;        // why not, for operators; empty when ok
  std::int64_t dropped = 0;  // answers not counted, since the start
  std::size_t waiting = 0;   // answers not yet written
};

class Recorder {
 public:
  using Clock = std::function<std::int64_t()>;  // UTC milliseconds

  Recorder(Database& database, Clock now_ms, RecorderOptions options = {});
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;
  // Tries once more to write what waits.
  ~Recorder();

  // Never waits for the database; drops the answer when the queue is full.
  void record(AnswerRecord answer) noexcept;

  // Ok once it is on the disk. NotFound (field "/answer_id") when the site gave no such answer in
  // the last 30 days, Unavailable when the database cannot keep it now. Feedback on the same answer
  // replaces the earlier one.
  Status save_feedback(const Feedback& feedback, const std::string& site);

  // Whether feedback for it would be taken.
  Result<bool> known_answer(const std::string& answer_id);

  // Waits until everything recorded before the call is written, or the attempt has failed.
  Status flush();

  [[nodiscard]] RecorderHealth health() const;

 private:
  void write_until_stopped() noexcept;
  void wait_for_work(std::unique_lock<std::mutex>& lock);
  void write_once();
  Status write_batch();
  Status forget_old();
  Status save_now(const Feedback& feedback, const std::string& site);
  void note(const Status& outcome);
  std::optional<AnswerRecord> waiting_answer(const std::string& answer_id) const;
  // These two with mutex_ held.
  [[nodiscard]] bool urgent() const { return stopping_ || flushes_done_ < flushes_wanted_; }
  [[nodiscard]] std::size_t in_memory() const { return waiting_.size() + writing_.size(); }

  Database& database_;
  const Clock now_ms_;
  const RecorderOptions options_;

  mutable std::mutex mutex_;  // guards all below but forgot_on_; never held during database work
  std::condition_variable changed_;
  std::condition_variable flushed_;
  AnswerBatch waiting_;
  AnswerBatch
      writing_;  // changed by the writer only, under the mutex; so the writer reads it without
  std::string error_;  // of the last database work; empty when it went well
  std::int64_t dropped_ = 0;
  std::uint64_t flushes_wanted_ = 0;
  std::uint64_t flushes_done_ = 0;
  bool stopping_ = false;

  std::int64_t forgot_on_ = -1;  // the writer's own: the day of the last clearing away
  std::thread writer_;           // last, so that it starts when all else is there
};

}  // namespace nestline::service
