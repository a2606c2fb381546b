#include "service/sites/rate_limiter.h"

#include <algorithm>

namespace nestline::service {

RateLimiter::RateLimiter(std::function<Clock::time_point()> now, std::size_t most)
    : now_(std::move(now)), most_(most) {}

RateLimiter::Entry& RateLimiter::entry_of(std::uint64_t caller, Clock::time_point now) {
  if (const auto found = entries_.find(caller); found != entries_.end()) {
    by_last_use_.splice(by_last_use_.end(), by_last_use_, found->second.order);
    return found->second;
  }
  if (entries_.size() >= most_) {
    entries_.erase(by_last_use_.front());
    by_last_use_.pop_front();
  }
  by_last_use_.push_back(caller);
  return entries_.emplace(caller, Entry{now, std::prev(by_last_use_.end())}).first->second;
}

RateLimiter::Outcome RateLimiter::take(std::uint64_t caller, int per_minute) {
  using std::chrono::ceil;
  using std::chrono::nanoseconds;
  using std::chrono::seconds;
  const nanoseconds share = nanoseconds(std::chrono::minutes(1)) / per_minute;
  const nanoseconds whole = share * per_minute;
  const std::lock_guard lock(mutex_);
  const Clock::time_point now = now_();
  Entry& entry = entry_of(caller, now);
  const Clock::time_point from = std::max(entry.free_at, now);
  Outcome outcome;
  const nanoseconds after = from - now + share;
  if (after > whole) {
    outcome.allowed = false;
    outcome.until_full = ceil<seconds>(from - now);
    outcome.until_allowed = ceil<seconds>(after - whole);
    return outcome;
  }
  entry.free_at = from + share;
  outcome.remaining = static_cast<int>((whole - after) / share);
  outcome.until_full = ceil<seconds>(after);
  return outcome;
}

std::size_t RateLimiter::size() const {
  const std::lock_guard lock(mutex_);
  return entries_.size();
}

}  // namespace nestline::service
