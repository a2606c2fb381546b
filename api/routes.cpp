#include "api/routes.h"

#include "api/handlers/handlers.h"
#include "api/http/text.h"
#include "api/staff/staff_handlers.h"

namespace nestline::api {
namespace {

// A handler that serves a page, or an asset for other sites, sets its own policy; what has none is
// data: it loads nothing and stands in no frame.
void add_security_headers(HttpResponse& response) {
  const auto add = [&](const char* name, const char* value) {
    for (const Field& field : response.headers) {
      if (equal_ignoring_case(field.name, name)) return;
    }
    response.headers.push_back({name, value});
  };
  add("X-Content-Type-Options", "nosniff");
  add("Referrer-Policy", "no-referrer");
  add("Permissions-Policy", "geolocation=(), camera=(), microphone=()");
  add("Content-Security-Policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'");
  add("Cross-Origin-Resource-Policy", "same-origin");
  if (response.content_type.starts_with("text/html")) {
    add("Cross-Origin-Opener-Policy", "same-origin");
  }
}

}  // namespace

std::vector<Route> routes(App& app) {
  const auto with = [&app](AppHandler* handler) {
    return [&app, handler](const HttpRequest& request) { return handler(app, request); };
  };
  const auto guarded = [&app](CallerHandler* handler, OverLimit over_limit = OverLimit::Refuse) {
    return
        [&app, over_limit,
         bound = GuardedHandler([&app, handler](const Caller& caller, const HttpRequest& request) {
           return handler(app, caller, request);
         })](const HttpRequest& request) { return app.guard().answer(request, bound, over_limit); };
  };
  const std::string messages = "/v1/conversations/{conversation_id}/messages";
  std::vector<Route> out = {
      {"POST", "/v1/ask", guarded(ask, OverLimit::Screen)},
      {"POST", "/v1/conversations", guarded(start_conversation)},
      {"POST", messages, guarded(send_message, OverLimit::Screen)},
      {"DELETE", "/v1/conversations/{conversation_id}", guarded(end_conversation)},
      {"GET", "/v1/topics", guarded(list_topics)},
      {"GET", "/v1/passages/{topic}/{slug}", guarded(get_passage)},
      {"GET", "/v1/referrals", guarded(list_referrals)},
      {"GET", "/v1/helplines", guarded(list_helplines)},
      {"POST", "/v1/feedback", guarded(send_feedback)},
      {"GET", "/v1/site", guarded(get_site)},
      {"GET", "/readyz", with(readyz)},
      {"GET", "/openapi.json", with(contract)},
      {"GET", "/docs", with(docs)},
      {"GET", "/", with(home)},
      {"GET", "/ask", with(show_ask_page)},
      {"POST", "/ask", with(ask_by_form)},
      {"GET", "/help-now", with(help_now)},
      {"GET", "/embed", with(embed)},
      {"GET", "/widget.js", with(widget_script)},
      {"GET", "/assets/{file}", with(web_asset)},
      {"GET", "/console", with(show_console)},
      {"GET", "/console/{file}", with(console_asset)},
  };
  if (app.office() != nullptr) {
    for (Route& route : staff::staff_routes(*app.office())) out.push_back(std::move(route));
  }
  return out;
}

HttpHooks hooks(App& app) {
  HttpHooks out;
  out.options = [&app](const HttpRequest& request) { return app.guard().preflight(request); };
  out.decorate = [&app](const HttpRequest& request, HttpResponse& response) {
    add_security_headers(response);
    app.guard().add_cors(request, response);
  };
  out.fallback = [&app](const HttpRequest& request, const Problem& problem) {
    return emergency_fallback(app, request, problem);
  };
  return out;
}

}  // namespace nestline::api
