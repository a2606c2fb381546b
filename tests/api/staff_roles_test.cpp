// Every operation under /v1/staff with every kind of caller, and every way to be refused before the
// work begins. Operations, roles and statuses come from api/openapi.json, so a new operation is
// tried as soon as it is there; one whose parameters or body this file does not know fails.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "tests/api/staff.h"
#include "tests/support/temp_folder.h"

namespace nestline::test {
namespace {

struct Operation {
  std::string method;
  std::string path;          // with objects that are there
  std::string missing_path;  // with objects that are not
  std::string id;
  bool has_body = false;
  bool needs_match = false;
  std::vector<std::string> roles;
  bool site_staff = false;
  [[nodiscard]] std::string name() const { return method + " " + path; }
};

// What the paths name.
struct Objects {
  std::int64_t item = 1;
  std::int64_t revision = 0;
  std::int64_t user = 0;
};

std::string fill(std::string path, const std::map<std::string, std::string>& known) {
  for (const auto& [name, value] : known) {
    const std::size_t at = path.find(name);
    if (at != std::string::npos) path.replace(at, name.size(), value);
  }
  CAPTURE(path);
  REQUIRE(path.find('{') == std::string::npos);  // teach this test the new parameter
  return path;
}

std::vector<Operation> operations(const Objects& objects) {
  const std::map<std::string, std::string> there = {
      {"{item_id}", std::to_string(objects.item)},
      {"{revision_id}", std::to_string(objects.revision)},
      {"{user_id}", std::to_string(objects.user)},
      {"{edition}", "1"},
      {"{candidate_id}", "none"},
      {"{site_id}", "default"},
      {"{key_id}", "none"}};
  std::map<std::string, std::string> missing = there;
  for (const char* name : {"{item_id}", "{revision_id}", "{user_id}", "{edition}"}) {
    missing[name] = "999999";
  }
  missing["{site_id}"] = "nobody";
  const Json contract = Json::parse(read_file(NESTLINE_CONTRACT));
  std::vector<Operation> out;
  for (const auto& [path, item] : contract["paths"].items()) {
    if (!path.starts_with("/v1/staff/")) continue;
    for (const auto& [method, operation] : item.items()) {
      Operation one;
      for (const char c : method) one.method += static_cast<char>(c - 'a' + 'A');
      one.path = fill(path, there);
      one.missing_path = path.find('{') == std::string::npos ? "" : fill(path, missing);
      one.id = operation["operationId"];
      one.has_body = operation.contains("requestBody");
      one.roles = operation["x-roles"].get<std::vector<std::string>>();
      one.site_staff = operation["x-site-staff"];
      if (operation.contains("parameters")) {
        for (const Json& parameter : operation["parameters"]) {
          one.needs_match = one.needs_match || parameter["name"] == "If-Match";
        }
      }
      out.push_back(std::move(one));
    }
  }
  return out;
}

struct Team {
  ApiServer server;
  Objects objects;
  std::vector<Operation> all;

  Team() {
    server.command("site create", {{"id", {"clinic"}}, {"name", {"Clinic"}}});
    for (const std::string role : {"author", "reviewer", "admin"}) {
      add_user(server, role, {role});
      add_user(server, "site-" + role, {role}, "clinic");
    }
    objects.user = add_user(server, "somebody", {"author"});
    Staff author(server, "author");
    const Reply made = author.post(
        "/items",
        {{"kind", "lexicon"}, {"language", "en"}, {"body", {{"word", "bub"}, {"means", "baby"}}}});
    REQUIRE(made.status == 201);
    objects.revision = made.json()["id"];
    objects.item = made.json()["item_id"];
    all = operations(objects);
    REQUIRE(all.size() >= 40);
  }

  Reply call(const Operation& operation, const std::string& path, const std::string& headers,
             const std::string& body, const std::string& type = "application/json") {
    return server.call(operation.method, path, body, body.empty() ? "" : type, headers);
  }
  Reply call(const Operation& operation, const std::string& headers) {
    return call(operation, operation.path, headers, operation.has_body ? "{}" : "");
  }
};

bool lists(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

const char kConsole[] = "X-Nestline-Console: 1\r\n";

// A body that is right in form, for the operations whose precondition is looked at last.
Json good_body(const Operation& operation) {
  if (operation.id == "staffReviewItem") return {{"by", "A"}, {"role", "GP"}, {"months", 6}};
  if (operation.id == "staffSaveUser") {
    return {{"display_name", "S"}, {"roles", {"author"}}, {"disabled", false}};
  }
  if (operation.id == "staffSaveSite") {
    return {{"id", "default"},
            {"name", "D"},
            {"title", ""},
            {"origins", Json::array()},
            {"country", ""},
            {"languages", Json::array()},
            {"accent", ""},
            {"background", ""},
            {"text_colour", ""},
            {"help_only", false},
            {"keeps_questions", false},
            {"topics_off", Json::array()},
            {"pinned_edition", 0},
            {"client_limit", 0},
            {"site_limit", 0},
            {"stale_after_days", 365},
            {"flags_stale", false}};
  }
  return Json::object();
}

}  // namespace

TEST_CASE("every staff operation is open to its roles and to nobody else") {
  Team team;
  int tried = 0;
  for (const Operation& operation : team.all) {
    const std::string name = operation.name();
    CAPTURE(name);
    const bool open = operation.roles.empty();
    for (const std::string bound : {"", "site-"}) {
      for (const std::string role : {"author", "reviewer", "admin"}) {
        CAPTURE(bound);
        CAPTURE(role);
        // A new session each time: some operations end them.
        const Reply reply = team.call(operation, session_of(team.server, bound + role));
        const bool may =
            open || (lists(operation.roles, role) && (bound.empty() || operation.site_staff));
        if (may) {
          CHECK(reply.status != 403);
          if (!open) CHECK(reply.status != 401);
        } else {
          CHECK(reply.status == 403);
        }
        ++tried;
      }
    }
    for (const std::string& cookie :
         {std::string(), "Cookie: __Host-nestline=" + std::string(43, 'a') + "\r\n",
          std::string("Cookie: __Host-nestline=\r\n")}) {
      // Signing in is open, and slowed down.
      const int status = team.call(operation, cookie + kConsole).status;
      CHECK((status == 401 || (open && status == 429)));
      ++tried;
    }
  }
  // What was refused is in the log.
  CHECK(ask(team.server.database(),
            "SELECT COUNT(*) > 50 FROM audit_log WHERE action = 'refused'") == "1");
  MESSAGE(team.all.size(), " operations, ", tried, " requests");
}

TEST_CASE("every staff operation refuses a request that another page made") {
  Team team;
  for (const Operation& operation : team.all) {
    const std::string name = operation.name();
    CAPTURE(name);
    const std::string session = session_of(team.server, "admin");
    CHECK(team.call(operation, session + "Sec-Fetch-Site: cross-site\r\n").status == 403);
    CHECK(team.call(operation, session + "Sec-Fetch-Site: same-site\r\n").status == 403);
    CHECK(team.call(operation, session + "Origin: https://evil.example\r\n").status == 403);
    if (operation.method == "GET") continue;
    const std::string without_mark = session.substr(0, session.find("X-Nestline"));
    CHECK(team.call(operation, without_mark).status == 403);
  }
}

TEST_CASE("no staff operation is offered to pages of other sites") {
  Team team;
  team.server.command("site edit", {{"id", {"clinic"}}, {"origin", {"https://clinic.example"}}});
  const Reply asked =
      team.server.call("OPTIONS", "/v1/staff/items", "", "",
                       "Origin: https://clinic.example\r\nAccess-Control-Request-Method: GET\r\n");
  CHECK(asked.header("access-control-allow-origin").empty());
  CHECK(asked.header("access-control-allow-methods").empty());
}

TEST_CASE("every staff operation names what is wrong with a request") {
  Team team;
  int tried = 0;
  for (const Operation& operation : team.all) {
    const std::string name = operation.name();
    CAPTURE(name);
    const bool is_candidate = operation.id == "staffPublish";
    const auto headers = [&](bool match) {
      return session_of(team.server, "admin") +
             (operation.needs_match && match ? "If-Match: \"x\"\r\n" : "");
    };
    const std::string body = operation.has_body ? good_body(operation).dump() : "";
    if (!operation.missing_path.empty()) {
      CHECK(team.call(operation, operation.missing_path, headers(true), body).status == 404);
      ++tried;
    }
    if (operation.has_body && !is_candidate) {
      CHECK(team.call(operation, operation.path, headers(true), "{").status == 400);
      CHECK(team.call(operation, operation.path, headers(true), "{}", "text/plain").status == 415);
      CHECK(team.call(operation, operation.path, headers(true), R"({"nonsense":1})").status == 422);
      tried += 3;
    }
    if (operation.needs_match) {
      CHECK(team.call(operation, operation.path, headers(false), body).status == 428);
      CHECK(team.call(operation, operation.path, headers(true), body).status == 412);
      tried += 2;
    }
  }
  MESSAGE(tried, " requests");
}

TEST_CASE("every staff operation refuses a body beyond its limit") {
  Team team;
  for (const Operation& operation : team.all) {
    // An import may be as large as a whole content folder; sending more than that proves nothing
    // new.
    if (!operation.has_body || operation.id == "staffImport") continue;
    const std::string name = operation.name();
    CAPTURE(name);
    const bool is_item = operation.id == "staffCreateItem" || operation.id == "staffCheck" ||
                         operation.id == "staffCreateRevision" ||
                         operation.id == "staffSaveRevision";
    const std::string large((is_item ? 513 : 65) * 1024, ' ');
    CHECK(team.call(operation, operation.path, session_of(team.server, "admin"), large).status ==
          413);
  }
}

}  // namespace nestline::test
