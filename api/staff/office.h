// What the staff routes share: the users, the publisher, the database; and the guard that stands
// before each of them: is it our own page that asks, who is it, may they. main builds it.
// Thread-safe.
#pragma once

#include <functional>
#include <string>

#include "api/app.h"
#include "api/http/http_message.h"
#include "knowledge/result.h"
#include "service/curation/publisher.h"
#include "service/curation/users.h"
#include "service/curation/workflow.h"
#include "service/storage/database.h"

namespace nestline::api {

struct OfficeOptions {
  // The header in which a trusted proxy names the user it has signed in; empty: none (the default).
  std::string proxy_header;
  // Whether this peer is such a proxy.
  std::function<bool(const std::string& peer)> is_proxy;
};

// Which roles may call a route (none: nobody need sign in), and whether people bound to one site.
struct Access {
  service::Roles roles;
  bool site_staff = false;
  bool open = false;
};

struct StaffCaller {
  service::Session session;
  [[nodiscard]] service::Actor actor() const { return session.user.actor(); }
};

class StaffOffice {
 public:
  using Clock = std::function<std::int64_t()>;
  using Handler = std::function<HttpResponse(StaffOffice&, const StaffCaller&, const HttpRequest&)>;

  // Borrowed; all outlive it.
  StaffOffice(App& app, service::Database& database, Clock now_ms, OfficeOptions options = {},
              service::Users::SteadyClock steady = &std::chrono::steady_clock::now);

  // 403 where another page asks, 401 without a session, 403 (in the audit log) where the role or
  // the site does not allow it; else the handler.
  HttpResponse answer(const Access& access, const Handler& handler, const HttpRequest& request);

  App& app() { return app_; }
  service::Database& database() { return database_; }
  service::Users& users() { return users_; }
  service::Publisher& publisher() { return publisher_; }
  [[nodiscard]] std::int64_t now_ms() const { return now_ms_(); }
  [[nodiscard]] service::Curator curator(const StaffCaller& caller) {
    return {database_, caller.actor(), now_ms_()};
  }
  // The user that a trusted proxy names in this request; empty: none.
  [[nodiscard]] std::string proxy_user(const HttpRequest& request) const;

  // Loads the editions that sites pin and that are not loaded. The first that cannot be, if any.
  Status load_pins();
  // The edition that can be pinned, loaded and kept; NotFound, or Conflict where it cannot be
  // served.
  Status keep_edition(int number);

 private:
  App& app_;
  service::Database& database_;
  Clock now_ms_;
  OfficeOptions options_;
  service::Users users_;
  service::Publisher publisher_;  // last: its thread uses the others
};

// The token in the cookie; empty where there is none.
std::string session_token(const HttpRequest& request);
Field session_cookie(const std::string& token);
Field no_session_cookie();

// "<letter><id>.<version>" in quotes.
Field etag(char letter, std::int64_t id, std::int64_t version);
// The version that If-Match names; -1 where it names something else. Nothing: it is not there.
std::optional<std::int64_t> if_match(const HttpRequest& request, char letter, std::int64_t id);
HttpResponse precondition_required(const HttpRequest& request);

// A positive number in the path; 0 where it is none.
std::int64_t path_number(const HttpRequest& request, const char* name);

}  // namespace nestline::api
