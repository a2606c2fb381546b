// Turns the bytes of one connection into whole requests. The body is collected here too, before any
// worker hears of the request, so that a client that dribbles bytes costs memory only. Knows no
// sockets: bytes in, steps out. Immutable but for the request ids; used by the poller thread only.
#pragma once

#include "api/http/client_address.h"
#include "api/http/exchange.h"
#include "api/http/http_options.h"
#include "api/http/request_id.h"
#include "api/http/router.h"

#include <optional>
#include <string>

namespace nestline::api {

// What a connection has sent and is not yet answered.
struct Inbox {
  enum class Phase {
    Idle,
    Head,
    Body
  };  // nothing yet, a part of a head, a head without its whole body

  std::string bytes;
  std::size_t scanned = 0;
  Phase phase = Phase::Idle;

  // Set once the head is read.
  std::optional<Exchange> exchange;
  std::size_t head_length = 0;
  std::size_t body_length = 0;
};

class Intake {
 public:
  struct Step {
    std::optional<Exchange>
        ready;  // a whole request, taken out of the inbox; empty: more bytes are needed
    bool send_continue = false;  // the client waits for "100 Continue" before it sends the body
  };

  // All borrowed; they outlive the intake. `options_handler` may be empty.
  Intake(const HttpOptions& options, const Router& router, const TrustedProxies& proxies,
         const Handler& options_handler)
      : options_(options), router_(router), proxies_(proxies), options_handler_(options_handler) {}

  Step advance(Inbox& inbox, const std::string& peer);

  // The answer to a connection whose request cannot be finished (408 late, 503 too much). Empties
  // the inbox.
  Exchange give_up(Inbox& inbox, const std::string& peer, Refusal refusal);

 private:
  Exchange refuse(HttpRequest request, Refusal refusal);
  Exchange read_request(const std::string& peer, std::string_view head, std::size_t& body_length,
                        bool& waits);
  Exchange route(HttpRequest request, std::string_view target, std::size_t body_length);
  Exchange answer_options(HttpRequest request, const RouteMatch& match);
  Exchange answer_live(HttpRequest request);
  Step take_ready(Inbox& inbox);

  const HttpOptions& options_;
  const Router& router_;
  const TrustedProxies& proxies_;
  const Handler& options_handler_;
  RequestIds ids_;
};

}  // namespace nestline::api
