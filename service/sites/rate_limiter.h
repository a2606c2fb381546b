// How many requests a minute somebody may still make. Keeps one moment for each caller (the generic
// cell rate algorithm): a full minute's quota may come at once, then one more whenever its share of
// the minute has passed. Callers are numbers (KeyedHash), so no address is kept. Memory is bounded:
// whoever was not seen for longest is forgotten first and begins anew.
//
// Thread-safe: one mutex, held for a look-up.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <unordered_map>

namespace nestline::service {

class RateLimiter {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr std::size_t kMostCallers = 65'536;  // about 6 MB

  explicit RateLimiter(std::function<Clock::time_point()> now = &Clock::now,
                       std::size_t most = kMostCallers);

  struct Outcome {
    bool allowed = true;
    int remaining = 0;                      // requests that may come now
    std::chrono::seconds until_full{0};     // until the whole quota is back, rounded up
    std::chrono::seconds until_allowed{0};  // 0 when allowed, rounded up
  };
  // Takes one request of `caller`, who may make `per_minute` (at least 1). One that is not allowed
  // costs nothing.
  Outcome take(std::uint64_t caller, int per_minute);

  [[nodiscard]] std::size_t size() const;

 private:
  struct Entry {
    Clock::time_point free_at;  // when all that was taken is paid back
    std::list<std::uint64_t>::iterator order;
  };
  Entry& entry_of(std::uint64_t caller, Clock::time_point now);  // with the mutex held

  std::function<Clock::time_point()> now_;
  std::size_t most_;
  mutable std::mutex mutex_;
  std::unordered_map<std::uint64_t, Entry> entries_;
  std::list<std::uint64_t> by_last_use_;  // the longest unseen first
};

}  // namespace nestline::service
