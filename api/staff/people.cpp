#include <charconv>

#include "api/codec/json_object.h"
#include "api/codec/staff_json.h"
#include "api/codec/staff_requests.h"
#include "api/respond.h"
#include "api/staff/staff_handlers.h"

namespace nestline::api::staff {
namespace {

HttpResponse user_response(int status, const service::User& user) {
  HttpResponse response = json_response(status, user_json(user));
  response.headers.push_back(etag('u', user.id, user.version));
  return response;
}

std::int64_t query_number(const HttpRequest& request, const char* name, std::int64_t fallback) {
  const std::string text = request.query_parameter(name).value_or("");
  std::int64_t number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && stop == text.data() + text.size() && number > 0 ? number
                                                                                 : fallback;
}

}  // namespace

HttpResponse list_users(StaffOffice& office, const StaffCaller&, const HttpRequest& request) {
  const Result<std::vector<service::User>> users = office.users().all();
  if (!users) return fail(users.error(), request);
  JsonArray list;
  for (const service::User& user : *users) list.raw(user_json(user));
  JsonObject out;
  out.raw("users", list.text());
  return json_response(200, out.text());
}

HttpResponse create_user(StaffOffice& office, const StaffCaller& caller,
                         const HttpRequest& request) {
  if (auto refusal = refuse_other_than_json(request)) return *refusal;
  const Result<service::NewUser> user = parse_new_user(request.body);
  if (!user) return fail(user.error(), request);
  const Result<service::User> made = office.users().create(caller.actor(), *user);
  return made ? user_response(201, *made) : fail(made.error(), request);
}

HttpResponse get_user(StaffOffice& office, const StaffCaller&, const HttpRequest& request) {
  const Result<service::User> user = office.users().find(path_number(request, "user_id"));
  return user ? user_response(200, *user) : fail(user.error(), request);
}

HttpResponse save_user(StaffOffice& office, const StaffCaller& caller, const HttpRequest& request) {
  const std::int64_t id = path_number(request, "user_id");
  if (const Result<service::User> known = office.users().find(id); !known) {
    return fail(known.error(), request);
  }
  if (auto refusal = refuse_other_than_json(request)) return *refusal;
  const auto version = if_match(request, 'u', id);
  if (!version) return precondition_required(request);
  Result<service::UserChange> change = parse_user_change(request.body);
  if (!change) return fail(change.error(), request);
  change.value().id = id;
  change.value().version = *version;
  const Result<service::User> user = office.users().change(caller.actor(), *change);
  return user ? user_response(200, *user) : fail(user.error(), request);
}

HttpResponse list_audit(StaffOffice& office, const StaffCaller&, const HttpRequest& request) {
  const int limit =
      static_cast<int>(std::min<std::int64_t>(200, query_number(request, "limit", 50)));
  const auto entries =
      service::audit_entries(office.database(), query_number(request, "after", 0), limit);
  if (!entries) return fail(entries.error(), request);
  JsonArray list;
  for (const service::AuditEntry& entry : *entries) list.raw(audit_json(entry));
  JsonObject out;
  out.raw("items", list.text());
  if (static_cast<int>(entries->size()) == limit && entries->back().sequence > 1) {
    out.string("next", std::to_string(entries->back().sequence));
  }
  return json_response(200, out.text());
}

HttpResponse check_audit(StaffOffice& office, const StaffCaller&, const HttpRequest& request) {
  const Result<service::AuditCheck> check = service::verify_audit(office.database());
  if (!check) return fail(check.error(), request);
  JsonObject out;
  out.raw("whole", check->whole ? "true" : "false");
  out.raw("entries", std::to_string(check->entries));
  if (!check->whole) out.raw("broken_at", std::to_string(check->broken_at));
  out.string("head", check->head);
  return json_response(200, out.text());
}

}  // namespace nestline::api::staff
