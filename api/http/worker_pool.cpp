#include "api/http/worker_pool.h"

#include <cerrno>
#include <system_error>

#include <sys/socket.h>

namespace nestline::api {

bool send_some(int socket, const std::string& bytes, std::size_t& sent) {
  while (sent < bytes.size()) {
    const ssize_t count =
        ::send(socket, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno == EAGAIN;
    sent += static_cast<std::size_t>(count);
  }
  return true;
}

Status WorkerPool::start(std::size_t workers, const HttpHooks& hooks,
                         const std::atomic<bool>& closing) {
  try {
    for (std::size_t i = 0; i < workers; ++i) threads_.emplace_back([&] { run(hooks, closing); });
  } catch (const std::system_error&) {
    finish();
    return Error{ErrorCode::Unavailable,
                 "cannot start " + std::to_string(workers) + " worker threads", "workers"};
  }
  return ok_status();
}

bool WorkerPool::submit(Job& job) {
  {
    const std::lock_guard lock(mutex_);
    if (queue_.size() >= queue_limit_) return false;
    queue_.push_back(std::move(job));
  }
  work_or_end_.notify_one();
  return true;
}

bool WorkerPool::take(Job& job) {
  std::unique_lock lock(mutex_);
  work_or_end_.wait(lock, [&] { return ending_ || !queue_.empty(); });
  if (ending_) return false;
  job = std::move(queue_.front());
  queue_.pop_front();
  return true;
}

void WorkerPool::run(const HttpHooks& hooks, const std::atomic<bool>& closing) {
  Answerer answerer(hooks, closing);
  for (Job job; take(job);) {
    Answerer::Answer answer = answerer.answer(job.exchange);
    JobDone done{job.connection, std::move(answer.bytes), 0, answer.after, false};
    done.failed = done.bytes.empty() || !send_some(job.socket, done.bytes, done.sent);
    answerer.observe(job.exchange, answer.status, done.bytes.size());
    give_back_(std::move(done));
  }
}

void WorkerPool::finish() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
    queue_.clear();
  }
  work_or_end_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

}  // namespace nestline::api
