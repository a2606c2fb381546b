#include "api/codec/requests.h"
#include "api/handlers/handlers.h"
#include "api/respond.h"

namespace nestline::api {

HttpResponse send_feedback(App& app, const Caller& caller, const HttpRequest& request) {
  if (auto refusal = refuse_other_than_json(request)) return *refusal;
  const Result<service::Feedback> feedback = parse_feedback_body(request.body);
  if (!feedback) return fail(feedback.error(), request);
  return app.idempotency().once(caller, request, [&] {
    const Status saved = app.recorder().save_feedback(*feedback, caller.site().id);
    if (!saved.ok()) return fail(saved.error(), request);
    return json_response(201,
                         app.live(caller.site())->thanks(service::locale_for(caller.site(), "en")));
  });
}

}  // namespace nestline::api
