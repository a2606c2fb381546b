// A real server on a free port, run by a thread of its own and stopped with the test. Handlers may
// be blocked with a Gate, so that tests wait for conditions and not for time.
#pragma once

#include "api/http/http_server.h"
#include "tests/http/raw_client.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace nestline::test {

// Handlers stand in front of it until it opens.
class Gate {
 public:
  ~Gate() { open(); }
  void wait_at();  // called by a handler
  void open();
  [[nodiscard]] bool wait_for_waiting(int count);  // false where kPatience passed

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int waiting_ = 0;
  bool open_ = false;
};

class TestServer {
 public:
  explicit TestServer(api::HttpOptions options = {}, api::HttpHooks hooks = {},
                      std::vector<api::Route> more_routes = {});
  ~TestServer();
  TestServer(const TestServer&) = delete;
  TestServer& operator=(const TestServer&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] RawClient connect() const { return RawClient(port_); }
  api::HttpServer& server() { return server_; }

  // After stop(): what run() returned. Nothing where it did not return within kPatience.
  std::optional<Status> wait_for_end();

  std::atomic<int> smuggled{0};  // how often GET /smuggled was reached

 private:
  std::vector<api::Route> routes(std::vector<api::Route> more);

  api::HttpServer server_;
  std::uint16_t port_ = 0;
  std::mutex mutex_;
  std::condition_variable ended_;
  std::optional<Status> result_;
  std::thread thread_;
};

// A handler that answers 200 with this text.
api::Handler say(std::string text);

// True as soon as `condition` holds; false after kPatience. For what has no event to wait for.
bool eventually(const std::function<bool()>& condition);

}  // namespace nestline::test
