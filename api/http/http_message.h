// What a handler receives and returns. Plain values without any trace of the HTTP library, so that
// handlers are tested by calling them. Everything in a request has been checked: names and values
// are valid UTF-8 without control characters, and each parameter is percent-decoded exactly once.
// Values; safe to use from any thread.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nestline::api {

struct Field {
  std::string name;
  std::string value;
};
using Fields = std::vector<Field>;

struct HttpRequest {
  std::string method;
  std::string path;  // as sent, without the query: never log it, it may hold what a person typed
  std::string
      route;  // the route's template, empty where none fits; this is what logs and metrics show
  Fields path_parameters;   // decoded; a value never holds '/' or is "." or ".."
  Fields query_parameters;  // decoded, in the order sent, repeated names kept
  Fields headers;           // as sent, never percent-decoded
  std::string body;
  std::string peer_address;    // the other end of the TCP connection
  std::string client_address;  // the peer, or what a trusted proxy says of whom it speaks for
  std::string request_id;      // made here, unguessable, also sent as X-Request-Id

  // The first value of that name. Header names are compared without regard to case.
  [[nodiscard]] std::optional<std::string> header(std::string_view name) const;
  [[nodiscard]] std::optional<std::string> path_parameter(std::string_view name) const;
  [[nodiscard]] std::optional<std::string> query_parameter(std::string_view name) const;
};

// The core adds the length, Date, Connection and X-Request-Id itself and ignores such headers here.
struct HttpResponse {
  int status = 200;
  std::string content_type;
  Fields headers;
  std::string body;
};

using Handler = std::function<HttpResponse(const HttpRequest&)>;

// What the observer learns of one answer. No path, no address, no text of a person.
struct AccessRecord {
  std::string method;
  std::string route;  // template, empty where no route fits
  int status = 0;
  std::size_t bytes = 0;  // of the whole answer, headers included
  std::chrono::microseconds duration{
      0};  // from the last byte of the request until the answer was handed to the kernel
  std::string request_id;
};

}  // namespace nestline::api
