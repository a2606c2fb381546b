// Makes the bytes of an answer: runs the handler, turns its failure into the fixed 500 or the
// caller's fallback, lets the caller decorate it, adds what every answer carries. One object
// belongs to one thread.
#pragma once

#include "api/http/exchange.h"
#include "api/http/http_engine.h"
#include "api/http/http_hooks.h"

#include <atomic>
#include <ctime>
#include <string>

namespace nestline::api {

class Answerer {
 public:
  struct Answer {
    std::string bytes;  // empty: the connection can only be closed
    int status = 0;
    AfterAnswer after = AfterAnswer::Close;
  };

  // Both borrowed. While `closing` is set every answer says "Connection: close".
  Answerer(const HttpHooks& hooks, const std::atomic<bool>& closing)
      : hooks_(hooks), closing_(closing) {}

  Answer answer(Exchange& exchange) noexcept;

  // 503 with Retry-After, or the fallback: no worker is free.
  Answer answer_overload(Exchange& exchange) noexcept;

  // `bytes`: the length of the whole answer.
  void observe(const Exchange& exchange, int status, std::size_t bytes) const noexcept;

 private:
  HttpResponse run_handler(Exchange& exchange) const;
  [[nodiscard]] HttpResponse failure(const HttpRequest& request, int status) const;
  void complete(const Exchange& exchange, HttpResponse& response);
  const std::string& date();

  const HttpHooks& hooks_;
  const std::atomic<bool>& closing_;
  HttpEngine engine_;
  std::time_t date_second_ = 0;
  std::string date_;
};

}  // namespace nestline::api
