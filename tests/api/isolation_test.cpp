// Nothing of one site is visible to another: every operation of the contract, with the credentials
// of the wrong site and with none that are good. Operations come from api/openapi.json, so a new
// one is tried as soon as it is there; one whose parameters or body this file does not know fails.
#include <map>
#include <string>
#include <vector>

#include "tests/api/api_server.h"

namespace nestline::test {
namespace {

constexpr char kSecretOfA[] = "alphacanary";  // in A's name, title and referrals
constexpr char kQuestion[] = "my baby wont stop crying in the evening";

struct Operation {
  std::string method;
  std::string path;  // with A's objects in it
  std::string body;
  std::string content_type;
  bool names_an_object = false;  // of A

  [[nodiscard]] std::string name() const { return method + " " + path; }
};

// What A has.
struct Objects {
  std::string conversation;
  std::string answer;
};

std::string fill_path(std::string path, const Objects& of_a, bool& names_an_object) {
  const std::map<std::string, std::string> known = {{"{conversation_id}", of_a.conversation},
                                                    {"{topic}", "tantrums"},
                                                    {"{slug}", "when-it-boils-over"}};
  for (const auto& [name, value] : known) {
    const std::size_t at = path.find(name);
    if (at == std::string::npos) continue;
    path.replace(at, name.size(), value);
    if (name == "{conversation_id}") names_an_object = true;
  }
  CAPTURE(path);
  REQUIRE(path.find('{') == std::string::npos);  // teach this test the new parameter
  return path;
}

std::string fill_body(const Json& operation, const Objects& of_a, bool& names_an_object) {
  if (!operation.contains("requestBody")) return "";
  const std::string schema =
      operation["requestBody"]["content"]["application/json"]["schema"]["$ref"];
  if (schema.ends_with("/AskRequest")) return asking(kQuestion);
  if (schema.ends_with("/ConversationRequest")) return "{}";
  CAPTURE(schema);
  REQUIRE(schema.ends_with("/FeedbackRequest"));  // teach this test the new body
  names_an_object = true;
  return Json{{"answer_id", of_a.answer}, {"helpful", true}}.dump();
}

std::vector<Operation> operations(const Objects& of_a) {
  const Json contract = Json::parse(read_file(NESTLINE_CONTRACT));
  std::vector<Operation> out;
  for (const auto& [path, item] : contract["paths"].items()) {
    // Staff routes have other callers: staff_roles_test.cpp.
    if (!path.starts_with("/v1/") || path.starts_with("/v1/staff/")) continue;
    for (const auto& [method, operation] : item.items()) {
      Operation one;
      for (const char c : method) one.method += static_cast<char>(c - 'a' + 'A');
      one.path = fill_path(path, of_a, one.names_an_object);
      one.body = fill_body(operation, of_a, one.names_an_object);
      if (!one.body.empty()) one.content_type = "application/json";
      out.push_back(std::move(one));
    }
  }
  return out;
}

struct Two {
  ApiServer server;
  Objects of_a;
  std::map<std::string, std::string> keys;  // header line by name

  Two() {
    for (const std::string id : {"alpha", "beta"}) {
      const std::string name = id == "alpha" ? kSecretOfA : "Beta";
      server.command("site create", {{"id", {id}},
                                     {"name", {name}},
                                     {"title", {name}},
                                     {"origin", {"https://" + id + ".example"}},
                                     {"topic-off", {id == "alpha" ? "night-waking" : ""}},
                                     {"client-limit", {"0"}},
                                     {"site-limit", {"0"}}});
      keys[id] = key_of(id, "ask");
    }
    server.command("referrals import", {{"site", {"alpha"}}, {"format", {"csv"}}},
                   std::string("id,name,status,organization.name,phone.number,assured_date,need\n"
                               "a1,") +
                       kSecretOfA + ",active,Alpha,0800 1,2024-10-01,child-health\n");
    keys["insight"] = key_of("alpha", "insight");
    keys["revoked"] = key_of("alpha", "ask");
    server.command("key revoke", {{"id", {keys["revoked"].substr(25, 8)}}});
    of_a.conversation = call({"POST", "/v1/conversations", "{}", "application/json"}, keys["alpha"])
                            .json()
                            .value("conversation_id", "");
    of_a.answer = call({"POST", "/v1/ask", asking(kQuestion), "application/json"}, keys["alpha"])
                      .json()
                      .value("answer_id", "");
    REQUIRE(of_a.conversation.size() == 32);
    REQUIRE(of_a.answer.size() == 32);
  }

  std::string key_of(const std::string& site, const std::string& scope) {
    const std::string out =
        server.command("key create", {{"site", {site}}, {"name", {"k"}}, {"scope", {scope}}});
    return "Authorization: Bearer " + out.substr(0, out.find('\n')) + "\r\n";
  }

  Reply call(const Operation& operation, const std::string& headers) {
    return server.call(operation.method, operation.path, operation.body, operation.content_type,
                       headers);
  }
};

std::string site(const std::string& id) { return "X-Nestline-Site: " + id + "\r\n"; }

}  // namespace

TEST_CASE("no operation shows, changes or ends anything of another site") {
  Two two;
  const std::vector<Operation> all = operations(two.of_a);
  REQUIRE(all.size() >= 10);
  // The canary is there to be seen by A itself.
  const Reply seen = two.call({"GET", "/v1/referrals", "", ""}, two.keys["alpha"]);
  REQUIRE(seen.body.find(kSecretOfA) != std::string::npos);
  int tried = 0;
  const std::map<std::string, std::string> others = {
      {"the other site's key", two.keys["beta"]},
      {"the other site's id", site("beta")},
      {"the other site's page", site("beta") + "Origin: https://beta.example\r\n"},
      {"nobody", ""},
  };
  for (const auto& [who, headers] : others) {
    for (const Operation& operation : all) {
      CAPTURE(who);
      const std::string name = operation.name();
      CAPTURE(name);
      const Reply reply = two.call(operation, headers);
      CHECK(reply.body.find(kSecretOfA) == std::string::npos);
      CHECK(reply.head.find(kSecretOfA) == std::string::npos);
      if (operation.names_an_object) {
        CHECK(reply.status == 404);
      } else {
        CHECK(reply.status < 300);
      }
      ++tried;
    }
  }
  // All of it is still there for A, and the deletion works for A alone.
  for (const Operation& operation : all) {
    if (operation.method == "DELETE") continue;
    const std::string name = operation.name();
    CAPTURE(name);
    CHECK(two.call(operation, two.keys["alpha"]).status < 300);
    ++tried;
  }
  CHECK(
      two.call({"DELETE", "/v1/conversations/" + two.of_a.conversation, "", ""}, two.keys["alpha"])
          .status == 204);
  MESSAGE(all.size(), " operations, ", tried + 1, " requests");
}

TEST_CASE("every operation refuses credentials that are not good, in the same way") {
  Two two;
  struct Case {
    std::string who;
    std::string headers;
    int status;
  };
  const std::string unknown = "Authorization: Bearer nl_00000000_" + std::string(43, '0') + "\r\n";
  const std::vector<Case> cases = {
      {"a key nobody has", unknown, 401},
      {"a revoked key", two.keys["revoked"], 401},
      {"another scheme", "Authorization: Basic YTpi\r\n", 401},
      {"a key of A that names B", two.keys["alpha"] + site("beta"), 403},
      {"a key of B that names A", two.keys["beta"] + site("alpha"), 403},
      {"a key without the scope", two.keys["insight"], 403},
      {"B's page with A's id", site("alpha") + "Origin: https://beta.example\r\n", 403},
      {"a page without an origin of its own", site("alpha") + "Origin: null\r\n", 403},
      {"a site that is not", site("gamma"), 404},
  };
  const std::vector<Operation> all = operations(two.of_a);
  for (const Case& one : cases) {
    for (const Operation& operation : all) {
      CAPTURE(one.who);
      const std::string name = operation.name();
      CAPTURE(name);
      const Reply reply = two.call(operation, one.headers);
      CHECK(reply.status == one.status);
      CHECK(reply.body.find(kSecretOfA) == std::string::npos);
    }
  }
  // Nothing happened.
  CHECK(ask(two.server.database(), "SELECT COUNT(*) FROM feedback") == "0");
  CHECK(
      two.call({"DELETE", "/v1/conversations/" + two.of_a.conversation, "", ""}, two.keys["alpha"])
          .status == 204);
  MESSAGE(all.size(), " operations, ", cases.size(), " roles");
}

TEST_CASE("every operation counts against the limit and says when to come again") {
  Two two;
  two.server.command("site edit", {{"id", {"alpha"}}, {"client-limit", {"1"}}});
  CHECK(two.call({"GET", "/v1/site", "", ""}, site("alpha")).status == 200);
  for (const Operation& operation : operations(two.of_a)) {
    const std::string name = operation.name();
    CAPTURE(name);
    const Reply reply = two.call(operation, site("alpha"));
    CHECK(reply.status == 429);
    CHECK(reply.header("retry-after") == "60");
  }
}

}  // namespace nestline::test
