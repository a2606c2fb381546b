// The one error body (RFC 9457, application/problem+json) of every refusal, whoever makes it: the
// HTTP core or a handler. `type` is stable and is what a client compares; `title` is fixed for a
// type; `detail` helps a developer and never holds an exception's text or anything that the caller
// sent. Written by hand so that an error needs no JSON library to be told. Values and pure
// functions.
#pragma once

#include "api/http/http_message.h"

#include <string>
#include <string_view>
#include <vector>

namespace nestline::api {

// What is wrong with one part of the request body: a JSON pointer (RFC 6901) and a sentence.
struct ProblemField {
  std::string pointer;
  std::string detail;
};

struct Problem {
  int status = 500;
  std::string type;  // the stable name alone, for example "payload_too_large"
  std::string title;
  std::string detail;
  std::string request_id;
  std::vector<ProblemField> errors;  // left out of the body where empty
};

// A problem with the usual type and title of that status. An unknown status becomes 500.
Problem standard_problem(int status, std::string detail, std::string request_id);

std::string problem_json(const Problem& problem);
HttpResponse problem_response(const Problem& problem);

// Appends `text` as a JSON string with its quotes. Bytes that are not valid UTF-8 become U+FFFD.
void append_json_string(std::string& json, std::string_view text);

}  // namespace nestline::api
