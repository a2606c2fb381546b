// cpp-httplib behind a small door: one request and its answer, bytes out, no sockets. The library
// never meets the network. It is given a request made of what Intake has checked (method, length
// and body; none of the client's headers), so its faults in reading headers, lengths, ranges, forms
// and forwarded addresses cannot be reached; it runs the handler and writes the answer.
// http_engine.cpp is the only file of the server that includes it (14 s and 500 MB to compile). One
// object belongs to one thread.
#pragma once

#include "api/http/exchange.h"

#include <functional>
#include <memory>
#include <string>

namespace nestline::api {

class HttpEngine {
 public:
  HttpEngine();
  ~HttpEngine();
  HttpEngine(const HttpEngine&) = delete;
  HttpEngine& operator=(const HttpEngine&) = delete;

  struct Input {
    std::string method;  // only HEAD, and whether there is a body, make a difference
    std::string body;
    std::size_t body_limit = 0;
  };

  // What `respond` decides: the answer and whether it says "Connection: close".
  struct Output {
    HttpResponse response;
    AfterAnswer after = AfterAnswer::Keep;
  };
  using Respond = std::function<Output(std::string body)>;

  // The answer's bytes. `respond` is called once and must not throw. Empty where the library
  // failed; then the connection can only be closed.
  std::string exchange(const Input& input, const Respond& respond);

 private:
  class Server;
  std::unique_ptr<Server> server_;
};

}  // namespace nestline::api
