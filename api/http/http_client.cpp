#include "api/http/http_client.h"

#include <httplib.h>

namespace nestline::api {
namespace {

constexpr int kSeconds = 5;

struct Target {
  std::string origin;  // "http://HOST:PORT"
  std::string path;
};

Target target_of(const std::string& url) {
  const std::size_t scheme = url.find("://");
  const std::size_t slash = url.find('/', scheme == std::string::npos ? 0 : scheme + 3);
  if (slash == std::string::npos) return {url, "/"};
  return {url.substr(0, slash), url.substr(slash)};
}

template <typename Send>
Result<HttpReply> call(const std::string& url, Send send) {
  const Target target = target_of(url);
  httplib::Client client(target.origin);
  if (!client.is_valid()) return Error{ErrorCode::InvalidInput, "is not a http URL", "url"};
  client.set_connection_timeout(kSeconds);
  client.set_read_timeout(kSeconds);
  client.set_write_timeout(kSeconds);
  const httplib::Result result = send(client, target.path);
  if (!result) {
    return Error{
        ErrorCode::Unavailable,
        "no answer from " + target.origin + " (" + httplib::to_string(result.error()) + ")", ""};
  }
  return HttpReply{result->status, result->body};
}

}  // namespace

Result<HttpReply> http_get(const std::string& url) {
  return call(url,
              [](httplib::Client& client, const std::string& path) { return client.Get(path); });
}

Result<HttpReply> http_post(const std::string& url, const std::string& json) {
  return call(url, [&](httplib::Client& client, const std::string& path) {
    return client.Post(path, json, "application/json");
  });
}

}  // namespace nestline::api
