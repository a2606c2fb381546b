// Request bodies to values and answers to text, without a server.
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "api/codec/answer_text.h"
#include "api/codec/evaluation_json.h"
#include "api/codec/rendered.h"
#include "api/codec/requests.h"
#include "api/respond.h"
#include "api/routes.h"
#include "service/answering/answer_question.h"
#include "tests/api/api_server.h"
#include "tests/support/sample_snapshot.h"

namespace nestline::test {
namespace {

bool has(const std::string& text, const std::string& piece) {
  return text.find(piece) != std::string::npos;
}

std::string told(service::AskRequest request) {
  const api::Rendered rendered(sample_snapshot());
  const service::Answer answer = service::answer_question(*sample_snapshot(), question(request));
  return api::answer_text(rendered.answer(answer, {std::string(32, 'a'), ""}));
}

}  // namespace

TEST_CASE("a request written as JSON reads back as the same request") {
  service::AskRequest request;
  request.question = "she's \"clingy\" \\ at\nnight \xF0\x9F\x91\xB6 \x01";
  request.child_age_months = 14;
  request.locale = "en-GB";
  request.country = "GB";
  request.topic = "night-waking";
  request.audience = knowledge::Audience::Practitioner;
  request.explain = true;
  const Result<service::AskRequest> read = api::parse_ask(api::ask_json(request));
  REQUIRE(read.ok());
  CHECK(read->question == request.question);
  CHECK(read->child_age_months == request.child_age_months);
  CHECK(read->locale == request.locale);
  CHECK(read->country == request.country);
  CHECK(read->topic == request.topic);
  CHECK(read->audience == request.audience);
  CHECK(read->explain == request.explain);
}

TEST_CASE("a line of an evaluation file needs a text and a kind") {
  const auto row = api::parse_evaluation_row(
      R"({"id":"q1","text":"she cries","kind":"guidance","primary":"a","also":["b"],"also_kinds":["refer"],"note":1})");
  REQUIRE(row.ok());
  CHECK(row->id == "q1");
  CHECK(row->also == std::vector<std::string>{"b"});
  CHECK(row->also_kinds == std::vector<std::string>{"refer"});
  CHECK(api::parse_evaluation_row(R"({"kind":"guidance"})").error().field == "/text");
  CHECK(api::parse_evaluation_row(R"({"text":"she cries"})").error().field == "/kind");
  CHECK_FALSE(api::parse_evaluation_row("she cries").ok());
}

TEST_CASE("figures of an evaluation are one JSON object") {
  api::EvaluationFigures figures;
  figures.file = "a\"b.jsonl";
  figures.rows = 3;
  figures.confused = {{"night-waking", "tantrums", 2}};
  figures.missed = {"q1 topic night-waking got tantrums"};
  const Json json = Json::parse(api::evaluation_json({figures, {}}), nullptr, false);
  REQUIRE(json.is_object());
  CHECK(json["files"].size() == 2);
  CHECK(json["files"][0]["file"] == "a\"b.jsonl");
  CHECK(json["files"][0]["confused"][0]["count"] == 2);
  CHECK(json["files"][1]["rows"] == 0);
}

TEST_CASE("an answer as text is at most 80 columns wide and says what the JSON says") {
  service::AskRequest request;
  request.question = "she wont stop crying";
  request.explain = true;
  const std::string guidance = told(request);
  CHECK(has(guidance, "## When a new baby cries in the evening"));
  CHECK(has(guidance, "For ages 0 months to 4 months"));
  CHECK(has(guidance, "For ages 12 months to 4 years"));
  CHECK(has(guidance, "   - Hold your baby and sway.\n"));
  CHECK(has(guidance, "Sources: The brief, Section 2"));
  CHECK(has(guidance, "English sentence for ask.age."));
  CHECK(has(guidance, "[kind: guidance; topics: crying-and-soothing"));
  CHECK(has(guidance, "(answer_at)"));
  for (std::size_t at = 0; at < guidance.size();) {
    const std::size_t end = std::min(guidance.find('\n', at), guidance.size());
    CHECK(end - at <= 80);
    at = end + 1;
  }
  request = {};
  request.question = "i want to die";
  request.country = "GB";
  const std::string urgent = told(request);
  CHECK(has(urgent, "Whom to call"));
  CHECK(has(urgent, ": 999 (GB)"));
  request.question = "my toddler evenings";
  CHECK(has(told(request), "Which is closest?"));
  CHECK(api::answer_text("no JSON") == "(the answer is not JSON)\n");
}

TEST_CASE("each code of an error has its status, and what failed inside is not told") {
  struct Case {
    ErrorCode code;
    std::string field;
    int status;
  };
  api::HttpRequest request;
  request.request_id = "r";
  for (const Case& one : std::vector<Case>{{ErrorCode::InvalidInput, "", 400},
                                           {ErrorCode::InvalidInput, "/question", 422},
                                           {ErrorCode::TooLarge, "", 429},
                                           {ErrorCode::NotAllowed, "/audience", 403},
                                           {ErrorCode::NotFound, "", 404},
                                           {ErrorCode::Conflict, "", 409},
                                           {ErrorCode::Unavailable, "", 503},
                                           {ErrorCode::Internal, "", 500}}) {
    const api::HttpResponse response = api::fail({one.code, "the words", one.field}, request);
    CAPTURE(one.status);
    CHECK(response.status == one.status);
    CHECK(has(response.body, "the words") == (one.status < 500));
    if (!one.field.empty()) CHECK(has(response.body, "\"pointer\":\"" + one.field + "\""));
  }
}

TEST_CASE("the table of routes is written down for the test of the contract") {
  ApiServer server;
  Json list = Json::array();
  list.push_back({{"method", "GET"}, {"path", api::HttpOptions().live_path}});
  for (const api::Route& route : api::routes(server.app())) {
    list.push_back({{"method", route.method}, {"path", route.path}});
  }
  CHECK(list.size() == 72);
  if (const char* folder = std::getenv("NESTLINE_RECORDING")) {
    std::ofstream(std::string(folder) + "/routes.json") << list.dump() << "\n";
  }
}

}  // namespace nestline::test
