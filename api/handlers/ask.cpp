#include "api/codec/requests.h"
#include "api/handlers/handlers.h"
#include "api/respond.h"
#include "service/answering/answer_question.h"

namespace nestline::api {
namespace {

HttpResponse render(App& app, const Caller& caller, const Rendered& live,
                    const service::Answer& answer, std::string conversation_id) {
  std::string answer_id = app.record(caller.site(), answer, live.snapshot().edition().number);
  return json_response(200, live.answer(answer, {std::move(answer_id), std::move(conversation_id)},
                                        caller.tailoring()));
}

// What the caller left open is as the site has it.
Result<service::Question> read_question(const Caller& caller, service::AskRequest asked) {
  if (asked.audience == knowledge::Audience::Practitioner &&
      !caller.may(service::Scope::Practitioner)) {
    return Error{ErrorCode::NotAllowed, "practitioner text needs a key with that scope",
                 "/audience"};
  }
  if (asked.country.empty()) asked.country = caller.site().country;
  asked.locale = service::locale_for(caller.site(), asked.locale);
  return service::parse_question(std::move(asked));
}

// Over the limit only what is urgent is answered.
HttpResponse answer_if_urgent(App& app, const Caller& caller, const HttpRequest& request,
                              const Result<service::Question>& question,
                              const std::string& conversation_id) {
  const std::shared_ptr<const Rendered> live = app.live(caller.site());
  if (question) {
    if (const auto urgent = service::answer_if_urgent(live->snapshot(), *question)) {
      return render(app, caller, *live, *urgent, conversation_id);
    }
  }
  return too_many_requests(request);
}

}  // namespace

HttpResponse ask(App& app, const Caller& caller, const HttpRequest& request) {
  if (auto refusal = refuse_other_than_json(request)) return *refusal;
  Result<service::AskRequest> asked = parse_ask(request.body);
  if (!asked) return fail(asked.error(), request);
  const Result<service::Question> question = read_question(caller, std::move(asked).value());
  if (caller.quota == Quota::Spent) return answer_if_urgent(app, caller, request, question, "");
  if (!question) return fail(question.error(), request);
  const std::shared_ptr<const Rendered> live = app.live(caller.site());
  return render(app, caller, *live,
                service::answer_question(live->snapshot(), *question, caller.tailoring()), "");
}

HttpResponse start_conversation(App& app, const Caller& caller, const HttpRequest& request) {
  if (!request.body.empty()) {
    if (auto refusal = refuse_other_than_json(request)) return *refusal;
  }
  Result<service::Conversations::Settings> settings = parse_conversation(request.body);
  if (!settings) return fail(settings.error(), request);
  settings.value().site = caller.site().id;
  settings.value().locale = service::locale_for(caller.site(), settings->locale);
  return json_response(201,
                       app.live(caller.site())
                           ->conversation(app.conversations().start(*settings), settings->locale));
}

HttpResponse send_message(App& app, const Caller& caller, const HttpRequest& request) {
  if (auto refusal = refuse_other_than_json(request)) return *refusal;
  Result<service::AskRequest> asked = parse_ask(request.body);
  if (!asked) return fail(asked.error(), request);
  const std::string id = request.path_parameter("conversation_id").value_or("");
  if (caller.quota == Quota::Spent) {
    return answer_if_urgent(app, caller, request, read_question(caller, std::move(asked).value()),
                            id);
  }
  const Result<service::Conversations::State> state =
      app.conversations().next_message(id, caller.site().id);
  if (!state) return fail(state.error(), request);
  service::AskRequest& message = asked.value();
  if (message.locale.empty()) message.locale = state->settings.locale;
  if (message.country.empty()) message.country = state->settings.country;
  Result<service::Question> question = read_question(caller, std::move(asked).value());
  if (!question) return fail(question.error(), request);
  // The age told at the start counts as if it had been told a message ago: the text may know
  // better.
  const service::Earlier at_start{{}, state->settings.child_age_months};
  question = question->after(state->earlier.value_or(at_start));
  const std::shared_ptr<const Rendered> live = app.live(caller.site());
  const service::Answer answer =
      service::answer_question(live->snapshot(), *question, caller.tailoring());
  app.conversations().remember(id, answer);
  return render(app, caller, *live, answer, id);
}

HttpResponse end_conversation(App& app, const Caller& caller, const HttpRequest& request) {
  if (app.conversations().end(request.path_parameter("conversation_id").value_or(""),
                              caller.site().id)) {
    return no_content();
  }
  return fail({ErrorCode::NotFound, "this conversation does not exist or has ended", ""}, request);
}

}  // namespace nestline::api
