// The pages for people: the same answers as the API gives, in HTML without script.
#include "api/pages/pages.h"

#include <charconv>

#include "api/handlers/handlers.h"
#include "api/http/form.h"
#include "service/answering/answer_question.h"

namespace nestline::api {
namespace {

// Whole numbers only; anything else counts as not said.
std::optional<int> read_age(const std::string& text) {
  int months = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), months);
  const bool ok = error == std::errc() && end == text.data() + text.size() && months >= 0 &&
                  months <= service::kMaxChildAgeMonths;
  return ok ? std::optional(months) : std::nullopt;
}

service::AskRequest read_ask(const Fields& form, const PageContext& context,
                             const service::Snapshot& snapshot) {
  service::AskRequest asked;
  asked.question = form_value(form, "question");
  asked.child_age_months = read_age(form_value(form, "age"));
  asked.locale = context.language;
  asked.country = context.country;
  const knowledge::Topic* topic = snapshot.topic({form_value(form, "topic")});
  if (topic != nullptr) {
    asked.topic = topic->id.value;
    if (asked.question.empty()) asked.question = topic->name;
  }
  return asked;
}

std::string error_text(const std::string& question, const PageContext& context) {
  const bool empty = question.find_first_not_of(" \t\n") == std::string::npos;
  if (empty) return context.say("empty");
  return context.say("plain_too_long", {{"n", std::to_string(service::kMaxQuestionCharacters)}});
}

// What the address or the form left open is as the site has it.
struct PageSite {
  PageContext context;
  std::shared_ptr<const service::SiteEntry> entry;
};

PageSite read_context(App& app, const Fields& fields, const HttpRequest& request) {
  PageSite out{read_page_context(fields, request), nullptr};
  out.entry = app.guard().site_or_default(out.context.site);
  const service::Site& site = out.entry->site;
  const std::string locale = service::locale_for(site, out.context.language);
  const std::string base = locale.substr(0, locale.find('-'));
  if (UiStrings::builtin().has(base, "title")) out.context.language = base;
  if (out.context.country.empty()) out.context.country = site.country;
  return out;
}

// Over the limit, and not urgent.
HttpResponse busy_page(const service::Snapshot& snapshot, const service::SiteEntry& site,
                       AskPage page, const PageContext& context, int wait_seconds) {
  page.status = 429;
  page.error = context.say("busy", {{"n", std::to_string(wait_seconds)}});
  HttpResponse response = ask_page(snapshot, site, page, context);
  response.headers.push_back({"Retry-After", std::to_string(wait_seconds)});
  return response;
}

// Our own pages, and those of the site.
std::string frame_ancestors(const service::Site& site) {
  std::string out = "'self'";
  for (const std::string& origin : site.origins) out += " " + origin;
  return out;
}

// The conversation of the form where it still lasts, else a new one.
std::pair<std::string, service::Question> in_conversation(App& app, const Fields& form,
                                                          const PageContext& context,
                                                          const service::Site& site,
                                                          service::Question question) {
  std::string id = form_value(form, "conversation");
  Result<service::Conversations::State> state = app.conversations().next_message(id, site.id);
  if (!state) {
    id = app.conversations().start({std::nullopt, context.language, context.country, site.id});
    return {id, std::move(question)};
  }
  if (state->earlier) question = question.after(*state->earlier);
  return {id, std::move(question)};
}

}  // namespace

HttpResponse show_ask_page(App& app, const HttpRequest& request) {
  const auto [context, site] = read_context(app, request.query_parameters, request);
  return ask_page(app.live(site->site)->snapshot(), *site, {}, context);
}

HttpResponse ask_by_form(App& app, const HttpRequest& request) {
  const std::optional<Fields> form = read_form(request.body);
  const auto [context, site] = read_context(app, form.value_or(Fields{}), request);
  const std::shared_ptr<const Rendered> live = app.live(site->site);
  const service::Snapshot& snapshot = live->snapshot();
  const Guard::Visit visit = app.guard().visit(request, site->site.id);
  AskPage page;
  if (!form) {
    page.status = 400;
    page.error = context.say("plain_error");
    return ask_page(snapshot, *site, page, context);
  }
  service::AskRequest asked = read_ask(*form, context, snapshot);
  page.question = asked.question;
  Result<service::Question> question = service::parse_question(std::move(asked));
  if (!question) {
    page.status = 422;
    page.error = error_text(page.question, context);
    return ask_page(snapshot, *site, page, context);
  }
  std::optional<service::Answer> answer;
  if (visit.wait_seconds > 0) {
    answer = service::answer_if_urgent(snapshot, *question);
    if (!answer) return busy_page(snapshot, *site, page, context, visit.wait_seconds);
  } else {
    auto [conversation, message] =
        in_conversation(app, *form, context, site->site, std::move(question).value());
    answer = service::answer_question(snapshot, message, site->tailoring);
    app.conversations().remember(conversation, *answer);
    page.conversation_id = conversation;
  }
  static_cast<void>(app.record(site->site, *answer, snapshot.edition().number));
  page.answer = &*answer;
  return ask_page(snapshot, *site, page, context);
}

HttpResponse help_now(App& app, const HttpRequest& request) {
  const auto [context, site] = read_context(app, request.query_parameters, request);
  return help_page(app.live(site->site)->snapshot(), context);
}

HttpResponse embed(App& app, const HttpRequest& request) {
  const PageContext context = read_page_context(request.query_parameters, request);
  return embed_page(context, frame_ancestors(app.guard().site_or_default(context.site)->site));
}

HttpResponse home(App&, const HttpRequest& request) {
  return demo_page(request.header("Host").value_or("localhost"));
}

HttpResponse show_console(App&, const HttpRequest&) { return console_page(); }

}  // namespace nestline::api
