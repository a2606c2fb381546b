// Rate limits: a minute's quota at once, then its share by share, each caller alone.
#include <doctest/doctest.h>

#include "service/sites/rate_limiter.h"
#include "tests/support/fake_clock.h"

namespace nestline::service::test {
namespace {

using nestline::test::FakeClock;
using std::chrono::milliseconds;
using std::chrono::seconds;

struct Fixture {
  FakeClock clock;
  RateLimiter limiter{[this] { return clock.steady(); }, 3};
};

}  // namespace

TEST_CASE("a full quota may come at once, and then no more") {
  Fixture f;
  for (int left = 4; left >= 0; --left) {
    const auto outcome = f.limiter.take(1, 5);
    CHECK(outcome.allowed);
    CHECK(outcome.remaining == left);
    CHECK(outcome.until_allowed == seconds(0));
  }
  const auto refused = f.limiter.take(1, 5);
  CHECK_FALSE(refused.allowed);
  CHECK(refused.remaining == 0);
  CHECK(refused.until_allowed == seconds(12));
  CHECK(refused.until_full == seconds(60));
}

TEST_CASE("a share of the minute gives one request back, and refusals cost nothing") {
  Fixture f;
  for (int i = 0; i < 5; ++i) CHECK(f.limiter.take(1, 5).allowed);
  for (int i = 0; i < 100; ++i) CHECK_FALSE(f.limiter.take(1, 5).allowed);
  f.clock.advance(milliseconds(11'999));
  CHECK_FALSE(f.limiter.take(1, 5).allowed);
  f.clock.advance(milliseconds(1));
  CHECK(f.limiter.take(1, 5).allowed);
  CHECK_FALSE(f.limiter.take(1, 5).allowed);
  f.clock.advance(seconds(600));
  for (int i = 0; i < 5; ++i) CHECK(f.limiter.take(1, 5).allowed);
  CHECK_FALSE(f.limiter.take(1, 5).allowed);
}

TEST_CASE("callers do not take from each other") {
  Fixture f;
  CHECK(f.limiter.take(1, 1).allowed);
  CHECK_FALSE(f.limiter.take(1, 1).allowed);
  CHECK(f.limiter.take(2, 1).allowed);
}

TEST_CASE("memory is bounded: who was not seen for longest is forgotten") {
  Fixture f;
  for (std::uint64_t caller = 1; caller <= 3; ++caller) CHECK(f.limiter.take(caller, 1).allowed);
  CHECK_FALSE(f.limiter.take(1, 1).allowed);
  CHECK(f.limiter.take(4, 1).allowed);
  CHECK(f.limiter.size() == 3);
  CHECK_FALSE(f.limiter.take(1, 1).allowed);  // seen a moment ago
  CHECK(f.limiter.take(2, 1).allowed);        // forgotten
}

TEST_CASE("any quota from one to a million works") {
  Fixture f;
  CHECK(f.limiter.take(1, 1).remaining == 0);
  CHECK(f.limiter.take(2, 1'000'000).remaining == 999'999);
}

}  // namespace nestline::service::test
