#include "api/codec/operations_json.h"
#include "api/contract.h"
#include "api/handlers/handlers.h"
#include "api/pages/page.h"
#include "api/respond.h"
#include "api/web_files.h"

namespace nestline::api {
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
  const WebFile* script = web_file_named("docs");
  static const std::string page =
      docs_page(contract_json(), page_style_path(), script == nullptr ? "" : script->path);
  return html_response(200, page, {.script = script != nullptr, .frame_ancestors = "'none'"});
}

namespace {

// For a parent who has no script and got no answer: what to do all the same, and the phone numbers.
HttpResponse unanswered_page(App& app, const HttpRequest& request) {
  const PageContext context = read_page_context({}, request);
  const Html main =
      element("p", {{"class", "lead"}}, app.live()->phrase("error.unavailable", context.language)) +
      element("p", element("a", {{"class", "call"}, {"href", address("/help-now", context)}},
                           context.say("help_link")));
  return plain_page(503, context, "/ask", context.say("error_title"), main);
}

}  // namespace

std::optional<HttpResponse> emergency_fallback(App& app, const HttpRequest& request,
                                               const Problem& problem) {
  if (request.route == "/ask" && request.method == "POST") return unanswered_page(app, request);
  if (request.route != "/v1/ask" &&
      request.route != "/v1/conversations/{conversation_id}/messages") {
    return std::nullopt;
  }
  Problem with_advice = problem;
  with_advice.detail = app.live()->phrase("error.unavailable", "en");
  return problem_response(with_advice);  // the core adds Retry-After
}

}  // namespace nestline::api
