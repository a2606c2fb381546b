#include "api/guard.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <optional>

#include "api/http/problem.h"
#include "api/http/text.h"

namespace nestline::api {
namespace {

using service::ApiKey;
using service::Site;

constexpr char kAllowedHeaders[] = "Content-Type, X-Nestline-Site, Idempotency-Key, If-None-Match";
constexpr char kExposedHeaders[] = "ETag, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id";
constexpr char kPreflightSeconds[] = "600";

HttpResponse refuse(int status, const char* detail, const HttpRequest& request) {
  HttpResponse response = problem_response(standard_problem(status, detail, request.request_id));
  if (status == 401) response.headers.push_back({"WWW-Authenticate", "Bearer"});
  return response;
}

// The site that the request names itself; a header beats the query.
std::optional<std::string> named_site(const HttpRequest& request) {
  if (auto header = request.header("X-Nestline-Site")) return header;
  return request.query_parameter("site");
}

// Whether the origin is a page of this server: a proxy may have taken the TLS away, so the scheme
// says nothing.
bool is_own_page(const std::string& origin, const HttpRequest& request) {
  const std::size_t scheme = origin.find("://");
  const std::string host = request.header("Host").value_or("");
  return scheme != std::string::npos && !host.empty() &&
         equal_ignoring_case(origin.substr(scheme + 3), host);
}

bool lists(const Site& site, const std::string& origin) {
  return std::find(site.origins.begin(), site.origins.end(), origin) != site.origins.end();
}

// The token of "Bearer <token>"; empty where the header has another form.
std::string bearer_of(const std::string& header) {
  constexpr std::string_view kScheme = "Bearer ";
  if (header.size() < kScheme.size()) return "";
  if (!equal_ignoring_case(std::string_view(header).substr(0, kScheme.size()), kScheme)) return "";
  return header.substr(kScheme.size());
}

// The staff's routes are for pages of this server alone.
bool is_for_sites(const HttpRequest& request) {
  return request.path.starts_with("/v1/") && !request.path.starts_with("/v1/staff/");
}

void vary(HttpResponse& response) {
  for (const Field& field : response.headers) {
    if (equal_ignoring_case(field.name, "Vary")) return;
  }
  response.headers.push_back({"Vary", "Origin, X-Nestline-Site, Authorization"});
}

}  // namespace

std::string client_network(const std::string& address) {
  std::array<unsigned char, 16> bytes{};
  if (inet_pton(AF_INET6, address.c_str(), bytes.data()) != 1) return address;
  return {bytes.begin(), bytes.begin() + 8};
}

HttpResponse too_many_requests(const HttpRequest& request) {
  return refuse(429, "too many requests: wait for the seconds that Retry-After says", request);
}

Guard::Guard(const service::SiteDirectory& sites,
             std::function<service::RateLimiter::Clock::time_point()> now)
    : sites_(sites), limiter_(std::move(now)) {}

std::vector<Guard::Policy> Guard::policies_of(const HttpRequest& request, const Site& site,
                                              const ApiKey* key) const {
  std::vector<Policy> out;
  if (key != nullptr && key->per_minute > 0) {
    out.push_back({"key", hash_("key\n" + key->id), key->per_minute});
  }
  if (key == nullptr && site.limits.per_client > 0) {
    out.push_back({"client",
                   hash_("client\n" + site.id + "\n" + client_network(request.client_address)),
                   site.limits.per_client});
  }
  if (site.limits.per_site > 0) {
    out.push_back({"site", hash_("site\n" + site.id), site.limits.per_site});
  }
  return out;
}

std::variant<Guard::Admitted, HttpResponse> Guard::admit(const HttpRequest& request) const {
  const std::shared_ptr<const service::SiteTable> table = sites_.table();
  const std::optional<std::string> named = named_site(request);
  const ApiKey* key = nullptr;
  if (const auto authorization = request.header("Authorization")) {
    key = table->key(bearer_of(*authorization), sites_.now_ms());
    if (key == nullptr) return refuse(401, "this key is not known, or not good any more", request);
    if (named && *named != key->site) {
      return refuse(403, "the key belongs to another site than the one named", request);
    }
  }
  const std::string id =
      key != nullptr ? key->site : named.value_or(std::string(service::kDefaultSite));
  Admitted out;
  out.caller.entry = table->find(id);
  if (out.caller.entry == nullptr) return refuse(404, "there is no such site", request);
  const Site& site = out.caller.site();
  if (const auto origin = request.header("Origin")) {
    const bool open = !named && key == nullptr;  // the default site, asked for by nobody
    if (!open && !lists(site, *origin) && !is_own_page(*origin, request)) {
      return refuse(403, "the site does not list the origin of this page", request);
    }
  }
  out.caller.scopes = key != nullptr ? key->scopes : service::Scopes{service::Scope::Ask};
  if (!out.caller.may(service::Scope::Ask)) {
    return refuse(403, "the key has no scope for this", request);
  }
  out.policies = policies_of(request, site, key);
  return out;
}

int Guard::take(const std::vector<Policy>& policies, Fields& headers) {
  int wait = 0;
  std::string quotas;
  std::string left;
  for (const Policy& policy : policies) {
    const auto outcome = limiter_.take(policy.caller, policy.per_minute);
    const std::string comma = quotas.empty() ? "" : ", ";
    const std::string name = "\"" + std::string(policy.name) + "\"";
    quotas += comma + name + ";q=" + std::to_string(policy.per_minute) + ";w=60";
    left += comma + name + ";r=" + std::to_string(outcome.remaining) +
            ";t=" + std::to_string(outcome.until_full.count());
    if (outcome.allowed) continue;
    wait = static_cast<int>(std::max<std::int64_t>(1, outcome.until_allowed.count()));
    break;  // what is refused costs the other quotas nothing
  }
  if (policies.empty()) return 0;
  headers.push_back({"RateLimit-Policy", quotas});
  headers.push_back({"RateLimit", left});
  return wait;
}

HttpResponse Guard::answer(const HttpRequest& request, const GuardedHandler& handler,
                           OverLimit over_limit) {
  std::variant<Admitted, HttpResponse> admitted = admit(request);
  if (auto* refused = std::get_if<HttpResponse>(&admitted)) return std::move(*refused);
  auto& [caller, policies] = std::get<Admitted>(admitted);
  Fields headers;
  const int wait = take(policies, headers);
  if (wait > 0) caller.quota = Quota::Spent;
  HttpResponse response = wait > 0 && over_limit == OverLimit::Refuse ? too_many_requests(request)
                                                                      : handler(caller, request);
  if (response.status == 429 && wait > 0) {
    response.headers.push_back({"Retry-After", std::to_string(wait)});
  }
  for (Field& header : headers) response.headers.push_back(std::move(header));
  return response;
}

std::shared_ptr<const service::SiteEntry> Guard::site_or_default(const std::string& site) const {
  const std::shared_ptr<const service::SiteTable> table = sites_.table();
  auto entry = table->find(site);
  return entry != nullptr ? entry : table->find(service::kDefaultSite);
}

Guard::Visit Guard::visit(const HttpRequest& request, const std::string& site) {
  Visit out;
  out.caller.entry = site_or_default(site);
  out.caller.scopes = service::Scopes{service::Scope::Ask};
  Fields not_shown;
  out.wait_seconds = take(policies_of(request, out.caller.site(), nullptr), not_shown);
  if (out.wait_seconds > 0) out.caller.quota = Quota::Spent;
  return out;
}

HttpResponse Guard::preflight(const HttpRequest& request) const {
  HttpResponse response{204, "", {}, ""};
  const auto origin = request.header("Origin");
  const bool asks = request.header("Access-Control-Request-Method").has_value();
  // A browser does not say here which site the request will name; the request itself is checked.
  if (!is_for_sites(request) || !origin || !asks) return response;
  if (!sites_.table()->has_origin(*origin)) return response;
  response.headers = {{"Access-Control-Allow-Methods", "GET, POST, DELETE"},
                      {"Access-Control-Allow-Headers", kAllowedHeaders},
                      {"Access-Control-Max-Age", kPreflightSeconds}};
  return response;
}

void Guard::add_cors(const HttpRequest& request, HttpResponse& response) const {
  if (!is_for_sites(request)) return;
  vary(response);
  const auto origin = request.header("Origin");
  if (!origin) return;
  const std::shared_ptr<const service::SiteTable> table = sites_.table();
  if (request.method == "OPTIONS") {
    if (!table->has_origin(*origin)) return;
  } else {
    const auto entry =
        table->find(named_site(request).value_or(std::string(service::kDefaultSite)));
    if (entry == nullptr || !lists(entry->site, *origin)) return;
    response.headers.push_back({"Access-Control-Expose-Headers", kExposedHeaders});
  }
  response.headers.push_back({"Access-Control-Allow-Origin", *origin});
}

}  // namespace nestline::api
