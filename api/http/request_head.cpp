#include "api/http/request_head.h"

#include "api/http/text.h"

#include <algorithm>
#include <charconv>

namespace nestline::api {

namespace {

constexpr std::size_t kLongestMethod = 32;
constexpr std::size_t kVersionBytes = 12;  // " HTTP/1.1" and its line end, rounded up

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::optional<Refusal> check_byte(std::string_view buffer, std::size_t i) {
  const char c = buffer[i];
  if (c == '\n' && (i == 0 || buffer[i - 1] != '\r')) return Refusal{400, "a line ends without CR"};
  if (c != '\n' && i > 0 && buffer[i - 1] == '\r') return Refusal{400, "a CR stands alone"};
  const auto byte = static_cast<unsigned char>(c);
  if ((byte < 0x20 && c != '\r' && c != '\n' && c != '\t') || byte == 0x7F) {
    return Refusal{400, "a control character in the head"};
  }
  return std::nullopt;
}

std::optional<Refusal> check_size(std::string_view head, const HeadLimits& limits) {
  const std::size_t line_end = head.find("\r\n");
  const std::size_t line = line_end == std::string_view::npos ? head.size() : line_end;
  if (line > limits.target_bytes + kLongestMethod + kVersionBytes) {
    return Refusal{414, "at most " + std::to_string(limits.target_bytes) + " bytes"};
  }
  if (head.size() > limits.head_bytes) {
    return Refusal{431, "at most " + std::to_string(limits.head_bytes) + " bytes of head"};
  }
  return std::nullopt;
}

std::optional<Refusal> check_target(std::string_view target, const HeadLimits& limits) {
  if (target.size() > limits.target_bytes) {
    return Refusal{414, "at most " + std::to_string(limits.target_bytes) + " bytes"};
  }
  if (target != "*" && !target.starts_with('/'))
    return Refusal{400, "the target must start with /"};
  const bool is_visible = std::all_of(target.begin(), target.end(),
                                      [](char c) { return c > ' ' && c < '\x7F' && c != '#'; });
  if (!is_visible) return Refusal{400, "percent-encode the target"};
  return std::nullopt;
}

std::optional<Refusal> read_request_line(std::string_view line, const HeadLimits& limits,
                                         RequestHead& head) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) {
    return Refusal{400, "the request line is not method, target and version"};
  }
  const std::string_view method = line.substr(0, first);
  const std::string_view version = line.substr(last + 1);
  if (!is_token(method) || method.size() > kLongestMethod) return Refusal{400, "not a method"};
  head.method = method;
  if (version != "HTTP/1.1" && version != "HTTP/1.0") {
    if (version.starts_with("HTTP/")) return Refusal{505, ""};
    return Refusal{400, "not a version"};
  }
  head.keep_alive = version == "HTTP/1.1";
  const std::string_view target = line.substr(first + 1, last - first - 1);
  if (auto refusal = check_target(target, limits)) return refusal;
  head.target = target;
  return std::nullopt;
}

// True where the value would hold CR, LF or NUL for a reader that percent-decodes it. A Referer is
// somebody else's address and may.
bool hides_line_break(std::string_view name, std::string_view value) {
  if (equal_ignoring_case(name, "Referer")) return false;
  for (std::size_t at = value.find("%0"); at != std::string_view::npos;
       at = value.find("%0", at + 1)) {
    const std::string_view digit = value.substr(at + 2, 1);
    if (digit == "0" || digit == "a" || digit == "A" || digit == "d" || digit == "D") return true;
  }
  return false;
}

std::optional<Refusal> read_header_line(std::string_view line, const HeadLimits& limits,
                                        Fields& headers) {
  if (line.size() > limits.header_line_bytes) {
    return Refusal{431, "at most " + std::to_string(limits.header_line_bytes) + " bytes a line"};
  }
  if (headers.size() >= limits.header_count) {
    return Refusal{431, "at most " + std::to_string(limits.header_count) + " header lines"};
  }
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
    return Refusal{400, "a header line is not a name, a colon and a value"};
  }
  const std::string_view name = line.substr(0, colon);
  const std::string_view value = trim(line.substr(colon + 1));
  if (!is_valid_utf8(value)) return Refusal{400, "a header value is not UTF-8"};
  if (hides_line_break(name, value)) return Refusal{400, "a header value hides a line break"};
  headers.push_back({std::string(name), std::string(value)});
  return std::nullopt;
}

bool is_host(std::string_view value) {
  const auto is_allowed = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("-._~:[]%").find(c) != std::string_view::npos;
  };
  return !value.empty() && value.size() <= 260 &&
         std::all_of(value.begin(), value.end(), is_allowed);
}

std::vector<std::string_view> values_of(const Fields& headers, std::string_view name) {
  std::vector<std::string_view> values;
  for (const Field& field : headers) {
    if (equal_ignoring_case(field.name, name)) values.push_back(field.value);
  }
  return values;
}

bool lists_token(const Fields& headers, std::string_view name, std::string_view token) {
  for (std::string_view value : values_of(headers, name)) {
    for (bool more = true; more;) {
      const std::size_t comma = value.find(',');
      if (equal_ignoring_case(trim(value.substr(0, comma)), token)) return true;
      more = comma != std::string_view::npos;
      if (more) value.remove_prefix(comma + 1);
    }
  }
  return false;
}

std::optional<Refusal> read_framing(RequestHead& head) {
  const auto lengths = values_of(head.headers, "Content-Length");
  if (!values_of(head.headers, "Transfer-Encoding").empty()) {
    if (!lengths.empty()) return Refusal{400, "both Content-Length and Transfer-Encoding"};
    return Refusal{411, "Transfer-Encoding is not read here"};
  }
  if (lengths.empty()) return std::nullopt;
  if (lengths.size() > 1) return Refusal{400, "more than one Content-Length"};
  const std::string_view digits = lengths.front();
  const bool is_number = !digits.empty() && std::all_of(digits.begin(), digits.end(), [](char c) {
    return c >= '0' && c <= '9';
  });
  if (!is_number) return Refusal{400, "Content-Length is not a number"};
  const auto parsed =
      std::from_chars(digits.data(), digits.data() + digits.size(), head.content_length);
  if (parsed.ec != std::errc()) return Refusal{413, ""};
  return std::nullopt;
}

std::optional<Refusal> read_connection(RequestHead& head) {
  const auto hosts = values_of(head.headers, "Host");
  const bool is_http_1_0 = !head.keep_alive;
  const bool may_lack_host = is_http_1_0 && hosts.empty();
  if (!may_lack_host && (hosts.size() != 1 || !is_host(hosts.front()))) {
    return Refusal{400, "exactly one Host is needed"};
  }
  if (lists_token(head.headers, "Connection", "close")) {
    head.keep_alive = false;
  } else if (is_http_1_0) {
    head.keep_alive = lists_token(head.headers, "Connection", "keep-alive");
  }
  for (const std::string_view value : values_of(head.headers, "Expect")) {
    if (!equal_ignoring_case(value, "100-continue"))
      return Refusal{417, "only 100-continue is known"};
    head.expects_continue = !is_http_1_0;
  }
  return std::nullopt;
}

}  // namespace

HeadScan scan_head(std::string_view buffer, std::size_t& scanned, const HeadLimits& limits) {
  for (; scanned < buffer.size(); ++scanned) {
    if (auto refusal = check_byte(buffer, scanned)) return {0, std::move(refusal)};
    const std::size_t length = scanned + 1;
    if (buffer[scanned] == '\n' && buffer.substr(0, length).ends_with("\r\n\r\n")) {
      scanned = length;
      return {length, check_size(buffer.substr(0, length), limits)};
    }
  }
  return {0, check_size(buffer, limits)};
}

ParsedHead parse_head(std::string_view head, const HeadLimits& limits) {
  ParsedHead parsed;
  std::size_t line_end = head.find("\r\n");
  parsed.refusal = read_request_line(head.substr(0, line_end), limits, parsed.head);
  while (!parsed.refusal) {
    head.remove_prefix(line_end + 2);
    line_end = head.find("\r\n");
    if (line_end == 0 || line_end == std::string_view::npos) break;
    parsed.refusal = read_header_line(head.substr(0, line_end), limits, parsed.head.headers);
  }
  if (!parsed.refusal) parsed.refusal = read_framing(parsed.head);
  if (!parsed.refusal) parsed.refusal = read_connection(parsed.head);
  return parsed;
}

}  // namespace nestline::api
