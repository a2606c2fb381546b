// A small client for the commands that talk to a running server (`nestline health`, `nestline ask
// --url`). One request a call, plain HTTP, 5 seconds at most. Safe from any thread.
#pragma once

#include <string>

#include "knowledge/result.h"

namespace nestline::api {

struct HttpReply {
  int status = 0;
  std::string body;
};

// `url` is "http://HOST:PORT/path". Unavailable when there is no answer.
Result<HttpReply> http_get(const std::string& url);
Result<HttpReply> http_post(const std::string& url, const std::string& json);

}  // namespace nestline::api
