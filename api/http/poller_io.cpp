#include "api/http/poller.h"

#include <array>
#include <cerrno>

#include <sys/socket.h>

namespace nestline::api {

namespace {

constexpr std::size_t kReadBytes = std::size_t{16} * 1024;
constexpr std::size_t kThrownAwayBytes = std::size_t{1024} * 1024;  // of an upload that was refused
constexpr std::chrono::milliseconds kLingerTime{1000};

}  // namespace

// Goes on with a connection that waits for a request until it has handed one over or needs bytes
// that are not here.
void Poller::pump(Connection& connection) {
  while (connection.state == Connection::State::Reading && connection.socket) {
    const std::size_t before = connection.inbox.bytes.size();
    Intake::Step step = intake_.advance(connection.inbox, connection.peer);
    buffered_ += connection.inbox.bytes.size();
    buffered_ -= before;
    if (step.ready) {
      hand_over(connection, std::move(*step.ready));
      continue;
    }
    if (step.send_continue) {
      std::size_t sent = 0;
      send_some(connection.socket.get(), "HTTP/1.1 100 Continue\r\n\r\n", sent);
    }
    set_reading_deadline(connection);
    if (!connection.may_read) {
      if (connection.has_ended) close(connection);
      return;
    }
    read_some(connection);
  }
}

void Poller::read_some(Connection& connection) {
  std::array<char, kReadBytes> chunk;
  const ssize_t count = ::recv(connection.socket.get(), chunk.data(), chunk.size(), 0);
  if (count < 0 && errno == EINTR) return;
  if (count < 0 && errno != EAGAIN) {
    close(connection);
    return;
  }
  if (count <= 0) {
    connection.may_read = false;
    connection.has_ended = count == 0;
    return;
  }
  const auto size = static_cast<std::size_t>(count);
  // After a short read a new edge tells of more (epoll(7)), but none tells of an end that was
  // announced already.
  connection.may_read = size == chunk.size() || connection.end_is_announced;
  if (buffered_ + size <= options_.buffered_bytes) {
    connection.inbox.bytes.append(chunk.data(), size);
    buffered_ += size;
    return;
  }
  buffered_ -= connection.inbox.bytes.size();
  Exchange exchange = intake_.give_up(connection.inbox, connection.peer, {503, ""});
  Answerer::Answer answer = answerer_.answer_overload(exchange);
  begin_answer(connection, exchange, std::move(answer));
}

void Poller::hand_over(Connection& connection, Exchange exchange) {
  connection.has_request = true;
  if (exchange.early) {
    Answerer::Answer answer = answerer_.answer(exchange);
    begin_answer(connection, exchange, std::move(answer));
    return;
  }
  connection.state = Connection::State::Busy;
  Job job{&connection, connection.socket.get(), std::move(exchange)};
  if (workers_.submit(job)) return;
  Answerer::Answer answer = answerer_.answer_overload(job.exchange);
  begin_answer(connection, job.exchange, std::move(answer));
}

void Poller::begin_answer(Connection& connection, Exchange& exchange, Answerer::Answer answer) {
  answerer_.observe(exchange, answer.status, answer.bytes.size());
  if (answer.bytes.empty()) {
    close(connection);
    return;
  }
  connection.after = answer.after;
  connection.outbox = std::move(answer.bytes);
  connection.sent = 0;
  connection.deadline = now_ + options_.write_deadline;
  connection.state = Connection::State::Writing;
  continue_answer(connection);
}

void Poller::continue_answer(Connection& connection) {
  if (!send_some(connection.socket.get(), connection.outbox, connection.sent)) {
    close(connection);
    return;
  }
  if (connection.sent == connection.outbox.size()) end_answer(connection);
}

void Poller::end_answer(Connection& connection) {
  connection.outbox = {};
  connection.sent = 0;
  if (connection.after == AfterAnswer::Close) {
    if (connection.has_ended) {
      close(connection);
      return;
    }
    ::shutdown(connection.socket.get(), SHUT_WR);
    connection.state = Connection::State::Lingering;
    connection.deadline = now_ + kLingerTime;
    throw_away_input(connection);
    return;
  }
  connection.state = Connection::State::Reading;
  connection.timed_phase = Inbox::Phase::Idle;
  connection.deadline = now_ + options_.idle_timeout;
}

void Poller::throw_away_input(Connection& connection) {
  std::array<char, kReadBytes> chunk;
  while (connection.may_read && connection.thrown_away < kThrownAwayBytes) {
    const ssize_t count = ::recv(connection.socket.get(), chunk.data(), chunk.size(), 0);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 && errno == EAGAIN) {
      connection.may_read = false;
      return;
    }
    if (count <= 0) break;
    connection.thrown_away += static_cast<std::size_t>(count);
  }
  if (connection.may_read) close(connection);
}

// A deadline is set when its phase begins and not moved by bytes, so that dribbling them gains
// nothing.
void Poller::set_reading_deadline(Connection& connection) {
  const Inbox::Phase phase = connection.inbox.phase;
  if (phase == connection.timed_phase) return;
  connection.timed_phase = phase;
  if (phase == Inbox::Phase::Idle) connection.deadline = now_ + options_.idle_timeout;
  if (phase == Inbox::Phase::Head) connection.deadline = now_ + options_.header_deadline;
  if (phase == Inbox::Phase::Body) connection.deadline = now_ + options_.body_deadline;
}

void Poller::close(Connection& connection) {
  buffered_ -= connection.inbox.bytes.size();
  connection.socket.reset();
  const std::size_t slot = connection.slot;
  std::swap(connections_[slot], connections_.back());
  connections_[slot]->slot = slot;
  closed_.push_back(std::move(connections_.back()));
  connections_.pop_back();
}

}  // namespace nestline::api
