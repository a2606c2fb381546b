// The HTTP server: a table of routes, served by a fixed pool of workers behind one thread that
// waits for the network.
//
// What it guarantees to handlers: a request is whole, its text is valid UTF-8 without control
// characters, its body is within the route's limit. What it guarantees to everybody else: idle,
// slow and hostile connections take no worker; every error has an RFC 9457 body and never an
// exception's text; after stop() requests that have begun are answered. Limits: HTTP/1.1 and 1.0,
// no TLS (a proxy's task), no chunked requests (411), no streaming; an answer is in memory.
//
// Threads: handlers and hooks run on several threads at once. stop() and close_after_answers() may
// be called from any thread, a handler or a signal handler; everything else from one.
#pragma once

#include "api/http/http_hooks.h"
#include "api/http/http_message.h"
#include "api/http/http_options.h"
#include "api/http/router.h"
#include "knowledge/result.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace nestline::api {

class HttpServer {
 public:
  HttpServer(HttpOptions options, std::vector<Route> routes, HttpHooks hooks = {});
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  // Takes the port and returns it. InvalidInput for options or routes that make no sense,
  // Unavailable where the port is taken. Connections queue up from here on.
  Result<std::uint16_t> bind();

  // Serves until stop(), then finishes. Needs a successful bind(); once only. Unavailable where
  // threads cannot be had or where the drain deadline passed before all was answered. Waits for
  // every running handler in any case.
  Status run();

  // Ends run() gracefully: takes no new connections, answers what has begun with "Connection:
  // close", closes idle ones. May be called before run(), which then returns at once.
  void stop();

  // Announces the end: from now on every answer says "Connection: close", but new connections are
  // still served. Between this and stop() a load balancer has time to look elsewhere.
  void close_after_answers();

 private:
  struct Core;
  std::unique_ptr<Core> core_;
};

}  // namespace nestline::api
