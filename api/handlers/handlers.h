// The handlers of all routes, each a ladder: parse, call, render. They hold no state of their own
// and may run on several threads at once. Those with a Caller stand behind the guard.
#pragma once

#include <optional>

#include "api/app.h"
#include "api/caller.h"
#include "api/http/http_message.h"
#include "api/http/problem.h"

namespace nestline::api {

// handlers/ask.cpp
HttpResponse ask(App& app, const Caller& caller, const HttpRequest& request);
HttpResponse start_conversation(App& app, const Caller& caller, const HttpRequest& request);
HttpResponse send_message(App& app, const Caller& caller, const HttpRequest& request);
HttpResponse end_conversation(App& app, const Caller& caller, const HttpRequest& request);

// handlers/content.cpp
HttpResponse list_topics(App& app, const Caller& caller, const HttpRequest& request);
HttpResponse get_passage(App& app, const Caller& caller, const HttpRequest& request);
HttpResponse list_referrals(App& app, const Caller& caller, const HttpRequest& request);
HttpResponse list_helplines(App& app, const Caller& caller, const HttpRequest& request);
HttpResponse get_site(App& app, const Caller& caller, const HttpRequest& request);

// handlers/feedback.cpp
HttpResponse send_feedback(App& app, const Caller& caller, const HttpRequest& request);

// handlers/operations.cpp
HttpResponse readyz(App& app, const HttpRequest& request);
HttpResponse contract(App& app, const HttpRequest& request);
HttpResponse docs(App& app, const HttpRequest& request);

// handlers/web.cpp
HttpResponse widget_script(App& app, const HttpRequest& request);
HttpResponse web_asset(App& app, const HttpRequest& request);
HttpResponse console_asset(App& app, const HttpRequest& request);
HttpResponse show_console(App& app, const HttpRequest& request);

// handlers/pages.cpp
HttpResponse home(App& app, const HttpRequest& request);
HttpResponse show_ask_page(App& app, const HttpRequest& request);
HttpResponse ask_by_form(App& app, const HttpRequest& request);
HttpResponse help_now(App& app, const HttpRequest& request);
HttpResponse embed(App& app, const HttpRequest& request);

// A failed or refused question still gets the advice to call the emergency number; other routes get
// the plain problem.
std::optional<HttpResponse> emergency_fallback(App& app, const HttpRequest& request,
                                               const Problem& problem);

}  // namespace nestline::api
