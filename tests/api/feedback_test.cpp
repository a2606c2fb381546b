// POST /v1/feedback: bound to an answer, stored before it is acknowledged.
#include <string>
#include <vector>

#include "tests/api/api_server.h"

namespace nestline::test {
namespace {

std::string feedback(const std::string& answer_id, bool helpful, Json reasons = nullptr) {
  Json body = {{"answer_id", answer_id}, {"helpful", helpful}};
  if (!reasons.is_null()) body["reasons"] = std::move(reasons);
  return body.dump();
}

std::string new_answer(ApiServer& server) {
  return server.answer_to("my baby wont stop crying in the evening").value("answer_id", "");
}

}  // namespace

TEST_CASE("feedback is in the database when the thanks arrive, with what the answer was about") {
  ApiServer server;
  const std::string id = new_answer(server);
  const Reply reply = server.post("/v1/feedback", feedback(id, false, {"unsafe", "wrong_age"}));
  CHECK(reply.status == 201);
  CHECK(reply.json() == Json{{"message", "English sentence for feedback.unsafe."}});
  service::Database& database = server.database();
  CHECK(ask(database, "SELECT helpful FROM feedback WHERE answer_id = $1", {id}) == "0");
  CHECK(ask(database, "SELECT kind FROM feedback WHERE answer_id = $1", {id}) == "guidance");
  CHECK(ask(database, "SELECT topic FROM feedback WHERE answer_id = $1", {id}) ==
        "crying-and-soothing");
  CHECK(ask(database, "SELECT site FROM feedback WHERE answer_id = $1", {id}) == "default");
  CHECK(ask(database, "SELECT COUNT(*) FROM feedback_reasons WHERE answer_id = $1", {id}) == "2");
}

TEST_CASE("the last word on an answer counts") {
  ApiServer server;
  const std::string id = new_answer(server);
  CHECK(server.post("/v1/feedback", feedback(id, false, {"too_long"})).status == 201);
  server.flush();
  CHECK(server.post("/v1/feedback", feedback(id, true)).status == 201);
  CHECK(ask(server.database(), "SELECT helpful FROM feedback WHERE answer_id = $1", {id}) == "1");
  CHECK(ask(server.database(), "SELECT COUNT(*) FROM feedback_reasons") == "0");
  CHECK(ask(server.database(), "SELECT COUNT(*) FROM feedback") == "1");
}

TEST_CASE("feedback on a message of a conversation is taken too") {
  ApiServer server;
  const std::string conversation =
      server.post("/v1/conversations", "{}").json().value("conversation_id", "");
  const std::string id = server
                             .post("/v1/conversations/" + conversation + "/messages",
                                   asking("my toddler has a tantrum every morning"))
                             .json()
                             .value("answer_id", "");
  CHECK(server.post("/v1/feedback", feedback(id, true)).status == 201);
}

TEST_CASE("feedback on an answer that nobody got is refused") {
  ApiServer server;
  new_answer(server);
  const Reply reply = server.post("/v1/feedback", feedback(std::string(32, 'a'), true));
  CHECK(reply.status == 404);
  CHECK(reply.pointer() == "/answer_id");
  CHECK(ask(server.database(), "SELECT COUNT(*) FROM feedback") == "0");
}

TEST_CASE("malformed feedback is refused with its pointer, and nothing is stored") {
  ApiServer server;
  const std::string id = new_answer(server);
  struct Case {
    std::string body;
    int status;
    std::string pointer;
  };
  const std::vector<Case> cases = {
      {"", 400, ""},
      {"[]", 400, ""},
      {"{}", 422, "/answer_id"},
      {R"({"answer_id":")" + id + "\"}", 422, "/helpful"},
      {R"({"answer_id":")" + id + R"(","helpful":"yes"})", 422, "/helpful"},
      {R"({"answer_id":")" + id + R"(","helpful":1})", 422, "/helpful"},
      {R"({"answer_id":7,"helpful":true})", 422, "/answer_id"},
      {feedback("short", true), 422, "/answer_id"},
      {feedback(std::string(32, 'A'), true), 422, "/answer_id"},
      {feedback(id, false, "unsafe"), 422, "/reasons"},
      {feedback(id, false, {"unsafe", "because"}), 422, "/reasons/1"},
      {feedback(id, false, {"unsafe", 1}), 422, "/reasons/1"},
      {feedback(id, false, {"unsafe", "unsafe"}), 422, "/reasons/1"},
      {feedback(id, true, {"unsafe"}), 422, "/reasons"},
      {feedback(id, false, {"other", "other", "other", "other", "other", "other", "other"}), 422,
       "/reasons"},
      {R"({"answer_id":")" + id + R"(","helpful":true,"comment":"thank you"})", 422, "/comment"},
      {std::string(65 * 1024, ' '), 413, ""},
  };
  for (const Case& one : cases) {
    CAPTURE(one.body.substr(0, 80));
    const Reply reply = server.post("/v1/feedback", one.body);
    CHECK(reply.status == one.status);
    CHECK(reply.pointer() == one.pointer);
  }
  CHECK(server.post("/v1/feedback", feedback(id, true), "text/plain").status == 415);
  CHECK(ask(server.database(), "SELECT COUNT(*) FROM feedback") == "0");
}

TEST_CASE("feedback that cannot be kept is not acknowledged, and can be sent again") {
  ApiServer server;
  const std::string id = new_answer(server);
  server.faults().set(FaultyDatabase::Mode::DiskFull);
  const Reply refused = server.post("/v1/feedback", feedback(id, true));
  CHECK(refused.status == 503);
  CHECK(refused.header("retry-after") == "5");
  CHECK(refused.body.find("disk") == std::string::npos);
  server.faults().set(FaultyDatabase::Mode::Pass);
  CHECK(server.post("/v1/feedback", feedback(id, true)).status == 201);
  CHECK(ask(server.database(), "SELECT helpful FROM feedback WHERE answer_id = $1", {id}) == "1");
}

TEST_CASE("answers are counted by kind and topic, without a word of the question") {
  ApiServer server;
  new_answer(server);
  new_answer(server);
  server.answer_to("i want to die");
  server.answer_to("how do i sell my car");
  server.flush();
  service::Database& database = server.database();
  CHECK(ask(database,
            "SELECT count FROM answer_counts WHERE kind = 'guidance' AND topic = "
            "'crying-and-soothing' AND site = 'default' AND language = 'en' AND edition = 1") ==
        "2");
  CHECK(ask(database, "SELECT count FROM answer_counts WHERE kind = 'urgent' AND topic = ''") ==
        "1");
  CHECK(ask(database, "SELECT count FROM answer_counts WHERE kind = 'out_of_scope'") == "1");
}

}  // namespace nestline::test
