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
#include "api/http/client_address.h"
#include "api/http/http_server.h"
#include "api/routes.h"
#include "api/staff/office.h"
#include "service/curation/edition_store.h"
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

// The live edition of the database; a new one begins with the content given, as edition 1. Null
// where it cannot be served; standard error says why.
std::shared_ptr<const service::Snapshot> first_snapshot(service::Database& database,
                                                        const std::string& folder) {
  const auto told = [](const Error& error) {
    refuse(error);
    return nullptr;
  };
  const Result<std::int64_t> live = service::live_edition(database);
  if (!live) return told(live.error());
  Result<LoadedContent> loaded = LoadedContent{};
  if (*live == 0 || !folder.empty()) loaded = load_content(folder);
  if (!loaded) return told(loaded.error());
  if (*live == 0) {
    const auto reviewed = service::latest_review(database, loaded->checksum);
    if (!reviewed) return told(reviewed.error());
    const knowledge::Content content = loaded->content;
    const std::string checksum = loaded->checksum;
    auto snapshot = build_snapshot(std::move(loaded).value(), 1, reviewed->has_value());
    if (snapshot == nullptr) return nullptr;
    const service::Origin origin =
        folder.empty() ? service::Origin::BuiltIn : service::Origin::Imported;
    const Status begun =
        service::begin_with(database, content, {"operator", "", checksum, origin, now_ms()});
    return begun ? snapshot : told(begun.error());
  }
  Result<service::EditionContent> edition = service::load_edition(database, *live);
  if (!edition) return told(edition.error());
  if (!folder.empty() && loaded->checksum != edition->edition.checksum) {
    fmt::print(stderr,
               "nestline: the data folder has editions of its own, and {} is not the live one: "
               "bring it in with nestline import, or use another data folder\n",
               folder);
    return nullptr;
  }
  LoadedContent from_database;
  from_database.files = std::move(edition.value().files);
  from_database.content = std::move(edition.value().content);
  from_database.checksum = edition->edition.checksum;
  return build_snapshot(std::move(from_database), static_cast<int>(*live), edition->reviewed);
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

  std::shared_ptr<const service::Snapshot> snapshot = first_snapshot(**database, options.content);
  if (snapshot == nullptr) return 1;

  service::Recorder recorder(**database, &now_ms);
  service::SiteDirectory sites(**database, &now_ms);
  if (const Status read = sites.reload(); !read) return refuse(read.error());
  App app(std::make_shared<const Rendered>(std::move(snapshot)), recorder, sites);
  const Result<TrustedProxies> proxies = TrustedProxies::parse(options.trusted_proxies);
  if (!proxies) return refuse(proxies.error());
  StaffOffice office(app, **database, &now_ms,
                     {options.sso_header,
                      [&proxies](const std::string& peer) { return proxies->includes(peer); }});
  app.set_office(office);
  if (const Status pinned = office.load_pins(); !pinned) {
    fmt::print(stderr, "nestline: a pinned edition cannot be served: {}\n", pinned.error().message);
    return 1;
  }
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
  const AdminContext context{**database,
                             &now_ms,
                             [&sites] { return sites.reload(); },
                             [&app](const std::string& checksum) { app.take_review(checksum); },
                             [&office](int edition) { return office.keep_edition(edition).ok(); },
                             &office};
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
