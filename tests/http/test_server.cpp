#include "tests/http/test_server.h"

namespace nestline::test {

void Gate::wait_at() {
  std::unique_lock lock(mutex_);
  ++waiting_;
  changed_.notify_all();
  changed_.wait(lock, [&] { return open_; });
  --waiting_;
}

void Gate::open() {
  const std::lock_guard lock(mutex_);
  open_ = true;
  changed_.notify_all();
}

bool Gate::wait_for_waiting(int count) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, kPatience, [&] { return waiting_ >= count; });
}

std::vector<api::Route> TestServer::routes(std::vector<api::Route> more) {
  more.push_back({"GET", "/hello", say("hello"), 0});
  more.push_back({"GET", "/smuggled",
                  [this](const api::HttpRequest&) {
                    ++smuggled;
                    return api::HttpResponse{200, "text/plain", {}, "smuggled"};
                  },
                  0});
  more.push_back({"POST", "/echo",
                  [](const api::HttpRequest& request) {
                    return api::HttpResponse{200, "text/plain", {}, request.body};
                  },
                  0});
  more.push_back({"DELETE", "/thing/{id}",
                  [](const api::HttpRequest&) {
                    return api::HttpResponse{204, "", {}, ""};
                  },
                  0});
  return more;
}

TestServer::TestServer(api::HttpOptions options, api::HttpHooks hooks,
                       std::vector<api::Route> more_routes)
    : server_(std::move(options), routes(std::move(more_routes)), std::move(hooks)) {
  const auto bound = server_.bind();
  if (!bound) throw std::runtime_error(bound.error().message);
  port_ = *bound;
  thread_ = std::thread([this] {
    Status status = server_.run();
    const std::lock_guard lock(mutex_);
    result_ = std::move(status);
    ended_.notify_all();
  });
}

TestServer::~TestServer() {
  server_.stop();
  thread_.join();
}

std::optional<Status> TestServer::wait_for_end() {
  std::unique_lock lock(mutex_);
  ended_.wait_for(lock, kPatience, [&] { return result_.has_value(); });
  return result_;
}

api::Handler say(std::string text) {
  return [text = std::move(text)](const api::HttpRequest&) {
    return api::HttpResponse{200, "text/plain", {}, text};
  };
}

bool eventually(const std::function<bool()>& condition) {
  const auto until = std::chrono::steady_clock::now() + kPatience;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return true;
}

}  // namespace nestline::test
