// What the caller may hang into the core. Every hook may be left empty, and may be called from
// several threads at once, the poller's among them: keep them short, never let them wait. An
// exception from a hook is caught and the answer goes out without what the hook would have done.
#pragma once

#include "api/http/http_message.h"
#include "api/http/problem.h"

#include <functional>
#include <optional>

namespace nestline::api {

struct HttpHooks {
  // After each answer: access log and metrics.
  std::function<void(const AccessRecord&)> observe;

  // In place of the problem body when a handler threw (500) or no worker is free (503), so that a
  // question that cannot be answered still gets emergency contacts. Nothing: the problem body is
  // sent.
  std::function<std::optional<HttpResponse>(const HttpRequest&, const Problem&)> fallback;

  // OPTIONS of a known path (CORS preflight). The core adds Allow. Empty: 204.
  Handler options;

  // Last look at every answer, the core's own refusals included: security and CORS headers. The
  // request is filled as far as it was read.
  std::function<void(const HttpRequest&, HttpResponse&)> decorate;
};

}  // namespace nestline::api
