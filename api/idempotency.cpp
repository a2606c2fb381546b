#include "api/idempotency.h"

#include <algorithm>
#include <optional>

#include "api/http/problem.h"

namespace nestline::api {
namespace {

constexpr std::size_t kMostCharacters = 128;

HttpResponse refuse(int status, const char* detail, const HttpRequest& request) {
  return problem_response(standard_problem(status, detail, request.request_id));
}

// A structured-field string has quotation marks; without them it is taken too.
std::optional<std::string> read_key(std::string text) {
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') {
    text = text.substr(1, text.size() - 2);
  }
  const bool visible = std::all_of(text.begin(), text.end(), [](char c) {
    return c > ' ' && c < '\x7F' && c != '"' && c != '\\';
  });
  if (text.empty() || text.size() > kMostCharacters || !visible) return std::nullopt;
  return text;
}

}  // namespace

Idempotency::Idempotency(std::function<Clock::time_point()> now, std::size_t most)
    : now_(std::move(now)), most_(most) {}

void Idempotency::drop_old() {
  const Clock::time_point now = now_();
  while (!by_age_.empty()) {
    const auto oldest = entries_.find(by_age_.front());
    if (entries_.size() <= most_ && now < oldest->second.kept_until) break;
    entries_.erase(oldest);
    by_age_.pop_front();
  }
}

HttpResponse Idempotency::once(const Caller& caller, const HttpRequest& request,
                               const std::function<HttpResponse()>& handler) {
  const std::optional<std::string> header = request.header("Idempotency-Key");
  if (!header) return handler();
  const std::optional<std::string> key = read_key(*header);
  if (!key) return refuse(400, "Idempotency-Key must have 1 to 128 visible characters", request);
  const std::uint64_t name =
      hash_(caller.site().id + "\n" + request.method + " " + request.route + "\n" + *key);
  std::string fingerprint = service::digest(request.body);
  {
    const std::lock_guard lock(mutex_);
    drop_old();
    if (const auto found = entries_.find(name); found != entries_.end()) {
      const Entry& entry = found->second;
      if (entry.fingerprint != fingerprint) {
        return refuse(422, "this Idempotency-Key came with another body before", request);
      }
      if (!entry.done) return refuse(409, "the first request with this key still runs", request);
      return entry.response;
    }
    by_age_.push_back(name);
    entries_[name] = {std::move(fingerprint), false, {}, now_() + kKept, std::prev(by_age_.end())};
  }
  const auto settle = [&](const HttpResponse* response) {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(name);
    if (found == entries_.end()) return;  // crowded out meanwhile
    if (response != nullptr) {
      found->second.done = true;
      found->second.response = *response;
      return;
    }
    by_age_.erase(found->second.order);
    entries_.erase(found);
  };
  try {
    HttpResponse response = handler();
    settle(response.status < 300 ? &response : nullptr);
    return response;
  } catch (...) {
    settle(nullptr);
    throw;
  }
}

}  // namespace nestline::api
