#include "api/respond.h"

#include <algorithm>

#include "api/http/problem.h"
#include "api/http/text.h"
#include "service/sites/secrets.h"

namespace nestline::api {
namespace {

int status_of(const Error& error) {
  switch (error.code) {
    // A body that is no JSON object at all has no field to name.
    case ErrorCode::InvalidInput:
      return error.field.empty() ? 400 : 422;
    case ErrorCode::TooLarge:
      return 429;
    case ErrorCode::NotAllowed:
      return 403;
    case ErrorCode::NotFound:
      return 404;
    case ErrorCode::Conflict:
      return 409;
    case ErrorCode::Stale:
      return 412;
    case ErrorCode::Unavailable:
      return 503;
    case ErrorCode::Internal:
      return 500;
  }
  return 500;
}

// If-None-Match compares weakly (RFC 9110): W/ is ignored.
bool is_known(const HttpRequest& request, const std::string& tag) {
  const std::string header = request.header("If-None-Match").value_or("");
  if (header == "*") return true;
  std::string_view rest = header;
  while (!rest.empty()) {
    std::string_view one = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(rest.size(), one.size() + 1));
    while (one.starts_with(' ')) one.remove_prefix(1);
    while (one.ends_with(' ')) one.remove_suffix(1);
    if (one.starts_with("W/")) one.remove_prefix(2);
    if (one == tag) return true;
  }
  return false;
}

}  // namespace

HttpResponse json_response(int status, std::string body) {
  return {status, "application/json", {{"Cache-Control", "no-store"}}, std::move(body)};
}

HttpResponse content_response(const HttpRequest& request, std::string body,
                              const char* content_type) {
  const std::string tag = "\"" + service::digest(body).substr(0, 32) + "\"";
  Fields headers = {{"Cache-Control", "private, no-cache"}, {"ETag", tag}};
  if (is_known(request, tag)) return {304, "", std::move(headers), ""};
  return {200, content_type, std::move(headers), std::move(body)};
}

HttpResponse no_content() { return {204, "", {}, ""}; }

HttpResponse fail(const Error& error, const HttpRequest& request) {
  const int status = status_of(error);
  // What went wrong inside is for the log, not for the caller.
  const bool inside = error.code == ErrorCode::Internal || error.code == ErrorCode::Unavailable;
  Problem problem = standard_problem(status, inside ? "" : error.message, request.request_id);
  if (!error.field.empty()) {
    problem.detail = error.field + " " + error.message;
    problem.errors.push_back({error.field, error.message});
  }
  HttpResponse response = problem_response(problem);
  if (status == 503) response.headers.push_back({"Retry-After", "5"});
  return response;
}

std::optional<HttpResponse> refuse_other_than_json(const HttpRequest& request) {
  const std::string header = request.header("Content-Type").value_or("");
  std::string_view type = std::string_view(header).substr(0, header.find(';'));
  while (!type.empty() && (type.back() == ' ' || type.back() == '\t')) type.remove_suffix(1);
  if (equal_ignoring_case(type, "application/json")) return std::nullopt;
  return problem_response(
      standard_problem(415, "the body must be application/json", request.request_id));
}

}  // namespace nestline::api
