// The handlers of all routes, each a ladder: parse, call, render. They hold no state of their own
// and may run on several threads at once. Those with a Caller stand behind the guard.
#pragma once

#include <optional>

#include "api/app.h"
#include "api/caller.h"
#include "api/http/http_message.h"
#include "api/http/problem.h"

namespace nestline::api {

// Their two shapes: open to anybody, and behind the guard.
using AppHandler = HttpResponse(App& app, const HttpRequest& request);
using CallerHandler = HttpResponse(App& app, const Caller& caller, const HttpRequest& request);

// handlers/ask.cpp
CallerHandler ask;
CallerHandler start_conversation;
CallerHandler send_message;
CallerHandler end_conversation;

// handlers/content.cpp
CallerHandler list_topics;
CallerHandler get_passage;
CallerHandler list_referrals;
CallerHandler list_helplines;
CallerHandler get_site;

// handlers/feedback.cpp
CallerHandler send_feedback;

// handlers/operations.cpp
AppHandler readyz;
AppHandler contract;
AppHandler docs;

// handlers/web.cpp
AppHandler widget_script;
AppHandler web_asset;
AppHandler console_asset;
AppHandler show_console;

// handlers/pages.cpp
AppHandler home;
AppHandler show_ask_page;
AppHandler ask_by_form;
AppHandler help_now;
AppHandler embed;

// A failed or refused question still gets the advice to call the emergency number; other routes get
// the plain problem.
std::optional<HttpResponse> emergency_fallback(App& app, const HttpRequest& request,
                                               const Problem& problem);

}  // namespace nestline::api
