// A mutex that one can wait for a bounded time: std::timed_mutex in shape (for std::unique_lock),
// made of a plain mutex and a condition variable because ThreadSanitizer of g++ 12 does not know
// pthread_mutex_clocklock and reports false races. Thread-safe.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace nestline::service {

class Turnstile {
 public:
  void lock() {
    std::unique_lock inside(mutex_);
    freed_.wait(inside, [this] { return !taken_; });
    taken_ = true;
  }

  bool try_lock_for(std::chrono::milliseconds longest) {
    std::unique_lock inside(mutex_);
    if (!freed_.wait_for(inside, longest, [this] { return !taken_; })) return false;
    taken_ = true;
    return true;
  }

  void unlock() {
    {
      const std::lock_guard inside(mutex_);
      taken_ = false;
    }
    freed_.notify_one();
  }

 private:
  std::mutex mutex_;
  std::condition_variable freed_;
  bool taken_ = false;
};

}  // namespace nestline::service
