#include "api/http/poller.h"

#include <array>
#include <cerrno>
#include <system_error>

#include <sys/epoll.h>
#include <sys/eventfd.h>

namespace nestline::api {

namespace {

constexpr std::chrono::milliseconds kSweepInterval{100};
constexpr std::chrono::milliseconds kFreshGrace{
    500};  // for a request that is on its way when the drain begins

UniqueFd checked(int fd, const char* what) {
  if (fd < 0) throw std::system_error(errno, std::generic_category(), what);
  return UniqueFd(fd);
}

}  // namespace

Poller::Poller(const HttpOptions& options, Listener& listener, Intake& intake,
               const HttpHooks& hooks)
    : options_(options),
      listener_(listener),
      intake_(intake),
      hooks_(hooks),
      epoll_(checked(epoll_create1(EPOLL_CLOEXEC), "epoll_create1")),
      wake_(checked(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd")),
      answerer_(hooks, closing_),
      workers_(options.queue_limit, [this](JobDone done) { give_back(std::move(done)); }) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.ptr = &wake_;
  if (epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, wake_.get(), &event) != 0) {
    throw std::system_error(errno, std::generic_category(), "epoll_ctl");
  }
  done_.reserve(options.max_connections);
  taken_.reserve(options.max_connections);
}

void Poller::stop() {
  closing_.store(true, std::memory_order_relaxed);
  stopping_.store(true, std::memory_order_release);
  const eventfd_t one = 1;
  eventfd_write(wake_.get(), one);
}

void Poller::give_back(JobDone done) {
  bool was_empty = false;
  {
    const std::lock_guard lock(done_mutex_);
    was_empty = done_.empty();
    done_.push_back(std::move(done));
  }
  if (was_empty) eventfd_write(wake_.get(), 1);
}

Status Poller::run() {
  if (Status started = workers_.start(options_.workers, hooks_, closing_); !started) return started;
  epoll_event listening{};
  listening.events = EPOLLIN;
  listening.data.ptr = &listener_;
  if (epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, listener_.fd(), &listening) != 0) {
    return Error{ErrorCode::Unavailable, "cannot watch the listening socket", "port"};
  }
  std::array<epoll_event, 128> events{};
  now_ = Clock::now();
  while (!is_drained(now_)) {
    const bool needs_sweeps = !connections_.empty() || listener_paused_;
    const int wait = needs_sweeps ? static_cast<int>(kSweepInterval.count()) : -1;
    const int count =
        epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()), wait);
    now_ = Clock::now();
    for (int i = 0; i < count; ++i) {
      const epoll_event& event = events.at(static_cast<std::size_t>(i));
      handle_event(event.data.ptr, event.events);
    }
    take_back_jobs();
    if (stopping_.load(std::memory_order_acquire) && !draining_) begin_drain();
    if (now_ >= next_sweep_) sweep(now_);
    closed_.clear();
  }
  const std::size_t cut = connections_.size();
  workers_.finish();
  connections_.clear();
  if (cut == 0) return ok_status();
  return Error{ErrorCode::Unavailable, "the drain deadline passed with open=" + std::to_string(cut),
               ""};
}

void Poller::handle_event(void* source, unsigned events) {
  if (source == &wake_) {
    eventfd_t ignored = 0;
    eventfd_read(wake_.get(), &ignored);
    return;
  }
  if (source == &listener_) {
    accept_new();
    return;
  }
  Connection& connection = *static_cast<Connection*>(source);
  if (!connection.socket) return;  // closed by an earlier event of the same wait
  if ((events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0) connection.end_is_announced = true;
  if ((events & EPOLLIN) != 0 || connection.end_is_announced)
    connection.may_read = !connection.has_ended;
  if (connection.state == Connection::State::Writing) continue_answer(connection);
  if (connection.state == Connection::State::Lingering) throw_away_input(connection);
  pump(connection);
}

void Poller::take_back_jobs() {
  {
    const std::lock_guard lock(done_mutex_);
    taken_.swap(done_);
  }
  for (JobDone& done : taken_) {
    Connection& connection = *done.connection;
    if (done.failed) {
      close(connection);
      continue;
    }
    connection.after = done.after;
    connection.outbox = std::move(done.bytes);
    connection.sent = done.sent;
    connection.deadline = now_ + options_.write_deadline;
    connection.state = Connection::State::Writing;
    continue_answer(connection);
    pump(connection);
  }
  taken_.clear();
}

// Takes in what waits in the kernel's queue, so that no client who has connected is reset, then
// stops listening. Idle connections are closed; a connection that has sent nothing yet gets a
// moment, as its request may be on its way.
void Poller::begin_drain() {
  draining_ = true;
  drain_until_ = now_ + options_.drain_deadline;
  accept_new();
  listener_.close();
  listener_paused_ = false;
  for (std::size_t i = connections_.size(); i-- > 0;) {
    Connection& connection = *connections_[i];
    if (connection.state != Connection::State::Reading ||
        connection.inbox.phase != Inbox::Phase::Idle)
      continue;
    connection.deadline = std::min(connection.deadline, now_ + kFreshGrace);
    if (!connection.has_request) continue;
    connection.may_read = true;
    read_some(connection);
    pump(connection);
    const bool is_still_idle = connection.socket &&
                               connection.state == Connection::State::Reading &&
                               connection.inbox.phase == Inbox::Phase::Idle;
    if (is_still_idle) close(connection);
  }
}

bool Poller::is_drained(Clock::time_point now) const {
  return draining_ && (connections_.empty() || now >= drain_until_);
}

void Poller::sweep(Clock::time_point now) {
  next_sweep_ = now + kSweepInterval;
  if (listener_paused_) {
    listener_.restore_reserve();
    watch_listener(EPOLLIN);
  }
  for (std::size_t i = connections_.size(); i-- > 0;) {
    Connection& connection = *connections_[i];
    if (connection.state != Connection::State::Busy && now >= connection.deadline)
      expire(connection);
  }
}

void Poller::expire(Connection& connection) {
  const bool is_unfinished = connection.state == Connection::State::Reading &&
                             connection.inbox.phase != Inbox::Phase::Idle;
  if (!is_unfinished) {
    close(connection);
    return;
  }
  const char* late = connection.inbox.phase == Inbox::Phase::Head ? "the head took too long"
                                                                  : "the body took too long";
  buffered_ -= connection.inbox.bytes.size();
  Exchange exchange = intake_.give_up(connection.inbox, connection.peer, {408, late});
  Answerer::Answer answer = answerer_.answer(exchange);
  begin_answer(connection, exchange, std::move(answer));
}

}  // namespace nestline::api
