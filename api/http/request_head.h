// Reads the head of a request (request line and headers), strictly by RFC 9112. This, and not the
// HTTP library, decides where a request ends: version 0.41 of the library decodes header values,
// accepts two Hosts and can be made to read past a request's end. Whatever two readers could
// understand differently (bare LF or CR, folded lines, a space before the colon, two lengths, a
// length beside Transfer-Encoding) is refused and the connection closed. Pure functions.
#pragma once

#include "api/http/http_message.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace nestline::api {

struct HeadLimits {
  std::size_t target_bytes = 2048;  // longer: 414
  std::size_t header_line_bytes =
      8192;                       // longer: 431; single sign-on cookies of an intranet reach 4 KiB
  std::size_t header_count = 64;  // more: 431
  std::size_t head_bytes = std::size_t{16} * 1024;  // everything up to the blank line; more: 431
};

// Why the core refuses a request; becomes a problem body.
struct Refusal {
  int status = 400;
  std::string detail;
};

struct RequestHead {
  std::string method;
  std::string target;  // origin form, or "*"
  Fields headers;
  std::size_t content_length = 0;
  bool keep_alive = true;
  bool expects_continue = false;
};

// A refused head is filled as far as it was read.
struct ParsedHead {
  RequestHead head;
  std::optional<Refusal> refusal;
};

// Where the scan of a growing buffer stands. `length` is the whole head with its blank line, 0
// while that is not there.
struct HeadScan {
  std::size_t length = 0;
  std::optional<Refusal> refusal;
};

// `scanned` remembers, from call to call, how far the buffer was looked at, so that a head that
// arrives byte by byte costs linear time. Refuses hopeless bytes (a TLS hello, a bare LF) at once
// instead of waiting for more.
HeadScan scan_head(std::string_view buffer, std::size_t& scanned, const HeadLimits& limits);

// `head` is what scan_head() found complete.
ParsedHead parse_head(std::string_view head, const HeadLimits& limits);

}  // namespace nestline::api
