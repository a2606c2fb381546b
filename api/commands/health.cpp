#include <fmt/format.h>

#include <cstdio>

#include "api/commands/commands.h"
#include "api/commands/content.h"
#include "api/http/http_client.h"

namespace nestline::api {

int health(const HealthOptions& options) {
  const Result<Listen> listen = parse_listen(options.listen);
  if (!listen) {
    fmt::print(stderr, "nestline: {} {}\n", listen.error().field, listen.error().message);
    return 2;
  }
  // A server that listens everywhere is asked on this machine.
  const bool anywhere = listen->host == "0.0.0.0" || listen->host == "::";
  std::string host = anywhere ? "127.0.0.1" : listen->host;
  if (host.find(':') != std::string::npos) host = "[" + host + "]";
  const Result<HttpReply> reply = http_get(fmt::format("http://{}:{}/readyz", host, listen->port));
  if (!reply) {
    fmt::print(stderr, "nestline: {}\n", reply.error().message);
    return 1;
  }
  fmt::print("{}\n", reply->body);
  return reply->status == 200 ? 0 : 1;
}

}  // namespace nestline::api
