#include "api/http/problem.h"

#include <doctest/doctest.h>

using namespace nestline::api;

TEST_CASE("a problem body has the members of RFC 9457 and the request id") {
  const Problem problem = standard_problem(413, "at most 10 bytes", "abc");
  CHECK(problem_json(problem) ==
        "{\"type\":\"urn:nestline:problem:payload_too_large\",\"title\":\"The body is too large\","
        "\"status\":413,\"detail\":\"at most 10 bytes\",\"request_id\":\"abc\"}");
  const HttpResponse response = problem_response(problem);
  CHECK(response.status == 413);
  CHECK(response.content_type == "application/problem+json");
}

TEST_CASE("a problem lists the faulty fields with their pointers") {
  Problem problem = standard_problem(422, "", "");
  problem.errors = {{"/question", "is missing"}, {"/locale", "is not a string"}};
  CHECK(problem_json(problem).ends_with(
      "\"status\":422,\"errors\":[{\"pointer\":\"/question\",\"detail\":\"is missing\"},"
      "{\"pointer\":\"/locale\",\"detail\":\"is not a string\"}]}"));
}

TEST_CASE("a status without a standard problem becomes a 500") {
  CHECK(standard_problem(299, "", "").status == 500);
}

TEST_CASE("JSON strings are escaped and never hold invalid UTF-8") {
  const auto json = [](std::string_view text) {
    std::string out;
    append_json_string(out, text);
    return out;
  };
  CHECK(json("a\"b\\c") == R"("a\"b\\c")");
  CHECK(json("a\nb\x01") == R"("a\u000ab\u0001")");
  CHECK(json(std::string_view("\0", 1)) == R"("\u0000")");
  CHECK(json("ni\xC3\xB1o \xF0\x9F\x98\x80") == "\"ni\xC3\xB1o \xF0\x9F\x98\x80\"");
  CHECK(json("a\xFF\xE2\x82z") == "\"a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz\"");
}
