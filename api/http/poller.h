// The one thread that waits for the network. All connections are parked in epoll (edge-triggered,
// registered once); a worker sees only whole requests, and hands answers that a client does not
// take back to be sent from here. So no number of idle, slow or hostile connections takes a worker
// away from anybody (cpp-httplib alone serves as many connections as it has threads and lets the
// rest wait).
//
// Deadlines are looked at ten times a second while there are connections; with none the thread
// sleeps. run() belongs to one thread; stop(), close_after_answers() and give_back() may be called
// from any, the first two from a signal handler.
#pragma once

#include "api/http/connection.h"
#include "api/http/http_options.h"
#include "api/http/listener.h"
#include "api/http/worker_pool.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

namespace nestline::api {

class Poller {
 public:
  // Throws std::system_error where the system gives no descriptors. All references are borrowed.
  Poller(const HttpOptions& options, Listener& listener, Intake& intake, const HttpHooks& hooks);
  Poller(const Poller&) = delete;
  Poller& operator=(const Poller&) = delete;

  Status run();
  void stop();
  void close_after_answers() { closing_.store(true, std::memory_order_relaxed); }

 private:
  using Clock = std::chrono::steady_clock;

  // poller.cpp: the loop and the end
  void handle_event(void* source, unsigned events);
  void take_back_jobs();
  void give_back(JobDone done);
  void begin_drain();
  [[nodiscard]] bool is_drained(Clock::time_point now) const;
  void sweep(Clock::time_point now);
  void expire(Connection& connection);

  // poller_accept.cpp: new connections, and none left to give
  void accept_new();
  void admit(Listener::Accepted accepted);
  bool close_longest_idle();
  void refuse_one_without_descriptors();
  void refuse(const UniqueFd& socket, const std::string& peer);
  void watch_listener(unsigned events);

  // poller_io.cpp: one connection
  void pump(Connection& connection);
  void read_some(Connection& connection);
  void hand_over(Connection& connection, Exchange exchange);
  void begin_answer(Connection& connection, Exchange& exchange, Answerer::Answer answer);
  void continue_answer(Connection& connection);
  void end_answer(Connection& connection);
  void throw_away_input(Connection& connection);
  void set_reading_deadline(Connection& connection);
  void close(Connection& connection);

  const HttpOptions& options_;
  Listener& listener_;
  Intake& intake_;
  const HttpHooks& hooks_;
  UniqueFd epoll_;
  UniqueFd wake_;
  std::atomic<bool> closing_{false};  // answers say "Connection: close"
  std::atomic<bool> stopping_{false};

  std::vector<std::unique_ptr<Connection>> connections_;
  std::vector<std::unique_ptr<Connection>>
      closed_;                // freed after the events of one wait: a later one may name them
  std::size_t buffered_ = 0;  // bytes in all inboxes
  Clock::time_point now_;
  Clock::time_point next_sweep_;
  bool listener_paused_ = false;
  bool draining_ = false;
  Clock::time_point drain_until_;
  Answerer answerer_;  // for what needs no worker

  std::mutex done_mutex_;
  std::vector<JobDone> done_;  // guarded by done_mutex_
  std::vector<JobDone> taken_;
  WorkerPool workers_;  // last: its threads use what stands above
};

}  // namespace nestline::api
