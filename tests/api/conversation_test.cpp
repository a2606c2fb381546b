// /v1/conversations over HTTP.
#include <string>
#include <vector>

#include "service/answering/conversation.h"
#include "tests/api/api_server.h"

namespace nestline::test {
namespace {

constexpr char kConversations[] = "/v1/conversations";

std::string start(ApiServer& server, const std::string& body = "{}") {
  const Reply reply = server.post(kConversations, body);
  REQUIRE(reply.status == 201);
  return reply.json().value("conversation_id", "");
}

std::string path_of(const std::string& id) { return std::string(kConversations) + "/" + id; }

Reply send(ApiServer& server, const std::string& id, const std::string& body) {
  return server.post(path_of(id) + "/messages", body);
}

Reply end(ApiServer& server, const std::string& id) {
  return server.call("DELETE", path_of(id), "", "");
}

}  // namespace

TEST_CASE("a conversation begins with a greeting, with a body, an empty one or none") {
  ApiServer server;
  const std::vector<std::string> bodies = {
      "{}", R"({"child_age_months":7,"country":"US","locale":"en-US"})"};
  for (const std::string& body : bodies) {
    const Reply reply = server.post(kConversations, body);
    CHECK(reply.status == 201);
    const Json conversation = reply.json();
    CHECK(conversation.value("conversation_id", "").size() == 32);
    CHECK(conversation["expires_in_seconds"] == 1800);
    CHECK(conversation["greeting"] ==
          "English sentence for greeting. English sentence for greeting.limits.");
  }
  CHECK(server.post(kConversations, "", "").status == 201);
  CHECK(server.post(kConversations, R"({"locale":"es-MX"})")
            .json()
            .value("greeting", "")
            .find("Frase en español") == 0);
}

TEST_CASE("a follow-up keeps the topic and the age told before") {
  ApiServer server;
  const std::string id = start(server);
  const Json first = send(server, id, asking("my baby wakes every two hours at night")).json();
  CHECK(first["kind"] == "guidance");
  CHECK(first["conversation_id"] == id);
  CHECK(first.contains("ask_back"));
  const Json next = send(server, id, asking("she is 2")).json();
  CHECK(next["topics"][0]["id"] == "night-waking");
  CHECK(next["child_age_months"] == 24);
  CHECK(next["passages"][0]["id"] == "night-waking/after-the-first-year");
  CHECK_FALSE(next.contains("ask_back"));
}

TEST_CASE("what was told at the start holds for every message, and a message may know better") {
  ApiServer server;
  const std::string id = start(server, R"({"child_age_months":9,"country":"GB"})");
  const Json first = send(server, id, asking("she wakes every hour overnight")).json();
  CHECK(first["child_age_months"] == 9);
  CHECK(first["passages"][0]["id"] == "night-waking/the-first-year");
  const Json urgent = send(server, id, asking("i want to die")).json();
  CHECK(urgent["contacts"][0]["id"] == "gb-999");
  const Json elsewhere = send(server, id, R"({"question":"i want to die","country":"US"})").json();
  CHECK(elsewhere["contacts"][0]["id"] == "us-911");
  const Json older = send(server, id, asking("and my 2 year old wakes at night too")).json();
  CHECK(older["child_age_months"] == 24);
  const std::string other = start(server, R"({"child_age_months":9})");
  CHECK(send(server, other, asking("my 2 year old wakes at night")).json()["child_age_months"] ==
        24);
}

TEST_CASE("a conversation that was ended, or never was, is not found") {
  ApiServer server;
  const std::string id = start(server);
  const Reply ended = end(server, id);
  CHECK(ended.status == 204);
  CHECK(ended.body.empty());
  CHECK(end(server, id).status == 404);
  CHECK(send(server, id, asking("my baby cries")).status == 404);
  CHECK(send(server, std::string(32, '0'), asking("my baby cries")).problem() == "not_found");
  CHECK(send(server, "no-such-id", asking("my baby cries")).status == 404);
  CHECK(end(server, "no-such-id").status == 404);
}

TEST_CASE("a conversation takes a hundred messages") {
  ApiServer server;
  const std::string id = start(server);
  for (int i = 0; i < service::Conversations::kMostMessages; ++i) {
    REQUIRE(send(server, id, asking("my toddler")).status == 200);
  }
  const Reply refused = send(server, id, asking("my toddler"));
  CHECK(refused.status == 429);
  CHECK(refused.problem() == "too_many_requests");
}

TEST_CASE("a malformed beginning or message is refused with its pointer") {
  ApiServer server;
  struct Case {
    std::string body;
    int status;
    std::string pointer;
  };
  const std::vector<Case> beginnings = {
      {"[]", 400, ""},
      {"{", 400, ""},
      {R"({"question":"a"})", 422, "/question"},
      {R"({"child_age_months":97})", 422, "/child_age_months"},
      {R"({"child_age_months":"9"})", 422, "/child_age_months"},
      {R"({"country":"12"})", 422, "/country"},
      {R"({"country":"GBR"})", 422, "/country"},
      {R"({"locale":7})", 422, "/locale"},
      {std::string(65 * 1024, ' '), 413, ""},
  };
  for (const Case& one : beginnings) {
    CAPTURE(one.body.substr(0, 40));
    const Reply reply = server.post(kConversations, one.body);
    CHECK(reply.status == one.status);
    CHECK(reply.pointer() == one.pointer);
  }
  CHECK(server.post(kConversations, "{}", "text/plain").status == 415);

  const std::string id = start(server);
  const std::vector<Case> messages = {
      {"", 400, ""},
      {"[1]", 400, ""},
      {"{}", 422, "/question"},
      {R"({"question":" "})", 422, "/question"},
      {R"({"question":"a","audience":"practitioner"})", 403, "/audience"},
      {R"({"question":"a","mood":"tired"})", 422, "/mood"},
      {asking(std::string(65 * 1024, 'a')), 413, ""},
  };
  for (const Case& one : messages) {
    CAPTURE(one.body.substr(0, 40));
    const Reply reply = send(server, id, one.body);
    CHECK(reply.status == one.status);
    CHECK(reply.pointer() == one.pointer);
  }
  CHECK(server.post(path_of(id) + "/messages", asking("a"), "text/plain").status == 415);
  CHECK(send(server, id, asking("my baby wont stop crying")).status == 200);
}

}  // namespace nestline::test
