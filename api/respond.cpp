#include "api/respond.h"

#include "api/http/problem.h"
#include "api/http/text.h"

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
    case ErrorCode::Unavailable:
      return 503;
    case ErrorCode::Internal:
      return 500;
  }
  return 500;
}

}  // namespace

HttpResponse json_response(int status, std::string body) {
  return {status, "application/json", {{"Cache-Control", "no-store"}}, std::move(body)};
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
