#include "api/codec/requests.h"

#include "api/codec/json_object.h"
#include "api/codec/json_text.h"

namespace nestline::api {
namespace {

constexpr std::size_t kMaxLocale = 35;
constexpr std::size_t kMaxCountry = 2;
constexpr std::size_t kMaxTopic = 64;
constexpr std::size_t kMaxReasons = 6;
constexpr std::string_view kIdCharacters = "abcdefghijklmnopqrstuvwxyz0123456789-";

}  // namespace

Result<service::AskRequest> parse_ask(std::string_view body) {
  Result<Json> json = parse_object(body);
  if (!json) return json.error();
  ObjectReader reader(*json);
  service::AskRequest request;
  request.question = reader.required_string("question");
  request.child_age_months = reader.optional_integer("child_age_months");
  request.locale = reader.optional_string("locale", kMaxLocale);
  request.country = reader.optional_string("country", kMaxCountry);
  request.topic = reader.optional_string("topic", kMaxTopic);
  const bool is_id = request.topic.find_first_not_of(kIdCharacters) == std::string::npos;
  const std::string audience = reader.optional_string("audience", kMaxTopic);
  request.explain = reader.optional_boolean("explain");
  const Status status = reader.finish();
  if (!status.ok()) return status.error();
  if (!is_id) return Error{ErrorCode::InvalidInput, "must be the id of a topic", "/topic"};
  if (audience == "practitioner") {
    request.audience = knowledge::Audience::Practitioner;
  } else if (!audience.empty() && audience != "parent") {
    return Error{ErrorCode::InvalidInput, "must be parent or practitioner", "/audience"};
  }
  return request;
}

std::string ask_json(const service::AskRequest& request) {
  JsonObject object;
  object.string("question", request.question);
  if (request.child_age_months) {
    object.raw("child_age_months", std::to_string(*request.child_age_months));
  }
  if (!request.locale.empty()) object.string("locale", request.locale);
  if (!request.country.empty()) object.string("country", request.country);
  if (!request.topic.empty()) object.string("topic", request.topic);
  if (request.audience == knowledge::Audience::Practitioner) {
    object.string("audience", "practitioner");
  }
  if (request.explain) object.raw("explain", "true");
  return object.text();
}

Result<service::Conversations::Settings> parse_conversation(std::string_view body) {
  Result<Json> json = parse_object(body.empty() ? "{}" : body);
  if (!json) return json.error();
  ObjectReader reader(*json);
  service::Conversations::Settings settings;
  settings.child_age_months = reader.optional_integer("child_age_months");
  settings.locale = reader.optional_string("locale", kMaxLocale);
  settings.country = reader.optional_string("country", kMaxCountry);
  const Status status = reader.finish();
  if (!status.ok()) return status.error();
  // What every message will be asked with is checked now, as a message would be.
  service::AskRequest message;
  message.question = "?";
  message.child_age_months = settings.child_age_months;
  message.country = settings.country;
  const Result<service::Question> checked = service::parse_question(std::move(message));
  if (!checked) return checked.error();
  return settings;
}

Result<FeedbackBody> parse_feedback_body(std::string_view body) {
  Result<Json> json = parse_object(body);
  if (!json) return json.error();
  ObjectReader reader(*json);
  const std::string answer_id = reader.required_string("answer_id");
  const bool helpful = reader.required_boolean("helpful");
  const std::vector<std::string> reasons = reader.optional_strings("reasons", kMaxReasons);
  const std::string locale = reader.optional_string("locale", kMaxLocale);
  const Status status = reader.finish();
  if (!status.ok()) return status.error();
  Result<service::Feedback> feedback = service::parse_feedback({answer_id, helpful, reasons});
  if (!feedback) return feedback.error();
  return FeedbackBody{std::move(feedback).value(), locale};
}

Result<EvaluationRow> parse_evaluation_row(std::string_view line) {
  Result<Json> json = parse_object(line);
  if (!json) return json.error();
  const Json& row = *json;
  const auto text = [&](const char* name) {
    const auto found = row.find(name);
    return found != row.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  const auto texts = [&](const char* name) {
    std::vector<std::string> out;
    const auto found = row.find(name);
    if (found == row.end() || !found->is_array()) return out;
    for (const Json& item : *found) {
      if (item.is_string()) out.push_back(item.get<std::string>());
    }
    return out;
  };
  EvaluationRow out{text("id"),      text("text"),  text("kind"),     texts("also_kinds"),
                    text("primary"), texts("also"), text("language"), text("category")};
  if (out.text.empty()) return Error{ErrorCode::InvalidInput, "is missing", "/text"};
  if (out.kind.empty()) return Error{ErrorCode::InvalidInput, "is missing", "/kind"};
  return out;
}

}  // namespace nestline::api
