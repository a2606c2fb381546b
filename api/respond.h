// One helper for each outcome, so that no handler builds a response by hand. Pure functions; safe
// from any thread.
#pragma once

#include <optional>
#include <string>

#include "api/http/http_message.h"
#include "knowledge/result.h"

namespace nestline::api {

HttpResponse json_response(int status, std::string body);
HttpResponse no_content();

// 200 with a strong ETag, or 304 where the caller has it already (If-None-Match). Caches may keep
// it and must ask again: it differs by site and key.
HttpResponse content_response(const HttpRequest& request, std::string body,
                              const char* content_type = "application/json");

// The one table from error codes to HTTP: status and problem type. The error's field becomes the
// pointer in `errors`.
HttpResponse fail(const Error& error, const HttpRequest& request);

// 415 unless the body is declared as JSON; nullopt when all is well.
std::optional<HttpResponse> refuse_other_than_json(const HttpRequest& request);

}  // namespace nestline::api
