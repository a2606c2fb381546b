#include "api/codec/json_object.h"
#include "api/codec/staff_json.h"
#include "api/codec/staff_requests.h"
#include "api/guard.h"
#include "api/respond.h"
#include "api/staff/staff_handlers.h"
#include "service/curation/totp.h"
#include "service/insight/answer_log.h"

namespace nestline::api::staff {
namespace {

// What went wrong with a sign-in: 401 (which of name and password is not told), or 429.
HttpResponse refuse_sign_in(const Error& error, const HttpRequest& request) {
  if (error.code == ErrorCode::TooLarge) {
    HttpResponse response = too_many_requests(request);
    response.headers.push_back({"Retry-After", "15"});
    return response;
  }
  if (error.code != ErrorCode::NotAllowed) return fail(error, request);
  Problem problem = standard_problem(401, error.message, request.request_id);
  if (error.field == "code") problem.type = "second_factor";
  return problem_response(problem);
}

HttpResponse with_cookie(HttpResponse response, const service::Session& session) {
  response.headers.push_back(session_cookie(session.token));
  return response;
}

Result<std::int64_t> count(service::Transaction& transaction, const char* sql,
                           std::initializer_list<service::Value> values) {
  const Result<service::Rows> rows = transaction.run(sql, values);
  if (!rows) return rows.error();
  return rows->front().integer(0);
}

}  // namespace

HttpResponse sign_in(StaffOffice& office, const StaffCaller&, const HttpRequest& request) {
  if (auto refusal = refuse_other_than_json(request)) return *refusal;
  Result<service::SignIn> what = parse_sign_in(request.body);
  if (!what) return fail(what.error(), request);
  what.value().network = client_network(request.client_address);
  const std::string proxied = office.proxy_user(request);
  Result<service::Session> session = !proxied.empty() && what->name.empty()
                                         ? office.users().sign_in_by_proxy(proxied)
                                         : office.users().sign_in(*what);
  if (!session) return refuse_sign_in(session.error(), request);
  return with_cookie(json_response(201, session_json(*session)), *session);
}

HttpResponse get_session(StaffOffice&, const StaffCaller& caller, const HttpRequest&) {
  return json_response(200, session_json(caller.session));
}

HttpResponse sign_out(StaffOffice& office, const StaffCaller& caller, const HttpRequest& request) {
  if (const Status done = office.users().sign_out(caller.actor()); !done) {
    return fail(done.error(), request);
  }
  HttpResponse response = no_content();
  response.headers.push_back(no_session_cookie());
  return response;
}

HttpResponse change_password(StaffOffice& office, const StaffCaller& caller,
                             const HttpRequest& request) {
  if (auto refusal = refuse_other_than_json(request)) return *refusal;
  const Result<PasswordChange> change = parse_password_change(request.body);
  if (!change) return fail(change.error(), request);
  const Result<service::Session> session =
      office.users().change_password(caller.actor(), change->old_password, change->new_password);
  if (!session) return refuse_sign_in(session.error(), request);
  return with_cookie(json_response(200, session_json(*session)), *session);
}

HttpResponse start_second_factor(StaffOffice& office, const StaffCaller& caller,
                                 const HttpRequest& request) {
  if (auto refusal = refuse_other_than_json(request)) return *refusal;
  const Result<std::string> password = parse_one_string(request.body, "password");
  if (!password) return fail(password.error(), request);
  const Result<std::string> secret = office.users().start_second_factor(caller.actor(), *password);
  if (!secret) return refuse_sign_in(secret.error(), request);
  JsonObject out;
  out.string("secret", *secret);
  out.string("uri", service::totp_uri(caller.session.user.name, *secret));
  return json_response(200, out.text());
}

HttpResponse confirm_second_factor(StaffOffice& office, const StaffCaller& caller,
                                   const HttpRequest& request) {
  if (auto refusal = refuse_other_than_json(request)) return *refusal;
  const Result<std::string> code = parse_one_string(request.body, "code");
  if (!code) return fail(code.error(), request);
  const Status done = office.users().confirm_second_factor(caller.actor(), *code);
  return done ? no_content() : fail(done.error(), request);
}

HttpResponse staff_home(StaffOffice& office, const StaffCaller& caller,
                        const HttpRequest& request) {
  const std::int64_t me = caller.session.user.id;
  const std::int64_t today = service::day_of(office.now_ms());
  JsonObject out;
  {
    Result<service::Transaction> begun = office.database().begin(service::Access::Read);
    if (!begun) return fail(begun.error(), request);
    const std::vector<std::tuple<const char*, const char*, std::int64_t>> counts = {
        {"to_review",
         "SELECT COUNT(*) FROM revisions r WHERE r.state = 'in_review' AND NOT EXISTS (SELECT 1"
         " FROM revision_authors a WHERE a.revision = r.id AND a.staff_user = $1)",
         me},
        {"my_open",
         "SELECT COUNT(*) FROM revisions r JOIN revision_authors a ON a.revision = r.id WHERE"
         " a.staff_user = $1 AND r.state IN ('draft', 'in_review', 'changes_asked', 'approved')",
         me},
        {"approved", "SELECT COUNT(*) FROM revisions WHERE state = 'approved' AND $1 = $1", 0},
        {"overdue", "SELECT COUNT(*) FROM items WHERE live_revision <> 0 AND due > 0 AND due < $1",
         today}};
    for (const auto& [name, sql, value] : counts) {
      const Result<std::int64_t> number = count(begun.value(), sql, {value});
      if (!number) return fail(number.error(), request);
      out.raw(name, std::to_string(*number));
    }
  }
  const Result<std::int64_t> live = service::live_edition(office.database());
  if (!live) return fail(live.error(), request);
  const Result<service::EditionRow> edition = service::find_edition(office.database(), *live);
  if (!edition) return fail(edition.error(), request);
  out.raw("live_edition", edition_json(*edition, {}));
  return json_response(200, out.text());
}

}  // namespace nestline::api::staff
