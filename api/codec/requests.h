// Request bodies to values. Errors name the field as a JSON pointer. Pure functions; safe from any
// thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "knowledge/result.h"
#include "service/answering/conversation.h"
#include "service/answering/question.h"
#include "service/insight/feedback.h"

namespace nestline::api {

Result<service::AskRequest> parse_ask(std::string_view body);

// The body that parse_ask reads back to the same request.
std::string ask_json(const service::AskRequest& request);

// An empty body is {}.
Result<service::Conversations::Settings> parse_conversation(std::string_view body);

struct FeedbackBody {
  service::Feedback feedback;
  std::string locale;  // of the thanks; empty: the site's
};
Result<FeedbackBody> parse_feedback_body(std::string_view body);

// One line of an evaluation file.
struct EvaluationRow {
  std::string id;
  std::string text;
  std::string kind;  // as labelled, see kinds_of_label in the eval command
  std::vector<std::string> also_kinds;
  std::string primary;  // topic id, or empty
  std::vector<std::string> also;
  std::string language;  // BCP 47, of the page it was asked on; empty means English
  std::string category;  // of the danger, for figures by category; or empty
};
Result<EvaluationRow> parse_evaluation_row(std::string_view line);

}  // namespace nestline::api
