// What stands before the handlers of /v1: which site asks, from which web page, with which key, how
// often; and the headers that tell a browser. Reads the cached table of sites only, so it never
// waits.
//
// - The site: of the key (`Authorization: Bearer`), else the one named (`X-Nestline-Site`, or
// `site`
//   in the query), else `default`.
// - The page (`Origin`): one of the site's origins or a page of our own. `default` named by nobody
// is
//   answered from anywhere, but a browser shows the answer to listed pages only.
// - The rate: the key's and the site's, or without a key the client's (an IPv6 network of 64 bits
//   counts as one) and the site's. Spent: 429, but a question is still screened, and an urgent one
//   is answered.
//
// Thread-safe.
#pragma once

#include <functional>
#include <variant>
#include <vector>

#include "api/caller.h"
#include "api/http/http_message.h"
#include "service/sites/rate_limiter.h"
#include "service/sites/secrets.h"
#include "service/sites/site_directory.h"

namespace nestline::api {

// A handler behind the guard.
using GuardedHandler = std::function<HttpResponse(const Caller&, const HttpRequest&)>;

// Whether the handler wants to hear of requests over the limit.
enum class OverLimit { Refuse, Screen };

class Guard {
 public:
  // Borrowed; the directory outlives the guard.
  Guard(const service::SiteDirectory& sites,
        std::function<service::RateLimiter::Clock::time_point()> now);

  HttpResponse answer(const HttpRequest& request, const GuardedHandler& handler,
                      OverLimit over_limit);

  // A page of our own, without script: served to anybody, whatever page led there, and without a
  // key. A site that we do not have counts as `default`, so that a mistake in a link costs no
  // parent the answer. Counts for the site's and the client's rate.
  struct Visit {
    Caller caller;
    int wait_seconds = 0;  // 0: the quota is not spent
  };
  [[nodiscard]] Visit visit(const HttpRequest& request, const std::string& site);

  // The site of a page, without counting it.
  [[nodiscard]] std::shared_ptr<const service::SiteEntry> site_or_default(
      const std::string& site) const;

  // OPTIONS: what a browser asks before it sends a request from another origin.
  [[nodiscard]] HttpResponse preflight(const HttpRequest& request) const;

  // The CORS headers of any answer, refusals included.
  void add_cors(const HttpRequest& request, HttpResponse& response) const;

 private:
  struct Policy {
    const char* name;
    std::uint64_t caller;
    int per_minute;
  };
  struct Admitted {
    Caller caller;
    std::vector<Policy> policies;
  };
  [[nodiscard]] std::variant<Admitted, HttpResponse> admit(const HttpRequest& request) const;
  [[nodiscard]] std::vector<Policy> policies_of(const HttpRequest& request,
                                                const service::Site& site,
                                                const service::ApiKey* key) const;
  // Fills the rate headers; how long to wait where it is spent, else 0.
  int take(const std::vector<Policy>& policies, Fields& headers);

  const service::SiteDirectory& sites_;
  service::KeyedHash hash_;
  service::RateLimiter limiter_;
};

// 429 with Retry-After.
HttpResponse too_many_requests(const HttpRequest& request);

// The address that counts as one client: IPv4 whole, IPv6 its first 64 bits.
std::string client_network(const std::string& address);

}  // namespace nestline::api
