#include "api/codec/requests.h"
#include "api/handlers/handlers.h"
#include "api/respond.h"

namespace nestline::api {

HttpResponse send_feedback(App& app, const Caller& caller, const HttpRequest& request) {
  if (auto refusal = refuse_other_than_json(request)) return *refusal;
  const Result<FeedbackBody> body = parse_feedback_body(request.body);
  if (!body) return fail(body.error(), request);
  return app.idempotency().once(caller, request, [&] {
    const Status saved = app.recorder().save_feedback(body->feedback, caller.site().id);
    if (!saved.ok()) return fail(saved.error(), request);
    const std::string locale = service::locale_for(caller.site(), body->locale);
    return json_response(201, app.live(caller.site())->thanks(body->feedback, locale));
  });
}

}  // namespace nestline::api
