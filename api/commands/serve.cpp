#include <fmt/format.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <thread>

#include "api/admin/admin_desk.h"
#include "api/admin/admin_socket.h"
#include "api/app.h"
#include "api/codec/access_log.h"
#include "api/commands/commands.h"
#include "api/commands/content.h"
#include "api/http/http_server.h"
#include "api/routes.h"
#include "service/insight/recorder.h"
#include "service/insight/reviews.h"
#include "service/storage/migrations.h"
#include "service/storage/sqlite_database.h"

namespace nestline::api {
namespace {

std::int64_t now_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

int refuse(const Error& error) {
  fmt::print(stderr, "nestline: {}{}{}\n", error.field, error.field.empty() ? "" : " ",
             error.message);
  return 1;
}

// Waits for SIGTERM or SIGINT on a thread of its own, so that nothing runs inside a signal handler.
class StopOnSignal {
 public:
  StopOnSignal(App& app, HttpServer& server, int drain_seconds) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    thread_ = std::thread([&app, &server, drain_seconds, signals] {
      int signal = 0;
      sigwait(&signals, &signal);
      app.drain();
      server.close_after_answers();
      const timespec wait{drain_seconds, 0};
      if (drain_seconds > 0) sigtimedwait(&signals, nullptr, &wait);
      server.stop();
    });
  }
  // The server has ended by itself or by a signal; wakes the thread in the first case.
  ~StopOnSignal() {
    pthread_kill(thread_.native_handle(), SIGINT);
    thread_.join();
  }
  StopOnSignal(const StopOnSignal&) = delete;
  StopOnSignal& operator=(const StopOnSignal&) = delete;

  // Before any thread is made, so that every thread inherits it.
  static void block_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
  }

 private:
  std::thread thread_;
};

// The edition that is live has its clinical review now: its notice goes.
void take_review(App& app, const std::string& checksum) {
  const std::shared_ptr<const Rendered> live = app.live();
  if (live->snapshot().edition().checksum == checksum) app.publish(live->reviewed());
}

}  // namespace

int serve(const ServeOptions& options) {
  const auto started = std::chrono::steady_clock::now();
  StopOnSignal::block_signals();
  const Result<Listen> listen = parse_listen(options.listen);
  if (!listen) {
    refuse(listen.error());
    return 2;
  }
  Result<std::unique_ptr<service::Database>> database =
      service::open_sqlite({.folder = options.data});
  if (!database) return refuse(database.error());
  const Status migrated = service::migrate(**database, now_ms());
  if (!migrated.ok()) return refuse(migrated.error());

  Result<LoadedContent> loaded = load_content(options.content);
  if (!loaded) return refuse(loaded.error());
  const auto reviewed = service::latest_review(**database, loaded->checksum);
  if (!reviewed) return refuse(reviewed.error());
  std::shared_ptr<const service::Snapshot> snapshot =
      build_snapshot(std::move(loaded).value(), reviewed->has_value());
  if (snapshot == nullptr) return 1;

  service::Recorder recorder(**database, &now_ms);
  service::SiteDirectory sites(**database, &now_ms);
  if (const Status read = sites.reload(); !read) return refuse(read.error());
  App app(std::make_shared<const Rendered>(std::move(snapshot)), recorder, sites);
  HttpOptions http;
  http.host = listen->host;
  http.port = listen->port;
  http.workers = static_cast<std::size_t>(options.workers);
  http.trusted_proxies = options.trusted_proxies;
  HttpHooks with = hooks(app);
  with.observe = [](const AccessRecord& record) { write_access_log(record); };
  HttpServer server(http, routes(app), with);
  const Result<std::uint16_t> port = server.bind();
  if (!port) return refuse(port.error());
  const AdminContext context{**database, &now_ms, [&sites] { return sites.reload(); },
                             [&app](const std::string& checksum) { take_review(app, checksum); },
                             [&app](int edition) { return app.has_edition(edition); }};
  const auto commands = AdminSocket::open(
      options.data, [&context](const AdminRequest& request) { return perform(context, request); });
  if (!commands) return refuse(commands.error());
  const auto ready = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - started);
  fmt::print(stderr, "nestline: listening on http://{}:{} edition={} ready_ms={}\n", listen->host,
             *port, app.live()->snapshot().edition().number, ready.count());
  const StopOnSignal stop(app, server, options.drain_seconds);
  const Status done = server.run();
  if (!done.ok()) return refuse(done.error());
  fmt::print(stderr, "nestline: stopped\n");
  return 0;
}

}  // namespace nestline::api
