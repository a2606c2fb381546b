#include "api/staff/office.h"

#include <algorithm>
#include <charconv>

#include "api/http/problem.h"
#include "api/http/text.h"
#include "service/curation/audit.h"

namespace nestline::api {
namespace {

constexpr std::string_view kCookie = "__Host-nestline";

HttpResponse refuse(int status, const char* detail, const HttpRequest& request) {
  return problem_response(standard_problem(status, detail, request.request_id));
}

// A page of another site cannot set the header without asking first, and is never told yes; what
// the browser says of the origin of the request must fit as well.
bool is_own_page(const HttpRequest& request) {
  const auto site = request.header("Sec-Fetch-Site");
  const bool reads = request.method == "GET" || request.method == "HEAD";
  if (site && *site != "same-origin" && !(reads && *site == "none")) return false;
  if (const auto origin = request.header("Origin")) {
    const std::size_t scheme = origin->find("://");
    const std::string host = request.header("Host").value_or("");
    if (scheme == std::string::npos || !equal_ignoring_case(origin->substr(scheme + 3), host)) {
      return false;
    }
  }
  return reads || request.header("X-Nestline-Console") == "1";
}

}  // namespace

StaffOffice::StaffOffice(App& app, service::Database& database, Clock now_ms, OfficeOptions options,
                         service::Users::SteadyClock steady)
    : app_(app),
      database_(database),
      now_ms_(now_ms),
      options_(std::move(options)),
      users_(database, now_ms, std::move(steady)),
      publisher_(database, now_ms,
                 {[this] {
                    const std::shared_ptr<const Rendered> live = app_.live();
                    return std::shared_ptr<const service::Snapshot>(live, &live->snapshot());
                  },
                  [this](std::shared_ptr<const service::Snapshot> snapshot) {
                    app_.publish(std::make_shared<const Rendered>(std::move(snapshot)));
                  }}) {}

std::string StaffOffice::proxy_user(const HttpRequest& request) const {
  if (options_.proxy_header.empty() || !options_.is_proxy) return "";
  if (!options_.is_proxy(request.peer_address)) return "";
  return request.header(options_.proxy_header).value_or("");
}

HttpResponse StaffOffice::answer(const Access& access, const Handler& handler,
                                 const HttpRequest& request) {
  if (!is_own_page(request)) {
    return refuse(403, "only pages of this server may ask: send X-Nestline-Console: 1", request);
  }
  StaffCaller caller;
  if (access.open) return handler(*this, caller, request);
  Result<std::optional<service::Session>> session = users_.find_session(session_token(request));
  if (!session) return refuse(503, "", request);
  if (!session->has_value()) return refuse(401, "sign in", request);
  caller.session = **session;
  const service::User& user = caller.session.user;
  bool may = user.site.empty() || access.site_staff;
  bool has_role = false;
  for (const auto& [role, name] : service::kRoles) {
    has_role = has_role || (access.roles.has(role) && user.roles.has(role));
  }
  may = may && has_role;
  if (!may) {
    const Status noted = service::append_audit(
        database_, now_ms_(), {user.name, "refused", request.method + " " + request.route, ""});
    if (!noted) return refuse(503, "", request);
    return refuse(403, "your role does not allow this", request);
  }
  return handler(*this, caller, request);
}

Status StaffOffice::keep_edition(int number) {
  if (app_.has_edition(number)) return ok_status();
  Result<std::shared_ptr<const service::Snapshot>> loaded = publisher_.load(number);
  if (!loaded) return loaded.error();
  app_.keep(std::make_shared<const Rendered>(std::move(loaded).value()));
  return ok_status();
}

Status StaffOffice::load_pins() {
  Status first = ok_status();
  for (const int number : app_.sites().table()->pinned()) {
    Status kept = keep_edition(number);
    if (!kept && first) first = std::move(kept);
  }
  return first;
}

std::string session_token(const HttpRequest& request) {
  const std::string header = request.header("Cookie").value_or("");
  std::string_view rest = header;
  while (!rest.empty()) {
    std::string_view one = rest.substr(0, rest.find(';'));
    rest.remove_prefix(std::min(rest.size(), one.size() + 1));
    while (one.starts_with(' ')) one.remove_prefix(1);
    if (one.starts_with(kCookie) && one.substr(kCookie.size()).starts_with('=')) {
      return std::string(one.substr(kCookie.size() + 1));
    }
  }
  return "";
}

Field session_cookie(const std::string& token) {
  return {"Set-Cookie",
          std::string(kCookie) + "=" + token + "; Path=/; Secure; HttpOnly; SameSite=Strict"};
}

Field no_session_cookie() {
  return {"Set-Cookie",
          std::string(kCookie) + "=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0"};
}

Field etag(char letter, std::int64_t id, std::int64_t version) {
  return {"ETag",
          std::string("\"") + letter + std::to_string(id) + "." + std::to_string(version) + "\""};
}

std::optional<std::int64_t> if_match(const HttpRequest& request, char letter, std::int64_t id) {
  const auto header = request.header("If-Match");
  if (!header) return std::nullopt;
  const std::string begin = std::string("\"") + letter + std::to_string(id) + ".";
  if (!header->starts_with(begin) || !header->ends_with('"')) return -1;
  std::int64_t version = -1;
  const char* end = header->data() + header->size() - 1;
  const auto [stop, error] = std::from_chars(header->data() + begin.size(), end, version);
  return error == std::errc() && stop == end ? version : -1;
}

HttpResponse precondition_required(const HttpRequest& request) {
  return refuse(428, "send If-Match with the ETag that you read", request);
}

std::int64_t path_number(const HttpRequest& request, const char* name) {
  const std::string text = request.path_parameter(name).value_or("");
  std::int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  return error == std::errc() && stop == end && number > 0 ? number : 0;
}

}  // namespace nestline::api
