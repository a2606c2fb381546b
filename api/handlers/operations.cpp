#include "api/codec/operations_json.h"
#include "api/contract.h"
#include "api/handlers/handlers.h"
#include "api/respond.h"

namespace nestline::api {
namespace {

HttpResponse html(std::string body) {
  return {200,
          "text/html; charset=utf-8",
          {{"Content-Security-Policy",
            "default-src 'none'; style-src 'self' 'unsafe-inline'; base-uri 'none'; "
            "form-action 'self'; frame-ancestors 'none'"},
           {"Cache-Control", "no-cache"}},
          std::move(body)};
}

}  // namespace

HttpResponse readyz(App& app, const HttpRequest&) {
  Readiness readiness;
  readiness.edition = app.live()->snapshot().edition().number;
  const service::RecorderHealth health = app.recorder().health();
  if (!health.ok) readiness.reasons.push_back("the database does not take records now");
  if (app.is_draining()) readiness.reasons.push_back("the server is stopping");
  readiness.status = app.is_draining() ? "draining" : health.ok ? "ready" : "degraded";
  return json_response(app.is_draining() ? 503 : 200, readiness_json(readiness));
}

HttpResponse contract(App&, const HttpRequest&) {
  return {200, "application/json", {{"Cache-Control", "no-cache"}}, std::string(contract_json())};
}

HttpResponse docs(App&, const HttpRequest&) {
  static const std::string page = docs_page(contract_json());
  return html(page);
}

HttpResponse home(App& app, const HttpRequest&) {
  return html(
      home_page(app.live()->phrase("greeting", "en"), app.live()->phrase("greeting.limits", "en")));
}

std::optional<HttpResponse> emergency_fallback(App& app, const HttpRequest& request,
                                               const Problem& problem) {
  if (request.route != "/v1/ask" &&
      request.route != "/v1/conversations/{conversation_id}/messages") {
    return std::nullopt;
  }
  Problem with_advice = problem;
  with_advice.detail = app.live()->phrase("error.unavailable", "en");
  return problem_response(with_advice);  // the core adds Retry-After
}

}  // namespace nestline::api
