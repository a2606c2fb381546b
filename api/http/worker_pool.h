// A fixed number of threads that make answers, fed by a bounded queue. Fixed, because a pool that
// grows under a burst was measured to leave a tenth of the clients unserved. A worker never waits
// for a client: it sends what the socket takes and hands the rest back. submit() may be called from
// any thread; start() and finish() from one.
#pragma once

#include "api/http/answerer.h"
#include "knowledge/result.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace nestline::api {

struct Connection;

struct Job {
  Connection* connection =
      nullptr;  // owned by the poller, which leaves it alone until the job is given back
  int socket = -1;
  Exchange exchange;
};

struct JobDone {
  Connection* connection = nullptr;
  std::string bytes;
  std::size_t sent = 0;  // the client did not take more
  AfterAnswer after = AfterAnswer::Close;
  bool failed = false;  // the socket is broken or there is no answer: close at once
};

class WorkerPool {
 public:
  using GiveBack = std::function<void(JobDone)>;

  WorkerPool(std::size_t queue_limit, GiveBack give_back)
      : queue_limit_(queue_limit), give_back_(std::move(give_back)) {}
  ~WorkerPool() { finish(); }
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // Unavailable where the system gives no more threads; then none is left running.
  Status start(std::size_t workers, const HttpHooks& hooks, const std::atomic<bool>& closing);

  // False, and the job is untouched, where the queue is full.
  bool submit(Job& job);

  // Drops what is queued, waits for what runs. Afterwards nothing is given back any more.
  void finish();

 private:
  void run(const HttpHooks& hooks, const std::atomic<bool>& closing);
  bool take(Job& job);

  const std::size_t queue_limit_;
  const GiveBack give_back_;
  std::mutex mutex_;
  std::condition_variable work_or_end_;
  std::deque<Job> queue_;  // guarded by mutex_
  bool ending_ = false;    // guarded by mutex_
  std::vector<std::thread> threads_;
};

// Sends what is left after `sent`, as much as the socket takes now. False where the connection is
// broken.
bool send_some(int socket, const std::string& bytes, std::size_t& sent);

}  // namespace nestline::api
