// Any bytes as the body of POST /v1/ask: what is taken is a question, and writing it down reads
// back the same.
#include "api/codec/requests.h"
#include "service/language/text.h"
#include "tests/fuzz/fuzz.h"

using namespace nestline;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view body = fuzz::text_of(data, size);
  static_cast<void>(api::parse_conversation(body));
  static_cast<void>(api::parse_feedback_body(body));
  static_cast<void>(api::parse_evaluation_row(body));
  Result<service::AskRequest> request = api::parse_ask(body);
  if (!request) {
    require(!request.error().message.empty(), "a refusal says why");
    require(request.error().field.empty() || request.error().field.starts_with('/'),
            "a field is a JSON pointer");
    return 0;
  }
  const Result<service::AskRequest> again = api::parse_ask(api::ask_json(*request));
  require(again.ok(), "a request that was read can be written and read");
  require(again->question == request->question && again->locale == request->locale &&
              again->country == request->country && again->topic == request->topic &&
              again->child_age_months == request->child_age_months &&
              again->audience == request->audience && again->explain == request->explain,
          "and is the same");
  const Result<service::Question> question = service::parse_question(std::move(request).value());
  if (!question) return 0;
  require(!question->text().empty(), "a question is not empty");
  require(service::count_characters(question->text()) <= service::kMaxQuestionCharacters,
          "a question is not too long");
  require(question->country().empty() || question->country().size() == 2,
          "a country has two letters");
  return 0;
}
