#include "api/http/answerer.h"

#include <array>
#include <cstdio>

namespace nestline::api {

namespace {

constexpr const char* kRetryAfterSeconds = "1";

}  // namespace

HttpResponse Answerer::failure(const HttpRequest& request, int status) const {
  const Problem problem = standard_problem(status, "", request.request_id);
  if (hooks_.fallback) {
    try {
      if (auto replaced = hooks_.fallback(request, problem)) return std::move(*replaced);
    } catch (...) {  // the problem body below needs nothing of the caller's
    }
  }
  return problem_response(problem);
}

HttpResponse Answerer::run_handler(Exchange& exchange) const {
  if (exchange.early) return std::move(*exchange.early);
  try {
    HttpResponse response = (*exchange.handler)(exchange.request);
    if (response.status >= 200 && response.status <= 599) return response;
  } catch (...) {  // what was thrown is the handler's to log; the client gets nothing of it
  }
  return failure(exchange.request, 500);
}

const std::string& Answerer::date() {
  const std::time_t now = std::time(nullptr);
  if (now == date_second_) return date_;
  constexpr std::array kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::tm utc{};
  gmtime_r(&now, &utc);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT",
                kDays.at(static_cast<std::size_t>(utc.tm_wday)), utc.tm_mday,
                kMonths.at(static_cast<std::size_t>(utc.tm_mon)), utc.tm_year + 1900, utc.tm_hour,
                utc.tm_min, utc.tm_sec);
  date_ = text.data();
  date_second_ = now;
  return date_;
}

void Answerer::complete(const Exchange& exchange, HttpResponse& response) {
  if (hooks_.decorate) {
    try {
      hooks_.decorate(exchange.request, response);
    } catch (...) {  // an answer without its decoration is better than none
    }
  }
  if (!exchange.allowed.empty()) response.headers.push_back({"Allow", exchange.allowed});
  response.headers.push_back({"Date", date()});
  response.headers.push_back({"X-Request-Id", exchange.request.request_id});
}

Answerer::Answer Answerer::answer(Exchange& exchange) noexcept {
  Answer answer;
  try {
    HttpEngine::Input input{exchange.request.method, std::move(exchange.request.body),
                            exchange.body_limit};
    answer.bytes = engine_.exchange(input, [&](std::string body) {
      exchange.request.body = std::move(body);
      HttpEngine::Output output{run_handler(exchange), exchange.after};
      complete(exchange, output.response);
      if (closing_.load(std::memory_order_relaxed)) output.after = AfterAnswer::Close;
      answer.status = output.response.status;
      answer.after = output.after;
      return output;
    });
  } catch (...) {  // out of memory; there is nothing left to say
    answer.bytes.clear();
  }
  return answer;
}

Answerer::Answer Answerer::answer_overload(Exchange& exchange) noexcept {
  try {
    exchange.early = failure(exchange.request, 503);
    exchange.early->headers.push_back({"Retry-After", kRetryAfterSeconds});
  } catch (...) {
    return {};
  }
  exchange.after = AfterAnswer::Close;
  exchange.request.body.clear();
  return answer(exchange);
}

void Answerer::observe(const Exchange& exchange, int status, std::size_t bytes) const noexcept {
  if (!hooks_.observe) return;
  try {
    using std::chrono::duration_cast;
    using std::chrono::microseconds;
    hooks_.observe({.method = exchange.request.method,
                    .route = exchange.request.route,
                    .status = status,
                    .bytes = bytes,
                    .duration = duration_cast<microseconds>(std::chrono::steady_clock::now() -
                                                            exchange.complete_at),
                    .request_id = exchange.request.request_id});
  } catch (
      ...) {  // a log that fails must not cost a request (cpp-httplib 0.41 would end the process)
  }
}

}  // namespace nestline::api
