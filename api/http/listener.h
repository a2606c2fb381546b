// The listening socket. SO_REUSEADDR only: with SO_REUSEPORT a second server on the same port would
// start silently and take half of the connections. Keeps one descriptor in reserve, so that a
// caller that meets the descriptor limit can be told so instead of being left in the queue. Used by
// one thread.
#pragma once

#include "api/http/unique_fd.h"
#include "knowledge/result.h"

#include <cstdint>
#include <string>

namespace nestline::api {

class Listener {
 public:
  static Result<Listener> open(const std::string& host, std::uint16_t port);

  struct Accepted {
    UniqueFd socket;  // non-blocking; empty where `error` tells why
    std::string peer;
    int error = 0;
  };
  Accepted accept();

  // Accepts with the descriptor in reserve. The socket must be closed before the next call of
  // restore_reserve().
  Accepted accept_with_reserve();
  void restore_reserve();

  void close();
  [[nodiscard]] int fd() const { return socket_.get(); }
  [[nodiscard]] std::uint16_t port() const { return port_; }

 private:
  UniqueFd socket_;
  UniqueFd reserve_;
  std::uint16_t port_ = 0;
};

}  // namespace nestline::api
