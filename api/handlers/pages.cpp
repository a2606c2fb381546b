// The pages for people: the same answers as the API gives, in HTML without script.
#include "api/pages/pages.h"

#include <charconv>

#include "api/handlers/handlers.h"
#include "api/http/form.h"
#include "service/answering/answer_question.h"
#include "service/insight/answer_id.h"

namespace nestline::api {
namespace {

constexpr char kDefaultSite[] = "default";

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

// The conversation of the form where it still lasts, else a new one.
std::pair<std::string, service::Question> in_conversation(App& app, const Fields& form,
                                                          const PageContext& context,
                                                          service::Question question) {
  std::string id = form_value(form, "conversation");
  Result<service::Conversations::State> state = app.conversations().next_message(id);
  if (!state) {
    id = app.conversations().start({std::nullopt, context.language, context.country});
    return {id, std::move(question)};
  }
  if (state->earlier) question = question.after(*state->earlier);
  return {id, std::move(question)};
}

}  // namespace

HttpResponse show_ask_page(App& app, const HttpRequest& request) {
  const PageContext context = read_page_context(request.query_parameters, request);
  return ask_page(app.live()->snapshot(), {}, context);
}

HttpResponse ask_by_form(App& app, const HttpRequest& request) {
  const std::shared_ptr<const Rendered> live = app.live();
  const service::Snapshot& snapshot = live->snapshot();
  const std::optional<Fields> form = read_form(request.body);
  const PageContext context = read_page_context(form.value_or(Fields{}), request);
  if (!form) {
    AskPage page;
    page.status = 400;
    page.error = context.say("plain_error");
    return ask_page(snapshot, page, context);
  }
  service::AskRequest asked = read_ask(*form, context, snapshot);
  AskPage page;
  page.question = asked.question;
  Result<service::Question> question = service::parse_question(std::move(asked));
  if (!question) {
    page.status = 422;
    page.error = error_text(page.question, context);
    return ask_page(snapshot, page, context);
  }
  auto [conversation, message] = in_conversation(app, *form, context, std::move(question).value());
  const service::Answer answer = service::answer_question(snapshot, message);
  app.conversations().remember(conversation, answer);
  app.recorder().record({service::new_answer_id(), kDefaultSite,
                         std::string(service::name_of(answer.kind)),
                         answer.topics.empty() ? "" : answer.topics.front().id.value,
                         answer.language, snapshot.edition().number});
  page.answer = &answer;
  page.conversation_id = conversation;
  return ask_page(snapshot, page, context);
}

HttpResponse help_now(App& app, const HttpRequest& request) {
  return help_page(app.live()->snapshot(), read_page_context(request.query_parameters, request));
}

HttpResponse embed(App& app, const HttpRequest& request) {
  const PageContext context = read_page_context(request.query_parameters, request);
  return embed_page(context, frame_ancestors(app, context.site));
}

HttpResponse home(App&, const HttpRequest& request) {
  return demo_page(request.header("Host").value_or("localhost"));
}

// Only pages of this server until a site says which origins are its own.
std::string frame_ancestors(App&, const std::string&) { return "'self'"; }

}  // namespace nestline::api
