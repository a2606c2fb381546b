#include "api/http/listener.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace nestline::api {

namespace {

constexpr int kBacklog = 1024;  // the kernel's default limit on Debian is 4096

void switch_on(int socket, int level, int option) {
  const int on = 1;
  setsockopt(socket, level, option, &on, sizeof(on));
}

std::string address_text(const sockaddr_storage& storage) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (storage.ss_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &storage, sizeof(v4));
    inet_ntop(AF_INET, &v4.sin_addr, text.data(), text.size());
  } else if (storage.ss_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, &storage, sizeof(v6));
    inet_ntop(AF_INET6, &v6.sin6_addr, text.data(), text.size());
  }
  const std::string address = text.data();
  constexpr std::string_view kMapped = "::ffff:";
  const bool is_mapped = address.starts_with(kMapped) && address.find('.') != std::string::npos;
  return is_mapped ? address.substr(kMapped.size()) : address;
}

std::uint16_t bound_port(int socket) {
  sockaddr_storage storage{};
  socklen_t size = sizeof(storage);
  if (getsockname(socket, reinterpret_cast<sockaddr*>(&storage), &size) != 0) return 0;
  in_port_t port = 0;  // at the same place in both families
  static_assert(offsetof(sockaddr_in, sin_port) == offsetof(sockaddr_in6, sin6_port));
  std::memcpy(&port, reinterpret_cast<const char*>(&storage) + offsetof(sockaddr_in, sin_port),
              sizeof(port));
  return ntohs(port);
}

UniqueFd listen_on(const addrinfo& address) {
  UniqueFd socket(
      ::socket(address.ai_family, address.ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!socket) return socket;
  switch_on(socket.get(), SOL_SOCKET, SO_REUSEADDR);
  switch_on(socket.get(), IPPROTO_TCP, TCP_NODELAY);  // accepted sockets inherit it (Linux)
  if (address.ai_family == AF_INET6) {
    const int off = 0;
    setsockopt(socket.get(), IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof(off));
  }
  const bool is_listening = ::bind(socket.get(), address.ai_addr, address.ai_addrlen) == 0 &&
                            ::listen(socket.get(), kBacklog) == 0;
  if (!is_listening) {
    const int error = errno;
    socket.reset();
    errno = error;
  }
  return socket;
}

UniqueFd open_reserve() { return UniqueFd(::open("/dev/null", O_RDONLY | O_CLOEXEC)); }

}  // namespace

Result<Listener> Listener::open(const std::string& host, std::uint16_t port) {
  const std::string place = host + " port " + std::to_string(port);
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const int failed = getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found);
  if (failed != 0) {
    return Error{ErrorCode::InvalidInput, "cannot listen on " + place + ": " + gai_strerror(failed),
                 "host"};
  }
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> addresses(found, &freeaddrinfo);
  Listener listener;
  for (const addrinfo* address = addresses.get(); address != nullptr && !listener.socket_;
       address = address->ai_next) {
    listener.socket_ = listen_on(*address);
  }
  if (!listener.socket_) {
    return Error{ErrorCode::Unavailable, "cannot listen on " + place + ": " + std::strerror(errno),
                 "port"};
  }
  listener.port_ = bound_port(listener.fd());
  listener.reserve_ = open_reserve();
  return listener;
}

Listener::Accepted Listener::accept() {
  sockaddr_storage storage{};
  socklen_t size = sizeof(storage);
  Accepted accepted;
  accepted.socket = UniqueFd(
      ::accept4(fd(), reinterpret_cast<sockaddr*>(&storage), &size, SOCK_CLOEXEC | SOCK_NONBLOCK));
  if (!accepted.socket) {
    accepted.error = errno;
    return accepted;
  }
  accepted.peer = address_text(storage);
  return accepted;
}

Listener::Accepted Listener::accept_with_reserve() {
  reserve_.reset();
  return accept();
}

void Listener::restore_reserve() {
  if (!reserve_) reserve_ = open_reserve();
}

void Listener::close() {
  socket_.reset();
  reserve_.reset();
}

}  // namespace nestline::api
