#include "api/routes.h"

#include "api/handlers/handlers.h"

namespace nestline::api {

std::vector<Route> routes(App& app) {
  const auto with = [&app](HttpResponse (*handler)(App&, const HttpRequest&)) {
    return [&app, handler](const HttpRequest& request) { return handler(app, request); };
  };
  return {
      {"POST", "/v1/ask", with(ask)},
      {"POST", "/v1/conversations", with(start_conversation)},
      {"POST", "/v1/conversations/{conversation_id}/messages", with(send_message)},
      {"DELETE", "/v1/conversations/{conversation_id}", with(end_conversation)},
      {"GET", "/v1/topics", with(list_topics)},
      {"GET", "/v1/passages/{topic}/{slug}", with(get_passage)},
      {"GET", "/v1/referrals", with(list_referrals)},
      {"GET", "/v1/helplines", with(list_helplines)},
      {"POST", "/v1/feedback", with(send_feedback)},
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
  };
}

HttpHooks hooks(App& app) {
  HttpHooks out;
  out.decorate = [](const HttpRequest&, HttpResponse& response) {
    response.headers.push_back({"X-Content-Type-Options", "nosniff"});
    response.headers.push_back({"Referrer-Policy", "no-referrer"});
    response.headers.push_back({"Permissions-Policy", "geolocation=(), camera=(), microphone=()"});
  };
  out.fallback = [&app](const HttpRequest& request, const Problem& problem) {
    return emergency_fallback(app, request, problem);
  };
  return out;
}

}  // namespace nestline::api
