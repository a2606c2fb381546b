// POST /v1/ask: each kind of answer, and what is refused.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "tests/api/api_server.h"

namespace nestline::test {
namespace {

std::string repeat(const std::string& piece, std::size_t times) {
  std::string out;
  out.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += piece;
  return out;
}

struct Refused {
  std::string name;
  std::string body;
  int status;
  std::string problem;
  std::string pointer;
  std::string content_type = "application/json";
};

// The body with one more member beside a good question.
std::string with(const std::string& member) {
  return R"({"question":"my baby cries",)" + member + "}";
}

std::vector<std::string> ids(const Json& list) {
  std::vector<std::string> out;
  for (const Json& item : list) out.push_back(item.value("id", ""));
  return out;
}

}  // namespace

TEST_CASE("an answer of guidance brings whole passages with their ages and sources") {
  ApiServer server;
  const Json answer = server.answer_to("my baby wont stop crying in the evening",
                                       {{"child_age_months", 2}, {"country", "gb"}});
  CHECK(answer["kind"] == "guidance");
  CHECK(answer["language"] == "en");
  CHECK(answer["message"] == "English sentence for guidance.lead.comfort.");
  CHECK(answer["edition"] == 1);
  CHECK(answer["child_age_months"] == 2);
  CHECK(ids(answer["topics"]).front() == "crying-and-soothing");
  REQUIRE(answer["passages"].size() == 1);
  const Json& passage = answer["passages"][0];
  CHECK(passage["id"] == "crying-and-soothing/evening-crying");
  CHECK(passage["age_range"] == Json{{"from_months", 0}, {"to_months", 4}});
  CHECK(passage["parts"].size() == 3);
  CHECK(passage["sources"][0]["title"] == "The brief");
  CHECK(ids(answer["referrals"]) == std::vector<std::string>{"gb-health-visitor", "parent-group"});
  CHECK(answer["contacts"].empty());
  CHECK(answer["choices"].empty());
}

TEST_CASE("every kind of answer has every list, and says what it is") {
  ApiServer server;
  const std::vector<std::pair<std::string, std::string>> questions = {
      {"my baby wont stop crying in the evening", "guidance"},
      {"my toddler", "clarify"},
      {"my baby is not breathing", "urgent"},
      {"is my son autistic", "no_diagnosis"},
      {"she has a red rash on her tummy", "refer"},
      {"how do i sell my car", "out_of_scope"},
      {"mein Kind schreit jeden Abend stundenlang und ich weiss nicht mehr weiter", "out_of_scope"},
  };
  for (const auto& [question, kind] : questions) {
    CAPTURE(question);
    const Json answer = server.answer_to(question);
    CHECK(answer["kind"] == kind);
    CHECK_FALSE(answer.value("message", "").empty());
    for (const std::string list :
         {"topics", "passages", "referrals", "contacts", "choices", "suggestions"}) {
      CAPTURE(list);
      CHECK(answer[list].is_array());
    }
    CHECK(answer.contains("reason") == (kind == "out_of_scope"));
    CHECK(answer["contacts"].empty() == (kind != "urgent"));
  }
}

TEST_CASE("the country of the request chooses the contacts of an urgent answer") {
  ApiServer server;
  const auto contacts = [&](const Json& more) {
    return ids(server.answer_to("i want to die", more)["contacts"]);
  };
  CHECK(contacts({{"country", "GB"}}) == std::vector<std::string>{"gb-999", "gb-crisis"});
  CHECK(contacts({{"country", "us"}}) == std::vector<std::string>{"us-911", "us-crisis"});
  CHECK(contacts(Json::object()).size() == 5);
  const Json contact = server.answer_to("i want to die", {{"country", "GB"}})["contacts"][0];
  CHECK(contact["kind"] == "emergency");
  CHECK(contact["phone"] == "999");
  CHECK(contact["last_verified"] == "2026-10-01");
}

TEST_CASE("the notice is there until a clinician has reviewed the content") {
  ApiServer waiting;
  CHECK(waiting.answer_to("my toddler")["notice"] == "English sentence for notice.unreviewed.");
  ApiServer reviewed(
      {.reviewed = true, .sso_header = {}, .http = {}, .change_routes = {}, .observe = {}});
  CHECK_FALSE(reviewed.answer_to("my toddler").contains("notice"));
}

TEST_CASE("the same question gives the same bytes but for the answer's id") {
  ApiServer server;
  for (const std::string question :
       {"my baby wont stop crying in the evening", "my toddler", "my baby is not breathing",
        "is my son autistic", "how do i sell my car"}) {
    CAPTURE(question);
    std::set<std::string> bodies;
    std::set<std::string> answer_ids;
    for (int i = 0; i < 3; ++i) {
      Reply reply = server.post("/v1/ask", asking(question));
      const std::string id = reply.json().value("answer_id", "");
      REQUIRE(id.size() == 32);
      answer_ids.insert(id);
      bodies.insert(reply.body.replace(reply.body.find(id), id.size(), "ID"));
    }
    CHECK(bodies.size() == 1);
    CHECK(answer_ids.size() == 3);
  }
}

TEST_CASE("an explanation is given when asked for") {
  ApiServer server;
  CHECK_FALSE(server.answer_to("my toddler has a tantrum").contains("explanation"));
  const Json answer =
      server.answer_to("my toddler has a tantrum every morning", {{"explain", true}});
  const Json& why = answer["explanation"];
  CHECK(why["topics"][0]["id"] == "tantrums");
  CHECK_FALSE(why["topics"][0]["evidence"].empty());
  CHECK(server.answer_to("i want to die", {{"explain", true}})["explanation"]["rules"] ==
        Json::array({{{"id", "crisis"}, {"words", "want to die"}}}));
}

TEST_CASE("practitioner text is refused without a key") {
  ApiServer server;
  const Reply reply = server.post("/v1/ask", with(R"("audience":"practitioner")"));
  CHECK(reply.status == 403);
  CHECK(reply.problem() == "forbidden");
  CHECK(reply.pointer() == "/audience");
  CHECK(server.post("/v1/ask", with(R"("audience":"parent")")).status == 200);
}

TEST_CASE("what is accepted though it looks odd") {
  ApiServer server;
  const std::vector<std::pair<std::string, std::string>> bodies = {
      {"4000 characters", asking(repeat("a", 4000))},
      {"4000 characters of four bytes", asking(repeat("👶", 4000))},
      {"escapes", R"({"question":"my baby\u2019s cry \ud83d\ude2d\n\t\"why\""})"},
      {"a NUL, escaped", R"({"question":"my baby\u0000cries"})"},
      {"spaces around", " \r\n\t{\"question\":\"my baby cries\"} \n"},
      {"a whole number with a point", with(R"("child_age_months":24.0)")},
      {"locale of another planet", with(R"("locale":"tlh-AQ-x-qapla")")},
      {"a topic that does not exist", with(R"("topic":"no-such-topic")")},
      {"an empty locale", with(R"("locale":"")")},
      {"markup", asking("<script>alert(1)</script> my baby cries & ' \"")},
      {"SQL", asking("'; DROP TABLE answers; -- my baby cries")},
  };
  for (const auto& [name, body] : bodies) {
    CAPTURE(name);
    CHECK(server.post("/v1/ask", body).status == 200);
  }
  for (const std::string type :
       {"application/json", "application/json; charset=utf-8", "application/json;charset=UTF-8",
        "Application/JSON ; charset=utf-8"}) {
    CAPTURE(type);
    CHECK(server.post("/v1/ask", asking("my baby cries"), type).status == 200);
  }
  CHECK(ask(server.database(), "SELECT COUNT(*) FROM sites") == "1");
}

TEST_CASE("what is malformed is refused with its status, type and pointer, and never with a 500") {
  ApiServer server;
  const std::string long_text = repeat("a", 4001);
  const std::vector<Refused> cases = {
      {"empty body", "", 400, "bad_request", ""},
      {"not JSON", "question=hello", 400, "bad_request", ""},
      {"cut short", R"({"question":"my ba)", 400, "bad_request", ""},
      {"something behind it", R"({"question":"a"} x)", 400, "bad_request", ""},
      {"two documents", R"({"question":"a"}{"question":"b"})", 400, "bad_request", ""},
      {"hidden behind a NUL", std::string("{\"question\":\"a\"}\0{\"x\":1}", 24), 400,
       "bad_request", ""},
      {"a comment", R"({"question":"a"/*b*/})", 400, "bad_request", ""},
      {"single quotes", R"({'question':'a'})", 400, "bad_request", ""},
      {"a trailing comma", R"({"question":"a",})", 400, "bad_request", ""},
      {"an array", R"(["question"])", 400, "bad_request", ""},
      {"a string", R"("question")", 400, "bad_request", ""},
      {"null alone", "null", 400, "bad_request", ""},
      {"a number alone", "17", 400, "bad_request", ""},
      {"nested 10,000 arrays deep", repeat("[", 10'000) + repeat("]", 10'000), 400, "bad_request",
       ""},
      {"nested 10,000 objects deep", repeat("{\"a\":", 10'000) + "1" + repeat("}", 10'000), 400,
       "bad_request", ""},
      {"10,000 brackets that never close", repeat("[", 10'000), 400, "bad_request", ""},
      {"nested deep inside a field", with("\"x\":" + repeat("[", 17) + repeat("]", 17)), 400,
       "bad_request", ""},
      {"a name twice", R"({"question":"a","question":"b"})", 400, "bad_request", ""},
      {"a name twice, once escaped", R"({"question":"a","qu\u0065stion":"b"})", 400, "bad_request",
       ""},
      {"invalid UTF-8", "{\"question\":\"my baby \xFF cries\"}", 400, "bad_request", ""},
      {"a surrogate as UTF-8", "{\"question\":\"\xED\xA0\x80\"}", 400, "bad_request", ""},
      {"an overlong slash", "{\"question\":\"\xC0\xAF\"}", 400, "bad_request", ""},
      {"half of an escaped pair", R"({"question":"my baby \ud83d cries"})", 400, "bad_request", ""},
      {"the other half first", R"({"question":"\udc00\ud800"})", 400, "bad_request", ""},
      {"a control character", "{\"question\":\"a\x01z\"}", 400, "bad_request", ""},
      {"a line end inside a string", "{\"question\":\"a\nz\"}", 400, "bad_request", ""},
      {"an unknown escape", R"({"question":"\x41"})", 400, "bad_request", ""},
      {"too large a number", with(R"("child_age_months":1e999)"), 400, "bad_request", ""},
      {"NaN", with(R"("child_age_months":NaN)"), 400, "bad_request", ""},
      {"a number with a leading zero", with(R"("child_age_months":012)"), 400, "bad_request", ""},
      {"an empty object", "{}", 422, "invalid_input", "/question"},
      {"question missing", R"({"country":"GB"})", 422, "invalid_input", "/question"},
      {"question null", R"({"question":null})", 422, "invalid_input", "/question"},
      {"question a number", R"({"question":12})", 422, "invalid_input", "/question"},
      {"question a list", R"({"question":["a"]})", 422, "invalid_input", "/question"},
      {"question an object", R"({"question":{"text":"a"}})", 422, "invalid_input", "/question"},
      {"question true", R"({"question":true})", 422, "invalid_input", "/question"},
      {"question empty", R"({"question":""})", 422, "invalid_input", "/question"},
      {"question blank", R"({"question":" \n\t "})", 422, "invalid_input", "/question"},
      {"question of 4001 characters", asking(long_text), 422, "invalid_input", "/question"},
      {"question of 4001 four-byte characters", asking(repeat("👶", 4001)), 422, "invalid_input",
       "/question"},
      {"age a string", with(R"("child_age_months":"24")"), 422, "invalid_input",
       "/child_age_months"},
      {"age null", with(R"("child_age_months":null)"), 422, "invalid_input", "/child_age_months"},
      {"age a half", with(R"("child_age_months":24.5)"), 422, "invalid_input", "/child_age_months"},
      {"age negative", with(R"("child_age_months":-1)"), 422, "invalid_input", "/child_age_months"},
      {"age 97", with(R"("child_age_months":97)"), 422, "invalid_input", "/child_age_months"},
      {"age beyond an int", with(R"("child_age_months":4294967320)"), 422, "invalid_input",
       "/child_age_months"},
      {"age beyond 64 bits", with(R"("child_age_months":18446744073709551640)"), 422,
       "invalid_input", "/child_age_months"},
      {"age 1e300", with(R"("child_age_months":1e300)"), 422, "invalid_input", "/child_age_months"},
      {"age true", with(R"("child_age_months":true)"), 422, "invalid_input", "/child_age_months"},
      {"country a number", with(R"("country":44)"), 422, "invalid_input", "/country"},
      {"country too long", with(R"("country":"GBR")"), 422, "invalid_input", "/country"},
      {"country too short", with(R"("country":"G")"), 422, "invalid_input", "/country"},
      {"country of digits", with(R"("country":"12")"), 422, "invalid_input", "/country"},
      {"locale too long", with(R"("locale":")" + repeat("a", 36) + "\""), 422, "invalid_input",
       "/locale"},
      {"locale a list", with(R"("locale":["en"])"), 422, "invalid_input", "/locale"},
      {"topic with capitals", with(R"("topic":"Tantrums")"), 422, "invalid_input", "/topic"},
      {"topic with a slash", with(R"("topic":"../tantrums")"), 422, "invalid_input", "/topic"},
      {"topic too long", with(R"("topic":")" + repeat("a", 65) + "\""), 422, "invalid_input",
       "/topic"},
      {"audience unknown", with(R"("audience":"everyone")"), 422, "invalid_input", "/audience"},
      {"audience a number", with(R"("audience":1)"), 422, "invalid_input", "/audience"},
      {"explain a string", with(R"("explain":"true")"), 422, "invalid_input", "/explain"},
      {"explain a number", with(R"("explain":1)"), 422, "invalid_input", "/explain"},
      {"explain null", with(R"("explain":null)"), 422, "invalid_input", "/explain"},
      {"an unknown field", with(R"("childAge":24)"), 422, "invalid_input", "/childAge"},
      {"a misspelt field", R"({"qestion":"a","question":"b"})", 422, "invalid_input", "/qestion"},
      {"a field of the prototype", with(R"("__proto__":{})"), 422, "invalid_input", "/__proto__"},
      {"no content type", asking("a"), 415, "unsupported_media_type", "", ""},
      {"a form", "question=a", 415, "unsupported_media_type", "",
       "application/x-www-form-urlencoded"},
      {"plain text", asking("a"), 415, "unsupported_media_type", "", "text/plain"},
      {"nearly JSON", asking("a"), 415, "unsupported_media_type", "", "application/jsonp"},
      {"65 KiB", asking(repeat("a", 65 * 1024)), 413, "payload_too_large", ""},
      {"exactly one byte too many", repeat(" ", 64 * 1024 + 1), 413, "payload_too_large", ""},
      {"exactly as much as allowed, of nothing", repeat(" ", 64 * 1024), 400, "bad_request", ""},
  };
  for (const Refused& one : cases) {
    CAPTURE(one.name);
    const Reply reply = server.post("/v1/ask", one.body, one.content_type);
    CHECK(reply.status == one.status);
    CHECK(reply.problem() == one.problem);
    CHECK(reply.pointer() == one.pointer);
  }
  CHECK(server.answer_to("my baby wont stop crying")["kind"] ==
        "guidance");  // and it still answers
}

TEST_CASE("an error never repeats what was asked") {
  ApiServer server;
  const std::string secret = "zanzibar ";
  const std::vector<std::string> bodies = {asking(repeat(secret, 1000)),
                                           "{\"question\":\"" + secret + "\xFF\"}",
                                           R"({"question":"a","country":"zanzibar"})",
                                           R"({"question":"a","audience":"zanzibar"})",
                                           R"({"question":"a","topic":"ZANZIBAR"})",
                                           secret};
  for (const std::string& body : bodies) {
    const Reply reply = server.post("/v1/ask", body);
    CHECK(reply.status >= 400);
    CHECK(reply.body.find("zanzibar") == std::string::npos);
    CHECK(reply.body.find("ZANZIBAR") == std::string::npos);
  }
}

}  // namespace nestline::test
