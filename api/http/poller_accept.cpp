#include "api/http/poller.h"

#include <array>
#include <cerrno>

#include <sys/epoll.h>
#include <sys/socket.h>

namespace nestline::api {

namespace {

constexpr int kAcceptsAtOnce = 64;  // then the connections that are here get their turn
constexpr std::chrono::milliseconds kIdleEnough{
    1000};  // a younger connection's request is probably on its way

bool is_shortage(int error) {
  return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM;
}

}  // namespace

void Poller::accept_new() {
  const int limit = draining_ ? static_cast<int>(options_.max_connections) : kAcceptsAtOnce;
  for (int i = 0; i < limit; ++i) {
    Listener::Accepted accepted = listener_.accept();
    if (accepted.socket) {
      admit(std::move(accepted));
      continue;
    }
    if (accepted.error == EAGAIN || accepted.error == EBADF) return;
    if (is_shortage(accepted.error) && !close_longest_idle()) {
      refuse_one_without_descriptors();
      return;
    }
  }
}

void Poller::admit(Listener::Accepted accepted) {
  if (connections_.size() >= options_.max_connections && !close_longest_idle()) {
    refuse(accepted.socket, accepted.peer);
    return;
  }
  auto connection = std::make_unique<Connection>();
  connection->socket = std::move(accepted.socket);
  connection->peer = std::move(accepted.peer);
  connection->slot = connections_.size();
  connection->deadline = now_ + options_.idle_timeout;
  epoll_event event{};
  event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
  event.data.ptr = connection.get();
  if (epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, connection->socket.get(), &event) != 0) return;
  connections_.push_back(std::move(connection));
}

// Makes room for a new client: whoever holds connections open without using them cannot shut others
// out.
bool Poller::close_longest_idle() {
  Connection* oldest = nullptr;
  for (const auto& connection : connections_) {
    const bool is_waiting = connection->state == Connection::State::Reading &&
                            connection->inbox.phase == Inbox::Phase::Idle;
    const bool is_idle =
        connection->state == Connection::State::Lingering ||
        (is_waiting && now_ + options_.idle_timeout >= connection->deadline + kIdleEnough);
    if (is_idle && (oldest == nullptr || connection->deadline < oldest->deadline))
      oldest = connection.get();
  }
  if (oldest == nullptr) return false;
  close(*oldest);
  return true;
}

void Poller::refuse_one_without_descriptors() {
  {
    const Listener::Accepted accepted = listener_.accept_with_reserve();
    if (accepted.socket) refuse(accepted.socket, accepted.peer);
    if (is_shortage(accepted.error))
      watch_listener(0);  // not even the reserve helped: look again at the next sweep
  }
  listener_.restore_reserve();
}

// Best effort: there is no room to wait until the client has read it.
void Poller::refuse(const UniqueFd& socket, const std::string& peer) {
  Inbox nothing;
  Exchange exchange = intake_.give_up(nothing, peer, {503, ""});
  Answerer::Answer answer = answerer_.answer_overload(exchange);
  std::size_t sent = 0;
  send_some(socket.get(), answer.bytes, sent);
  answerer_.observe(exchange, answer.status, answer.bytes.size());
  ::shutdown(socket.get(), SHUT_WR);
  std::array<char, 4096> ignored;
  while (::recv(socket.get(), ignored.data(), ignored.size(), MSG_DONTWAIT) >
         0) {  // unread input would reset
  }
}

void Poller::watch_listener(unsigned events) {
  epoll_event event{};
  event.events = events;
  event.data.ptr = &listener_;
  epoll_ctl(epoll_.get(), EPOLL_CTL_MOD, listener_.fd(), &event);
  listener_paused_ = events == 0;
}

}  // namespace nestline::api
