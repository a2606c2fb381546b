// `Idempotency-Key`: a request that is sent again (a phone that lost the network) has its effect
// once and gets the same answer. Kept in memory for 24 hours, under a keyed hash of site and key;
// bounded, the oldest goes first. A restart forgets them: what is stored after it is stored as if
// it were new.
//
// Thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <unordered_map>

#include "api/caller.h"
#include "api/http/http_message.h"
#include "service/sites/secrets.h"

namespace nestline::api {

class Idempotency {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::hours kKept{24};
  static constexpr std::size_t kMost = 10'000;

  explicit Idempotency(std::function<Clock::time_point()> now, std::size_t most = kMost);

  // Runs the handler, or gives what it gave to the first request with this key of this site. 400
  // for a key of a wrong form, 409 while the first one runs, 422 when the body is another. Without
  // the header it just runs. Refusals are not kept: the request may be tried again.
  HttpResponse once(const Caller& caller, const HttpRequest& request,
                    const std::function<HttpResponse()>& handler);

 private:
  struct Entry {
    std::string fingerprint;
    bool done = false;
    HttpResponse response;
    Clock::time_point kept_until;
    std::list<std::uint64_t>::iterator order;
  };
  void drop_old();  // with the mutex held

  std::function<Clock::time_point()> now_;
  std::size_t most_;
  service::KeyedHash hash_;
  std::mutex mutex_;
  std::unordered_map<std::uint64_t, Entry> entries_;
  std::list<std::uint64_t> by_age_;
};

}  // namespace nestline::api
