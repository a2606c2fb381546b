#include "api/http/problem.h"

#include "api/http/text.h"

#include <algorithm>
#include <array>

namespace nestline::api {

namespace {

constexpr std::string_view kTypePrefix = "urn:nestline:problem:";

struct Standard {
  int status;
  const char* type;
  const char* title;
};

constexpr std::array kStandard = {
    Standard{400, "bad_request", "The request is not well formed"},
    Standard{401, "unauthorized", "Sign in or send a key"},
    Standard{403, "forbidden", "This is not allowed"},
    Standard{404, "not_found", "There is nothing here"},
    Standard{405, "method_not_allowed", "This method is not offered here"},
    Standard{406, "not_acceptable", "No acceptable form of the answer"},
    Standard{408, "request_timeout", "The request took too long to arrive"},
    Standard{409, "conflict", "The state does not allow this"},
    Standard{410, "gone", "This is no longer here"},
    Standard{411, "length_required", "A Content-Length is needed"},
    Standard{412, "precondition_failed", "It has changed since you read it"},
    Standard{413, "payload_too_large", "The body is too large"},
    Standard{414, "uri_too_long", "The address is too long"},
    Standard{415, "unsupported_media_type", "This content type is not read here"},
    Standard{417, "expectation_failed", "The expectation cannot be met"},
    Standard{422, "invalid_input", "Some values are not right"},
    Standard{428, "precondition_required", "Send If-Match"},
    Standard{429, "too_many_requests", "Too many requests"},
    Standard{431, "header_too_large", "The header is too large"},
    Standard{500, "internal", "Something went wrong on our side"},
    Standard{503, "unavailable", "The service cannot answer right now"},
    Standard{505, "version_not_supported", "Only HTTP/1.1 and HTTP/1.0 are spoken here"},
    Standard{507, "storage_full", "There is no room to store this"},
};

void append_member(std::string& json, std::string_view name, std::string_view value) {
  if (json.back() != '{') json += ',';
  append_json_string(json, name);
  json += ':';
  append_json_string(json, value);
}

void append_errors(std::string& json, const std::vector<ProblemField>& errors) {
  json += ",\"errors\":[";
  for (const ProblemField& error : errors) {
    if (json.back() != '[') json += ',';
    json += '{';
    append_member(json, "pointer", error.pointer);
    append_member(json, "detail", error.detail);
    json += '}';
  }
  json += ']';
}

void append_escaped(std::string& json, char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  if (c == '"' || c == '\\') {
    json += '\\';
    json += c;
  } else if (byte < 0x20 || byte == 0x7F) {
    json += "\\u00";
    json += kHex[byte >> 4];
    json += kHex[byte & 15];
  } else {
    json += c;
  }
}

// The length of the longest valid character at the front, 0 where the first byte starts none.
std::size_t character_length(std::string_view text) {
  for (std::size_t length = 1; length <= std::min<std::size_t>(4, text.size()); ++length) {
    if (is_valid_utf8(text.substr(0, length))) return length;
  }
  return 0;
}

}  // namespace

Problem standard_problem(int status, std::string detail, std::string request_id) {
  const auto* found = std::find_if(kStandard.begin(), kStandard.end(),
                                   [&](const Standard& entry) { return entry.status == status; });
  if (found == kStandard.end()) {
    return standard_problem(500, std::move(detail), std::move(request_id));
  }
  return {.status = status,
          .type = found->type,
          .title = found->title,
          .detail = std::move(detail),
          .request_id = std::move(request_id),
          .errors = {}};
}

void append_json_string(std::string& json, std::string_view text) {
  json += '"';
  while (!text.empty()) {
    const std::size_t length = character_length(text);
    if (length == 0) {
      json += "\xEF\xBF\xBD";
      text.remove_prefix(1);
      continue;
    }
    if (length == 1) {
      append_escaped(json, text.front());
    } else {
      json += text.substr(0, length);
    }
    text.remove_prefix(length);
  }
  json += '"';
}

std::string problem_json(const Problem& problem) {
  std::string json = "{";
  append_member(json, "type", std::string(kTypePrefix) + problem.type);
  append_member(json, "title", problem.title);
  json += ",\"status\":" + std::to_string(problem.status);
  if (!problem.detail.empty()) append_member(json, "detail", problem.detail);
  if (!problem.request_id.empty()) append_member(json, "request_id", problem.request_id);
  if (!problem.errors.empty()) append_errors(json, problem.errors);
  json += '}';
  return json;
}

HttpResponse problem_response(const Problem& problem) {
  return {.status = problem.status,
          .content_type = "application/problem+json",
          .headers = {{"Cache-Control", "no-store"}},
          .body = problem_json(problem)};
}

}  // namespace nestline::api
