#include "api/http/http_server.h"

#include "api/http/client_address.h"
#include "api/http/intake.h"
#include "api/http/listener.h"
#include "api/http/poller.h"

#include <atomic>
#include <optional>
#include <system_error>

namespace nestline::api {

namespace {

Status check_options(const HttpOptions& options) {
  const auto refuse = [](const char* field, const char* why) {
    return Error{ErrorCode::InvalidInput, why, field};
  };
  if (options.workers == 0 || options.workers > 1024) return refuse("workers", "1 to 1024 workers");
  if (options.queue_limit == 0) return refuse("queue_limit", "at least 1 waiting request");
  if (options.max_connections == 0) return refuse("max_connections", "at least 1 connection");
  if (options.body_bytes == 0) return refuse("body_bytes", "at least 1 byte");
  if (options.buffered_bytes < options.head.head_bytes)
    return refuse("buffered_bytes", "at least one head");
  return ok_status();
}

}  // namespace

struct HttpServer::Core {
  HttpOptions options;
  std::vector<Route> routes;
  HttpHooks hooks;
  Router router;
  TrustedProxies proxies;
  Listener listener;
  std::optional<Intake> intake;
  std::optional<Poller> poller;
  std::atomic<Poller*> running{
      nullptr};  // for stop(), which must not read an optional that bind() fills
  std::atomic<bool> stop_requested{false};

  Result<std::uint16_t> bind();
};

Result<std::uint16_t> HttpServer::Core::bind() {
  if (Status checked = check_options(options); !checked) return checked.error();
  auto built = Router::build(std::move(routes));
  if (!built) return built.error();
  router = std::move(built).value();
  auto parsed = TrustedProxies::parse(options.trusted_proxies);
  if (!parsed) return parsed.error();
  proxies = std::move(parsed).value();
  auto opened = Listener::open(options.host, options.port);
  if (!opened) return opened.error();
  listener = std::move(opened).value();
  intake.emplace(options, router, proxies, hooks.options);
  try {
    poller.emplace(options, listener, *intake, hooks);
  } catch (const std::system_error&) {
    return Error{ErrorCode::Unavailable, "no descriptors left for the server", ""};
  }
  running.store(&*poller);
  if (stop_requested.load()) poller->stop();
  return listener.port();
}

HttpServer::HttpServer(HttpOptions options, std::vector<Route> routes, HttpHooks hooks)
    : core_(std::make_unique<Core>()) {
  core_->options = std::move(options);
  core_->routes = std::move(routes);
  core_->hooks = std::move(hooks);
}

HttpServer::~HttpServer() = default;

Result<std::uint16_t> HttpServer::bind() { return core_->bind(); }

Status HttpServer::run() {
  if (!core_->poller) return Error{ErrorCode::Conflict, "run() needs a successful bind()", ""};
  return core_->poller->run();
}

void HttpServer::stop() {
  core_->stop_requested.store(true);
  if (Poller* poller = core_->running.load()) poller->stop();
}

void HttpServer::close_after_answers() {
  if (Poller* poller = core_->running.load()) poller->close_after_answers();
}

}  // namespace nestline::api
