// Time that stands still until a test moves it: for code that takes its clock as a function. Safe
// from any thread.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

namespace nestline::test {

class FakeClock {
 public:
  using Steady = std::chrono::steady_clock;

  // Both move together; neither starts at zero, where a forgotten start would not show.
  [[nodiscard]] Steady::time_point steady() const {
    return Steady::time_point(std::chrono::hours(1000)) + passed();
  }
  [[nodiscard]] std::int64_t utc_ms() const { return kStartMs + passed().count(); }

  void advance(std::chrono::milliseconds by) { passed_ms_.fetch_add(by.count()); }

 private:
  static constexpr std::int64_t kStartMs = std::int64_t{20'000} * 86'400'000;  // 2024-10-04
  [[nodiscard]] std::chrono::milliseconds passed() const {
    return std::chrono::milliseconds(passed_ms_.load());
  }
  std::atomic<std::int64_t> passed_ms_ = 0;
};

}  // namespace nestline::test
