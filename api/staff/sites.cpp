#include <algorithm>

#include "api/codec/json_object.h"
#include "api/codec/staff_json.h"
#include "api/codec/staff_requests.h"
#include "api/respond.h"
#include "api/staff/staff_handlers.h"
#include "service/curation/audit.h"
#include "service/sites/site_store.h"

namespace nestline::api::staff {
namespace {

// An error of the sites' own checks names an option; here it is a field of the body.
Error as_pointer(Error error) {
  static const std::vector<std::pair<std::string, std::string>> names = {
      {"origin", "/origins"},
      {"language", "/languages"},
      {"topic-off", "/topics_off"},
      {"text-colour", "/text_colour"},
      {"client-limit", "/client_limit"},
      {"site-limit", "/site_limit"},
      {"stale-after", "/stale_after_days"},
      {"scope", "/scopes"},
      {"limit", "/per_minute"}};
  if (error.field.empty() || error.field.starts_with('/')) return error;
  for (const auto& [option, pointer] : names) {
    if (option == error.field) {
      error.field = pointer;
      return error;
    }
  }
  error.field.insert(0, "/");
  return error;
}

bool sees(const StaffCaller& caller, const std::string& site) {
  return caller.session.user.site.empty() || caller.session.user.site == site;
}

// A site has no version of its own: what it says is what it is.
std::int64_t version_of(const service::Site& site) {
  return std::stoll(service::digest(staff_site_json(site)).substr(0, 12), nullptr, 16);
}

Result<std::optional<service::Site>> find(StaffOffice& office, const std::string& id) {
  Result<std::vector<service::Site>> sites = service::load_sites(office.database());
  if (!sites) return sites.error();
  for (service::Site& site : sites.value()) {
    if (site.id == id) return std::optional<service::Site>(std::move(site));
  }
  return std::optional<service::Site>();
}

HttpResponse site_response(const service::Site& site) {
  HttpResponse response = json_response(200, staff_site_json(site));
  response.headers.push_back(etag('s', 0, version_of(site)));
  return response;
}

Status note(StaffOffice& office, const StaffCaller& caller, const char* action,
            const std::string& object) {
  if (Status read = office.app().sites().reload(); !read) return read;
  return service::append_audit(office.database(), office.now_ms(),
                               {caller.session.user.name, action, object, ""});
}

Error no_site() { return {ErrorCode::NotFound, "there is no such site", ""}; }

}  // namespace

HttpResponse list_sites(StaffOffice& office, const StaffCaller& caller,
                        const HttpRequest& request) {
  const Result<std::vector<service::Site>> sites = service::load_sites(office.database());
  if (!sites) return fail(sites.error(), request);
  JsonArray list;
  for (const service::Site& site : *sites) {
    if (sees(caller, site.id)) list.raw(staff_site_json(site));
  }
  JsonObject out;
  out.raw("sites", list.text());
  return json_response(200, out.text());
}

HttpResponse get_site(StaffOffice& office, const StaffCaller& caller, const HttpRequest& request) {
  const auto site = find(office, request.path_parameter("site_id").value_or(""));
  if (!site) return fail(site.error(), request);
  if (!site->has_value() || !sees(caller, site->value().id)) return fail(no_site(), request);
  return site_response(**site);
}

HttpResponse save_site(StaffOffice& office, const StaffCaller& caller, const HttpRequest& request) {
  const std::string id = request.path_parameter("site_id").value_or("");
  const auto known = find(office, id);
  if (!known) return fail(known.error(), request);
  const bool makes = request.header("If-Match") == "*";
  if (!known->has_value() && !makes) return fail(no_site(), request);
  if (auto refusal = refuse_other_than_json(request)) return *refusal;
  const auto version = if_match(request, 's', 0);
  if (!version) return precondition_required(request);
  Result<service::Site> site = parse_staff_site(request.body);
  if (!site) return fail(site.error(), request);
  if (site->id != id) {
    return fail({ErrorCode::InvalidInput, "must be the site's id", "/id"}, request);
  }
  if (known->has_value() && *version != version_of(**known)) {
    return fail({ErrorCode::Stale, "somebody has changed the site since you read it", ""}, request);
  }
  if (const Status good = service::check_site(*site); !good) {
    return fail(as_pointer(good.error()), request);
  }
  if (site->pinned_edition < 0) {
    return fail({ErrorCode::InvalidInput, "must be an edition, or 0", "/pinned_edition"}, request);
  }
  if (site->pinned_edition > 0) {
    if (const Status kept = office.keep_edition(site->pinned_edition); !kept) {
      return fail({ErrorCode::InvalidInput, kept.error().message, "/pinned_edition"}, request);
    }
  }
  site.value().created_at_ms = known->has_value() ? known->value().created_at_ms : office.now_ms();
  const Status stored = known->has_value() ? service::update_site(office.database(), *site)
                                           : service::insert_site(office.database(), *site);
  if (!stored) return fail(as_pointer(stored.error()), request);
  if (const Status noted = note(office, caller, "site.save", "site " + id); !noted) {
    return fail(noted.error(), request);
  }
  return site_response(*site);
}

HttpResponse list_keys(StaffOffice& office, const StaffCaller& caller, const HttpRequest& request) {
  const Result<std::vector<service::ApiKey>> keys = service::load_keys(office.database());
  if (!keys) return fail(keys.error(), request);
  JsonArray list;
  for (const service::ApiKey& key : *keys) {
    if (sees(caller, key.site)) list.raw(staff_key_json(key, ""));
  }
  JsonObject out;
  out.raw("keys", list.text());
  return json_response(200, out.text());
}

HttpResponse create_key(StaffOffice& office, const StaffCaller& caller,
                        const HttpRequest& request) {
  if (auto refusal = refuse_other_than_json(request)) return *refusal;
  const Result<NewKey> what = parse_new_key(request.body);
  if (!what) return fail(what.error(), request);
  if (!sees(caller, what->site)) {
    return fail({ErrorCode::InvalidInput, "must be your site", "/site"}, request);
  }
  service::ApiKey key;
  key.site = what->site;
  key.name = what->name;
  key.per_minute = what->per_minute;
  key.created_at_ms = office.now_ms();
  constexpr std::int64_t kDayMs = 86'400'000;
  if (what->days > 0) key.expires_at_ms = key.created_at_ms + what->days * kDayMs;
  const Result<service::Scopes> scopes = service::Scopes::parse(service::join_words(what->scopes));
  if (!scopes) return fail(as_pointer(scopes.error()), request);
  key.scopes = *scopes;
  if (const Status good = service::check_key(key); !good) {
    return fail(as_pointer(good.error()), request);
  }
  const std::string secret = service::make_secret(key);
  if (const Status stored = service::insert_key(office.database(), key); !stored) {
    Error error = as_pointer(stored.error());
    if (error.code == ErrorCode::NotFound) error.code = ErrorCode::InvalidInput;
    return fail(error, request);
  }
  if (const Status noted = note(office, caller, "key.create", "key " + key.id); !noted) {
    return fail(noted.error(), request);
  }
  return json_response(201, staff_key_json(key, secret));
}

HttpResponse revoke_key(StaffOffice& office, const StaffCaller& caller,
                        const HttpRequest& request) {
  const std::string id = request.path_parameter("key_id").value_or("");
  Result<std::vector<service::ApiKey>> keys = service::load_keys(office.database());
  if (!keys) return fail(keys.error(), request);
  const auto found = std::find_if(keys.value().begin(), keys.value().end(),
                                  [&](const service::ApiKey& key) { return key.id == id; });
  if (found == keys.value().end() || !sees(caller, found->site)) {
    return fail({ErrorCode::NotFound, "there is no such key", ""}, request);
  }
  if (found->revoked_at_ms == 0) found->revoked_at_ms = office.now_ms();
  if (const Status stored = service::update_key(office.database(), *found); !stored) {
    return fail(stored.error(), request);
  }
  if (const Status noted = note(office, caller, "key.revoke", "key " + id); !noted) {
    return fail(noted.error(), request);
  }
  return no_content();
}

}  // namespace nestline::api::staff
