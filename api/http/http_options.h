// Every setting of the HTTP core, with its default and reason. Most callers change host, port,
// workers and trusted_proxies and leave the rest alone. A value.
#pragma once

#include "api/http/request_head.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace nestline::api {

struct HttpOptions {
  // Where to listen. A name or an address; "::" listens on IPv4 too. Port 0 takes any free one.
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;

  // Threads that run handlers. Idle and slow connections cost none, so a few more than there are
  // cores is enough.
  std::size_t workers = 4;

  // Requests that may wait for a worker. Beyond it: 503 with Retry-After, or the fallback hook's
  // answer.
  std::size_t queue_limit = 1024;

  // Open connections. Beyond it the connection that was idle longest makes room; where none is
  // idle: 503.
  std::size_t max_connections = 4096;

  // Largest body, unless the route has its own limit. Larger: 413 before the body is read.
  std::size_t body_bytes = std::size_t{64} * 1024;

  // Bytes of unfinished requests kept in memory for all connections together. Beyond it: 503.
  std::size_t buffered_bytes = std::size_t{64} * 1024 * 1024;

  HeadLimits head;

  // From the first byte of a request until its head is complete. Later: 408.
  std::chrono::milliseconds header_deadline{10'000};

  // From the head's end until the body is complete. Later: 408.
  std::chrono::milliseconds body_deadline{10'000};

  // For the client to take an answer. A slow reader costs memory, never a worker.
  std::chrono::milliseconds write_deadline{30'000};

  // For the next request on a connection. Above the 60 s of nginx, so that nginx closes first and
  // loses no request.
  std::chrono::milliseconds idle_timeout{75'000};

  // After stop(): for requests that have begun. What is left then is cut, and run() says so.
  std::chrono::milliseconds drain_deadline{10'000};

  // GET of this path says that the process lives. Answered before routing and without a worker, so
  // it works when all workers are busy and while draining. Empty: no such path.
  std::string live_path = "/livez";

  // Addresses or networks of reverse proxies whose X-Forwarded-For is believed. Empty: nobody's.
  std::vector<std::string> trusted_proxies;
};

}  // namespace nestline::api
