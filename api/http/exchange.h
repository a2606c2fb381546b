// One request on its way to an answer, handed from the thread that reads sockets to a worker. A
// value, owned by one thread at a time.
#pragma once

#include "api/http/http_message.h"

#include <chrono>
#include <optional>

namespace nestline::api {

enum class AfterAnswer { Keep, Close };  // what happens to the connection

struct Exchange {
  HttpRequest request;
  const Handler* handler =
      nullptr;  // borrowed from the server, which outlives every exchange; null with `early`
  std::optional<HttpResponse>
      early;  // the core's own answer, known before any handler: refusals, /livez, OPTIONS
  std::string allowed;  // for the Allow header of OPTIONS
  std::size_t body_limit = 0;
  AfterAnswer after = AfterAnswer::Keep;
  std::chrono::steady_clock::time_point complete_at;  // when the last byte of the request was here
};

}  // namespace nestline::api
