// What staff do in a day, over a real socket: write, review, publish, roll back, and all that the
// rules forbid on the way.
#include <thread>

#include "knowledge/content_files.h"
#include "tests/api/staff.h"
#include "tests/support/sample_snapshot.h"

namespace nestline::test {
namespace {

struct Office {
  ApiServer server;
  Office() {
    // The sample's dates lie in 2026: a day before them would be wrong about all of them.
    server.clock().advance(std::chrono::hours(24 * 900));
    add_user(server, "ana", {"author"});
    add_user(server, "ben", {"author"});
    add_user(server, "rita", {"reviewer"});
    add_user(server, "rob", {"reviewer", "author"});
    add_user(server, "adam", {"admin"});
    add_user(server, "ada", {"admin"});
  }
  Staff as(const std::string& name) { return {server, name}; }

  // The summary of an item by its key.
  Json item(const std::string& key) {
    const Json found = as("ana").get("/items?limit=200&search=" + escaped(key)).json();
    for (const Json& one : found["items"]) {
      if (one["key"] == key) return one;
    }
    CAPTURE(key);
    REQUIRE(false);
    return {};
  }
  static std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) out += c == '#' ? "%23" : c == '/' ? "%2F" : std::string(1, c);
    return out;
  }
  static std::string path_of(const Json& item) {
    return "/items/" + std::to_string(item["id"].get<std::int64_t>());
  }

  // A draft of the item by `who`, changed by `change`.
  Reply draft(const std::string& who, const Json& item, const std::function<void(Json&)>& change) {
    Staff staff = as(who);
    const Reply seen = staff.get(path_of(item));
    REQUIRE(seen.status == 200);
    Json body = seen.json()["live"]["body"];
    change(body);
    return staff.post(path_of(item) + "/revisions", {{"body", body}, {"note", "better"}},
                      seen.header("etag"));
  }
  Reply step(const std::string& who, const Reply& revision, const std::string& step,
             const std::string& comment = "") {
    const std::string path =
        "/revisions/" + std::to_string(revision.json()["id"].get<std::int64_t>());
    return as(who).post(path + "/" + step,
                        comment.empty() ? Json::object() : Json{{"comment", comment}},
                        revision.header("etag"));
  }
  Json candidate(const std::string& who) {
    const Reply begun = as(who).post("/candidates", Json::object());
    REQUIRE(begun.status == 202);
    return wait_for(begun.json()["id"]);
  }
  Json wait_for(const std::string& id) {
    server.office().publisher().wait();
    return as("ana").get("/candidates/" + id).json();
  }
};

const char kPassage[] = "en/passages/tantrums/when-it-boils-over";

}  // namespace

TEST_CASE("a passage is written, reviewed, published and rolled back") {
  Office office;
  const Json item = office.item(kPassage);
  const std::string live_title = item["title"];
  Reply draft =
      office.draft("ana", item, [](Json& body) { body["title"] = "When it all boils over"; });
  REQUIRE(draft.status == 201);
  CHECK(draft.json()["state"] == "draft");
  CHECK(draft.json()["may"] == Json::array({"edit", "submit", "discard"}));
  // Nobody begins a second one beside it.
  CHECK(office.draft("ben", item, [](Json&) {}).status == 409);
  // Saving needs what one has seen.
  const std::string path = "/revisions/" + std::to_string(draft.json()["id"].get<std::int64_t>());
  Json body = draft.json()["body"];
  body["title"] = "When it all boils over, again";
  Staff ana = office.as("ana");
  const Reply saved = ana.put(path, {{"body", body}}, draft.header("etag"));
  CHECK(saved.status == 200);
  CHECK(ana.put(path, {{"body", body}}, draft.header("etag")).status == 412);
  const Reply submitted = office.step("ana", saved, "submit", "ready");
  CHECK(submitted.json()["state"] == "in_review");
  CHECK(ana.put(path, {{"body", body}}, submitted.header("etag")).status == 409);
  CHECK(office.as("rita").get("/reviews").json()["revisions"].size() == 1);
  const Reply asked = office.step("rita", submitted, "ask-changes", "shorter please");
  CHECK(asked.json()["state"] == "changes_asked");
  body["title"] = "When it boils over, shorter";
  const Reply mended = ana.put(path, {{"body", body}, {"note", "shorter"}}, asked.header("etag"));
  CHECK(mended.json()["state"] == "draft");
  const Reply approved = office.step("rita", office.step("ana", mended, "submit"), "approve");
  CHECK(approved.json()["state"] == "approved");
  // What parents read is as it was.
  CHECK(office.server.get("/v1/passages/tantrums/when-it-boils-over").json()["title"] ==
        live_title);

  const Json candidate = office.candidate("rita");
  CAPTURE(candidate.dump());
  REQUIRE(candidate["state"] == "ready");
  CHECK(candidate["changes"].size() == 1);
  const std::string at = "/candidates/" + candidate["id"].get<std::string>();
  Staff rita = office.as("rita");
  CHECK(rita.call("POST", at + "/publish", "{").status == 400);
  CHECK(rita.post(at + "/publish", {{"nonsense", 1}}).status == 422);
  CHECK(
      office.server.call("POST", "/v1/staff" + at + "/publish", "{}", "text/plain", rita.headers())
          .status == 415);
  CHECK(rita.call("POST", at + "/publish", std::string(std::size_t{65} * 1024, ' ')).status == 413);
  // The bench answers from it before it is live.
  CHECK(rita.post("/try-out", {{"question", "my toddler has a tantrum"}, {"edition", "candidate"}})
            .status == 200);
  const Reply published = rita.post(at + "/publish", {{"note", "first"}});
  REQUIRE(published.status == 200);
  CHECK(published.json()["number"] == 2);
  CHECK(published.json()["live"] == true);
  CHECK(rita.post(at + "/publish", Json::object()).status == 409);
  CHECK(office.server.get("/v1/passages/tantrums/when-it-boils-over").json()["title"] ==
        "When it boils over, shorter");
  CHECK(office.server.answer_to("my toddler has a tantrum")["edition"] == 2);
  CHECK(rita.get("/editions/2").json()["changes"].size() == 1);
  // What was published is never changed.
  Staff adam = office.as("adam");
  const std::string tag = adam.get(path).header("etag");
  CHECK(adam.call("DELETE", path, "", tag).status == 409);
  CHECK(adam.put(path, {{"body", body}}, tag).status == 409);
  for (const char* step : {"/submit", "/withdraw", "/approve", "/ask-changes"}) {
    CHECK(adam.post(path + step, Json::object(), tag).status == 409);
  }
  // The bench answers from an earlier edition as soon as that is loaded.
  const Json earlier = {{"question", "my toddler has a tantrum"}, {"edition", "1"}};
  CHECK(rita.post("/try-out", earlier).status == 202);
  office.server.office().publisher().wait();
  CHECK(rita.post("/try-out", earlier).json()["answer"]["edition"] == 1);
  CHECK(rita.get("/editions").json()["editions"].size() == 2);

  const Reply back = rita.post("/editions/1/rollback", {{"note", "too short"}});
  REQUIRE(back.status == 202);
  const Json rolled = office.wait_for(back.json()["id"]);
  CAPTURE(rolled.dump());
  CHECK(rolled["state"] == "published");
  CHECK(office.server.get("/v1/passages/tantrums/when-it-boils-over").json()["title"] ==
        live_title);
  const Json editions = rita.get("/editions").json()["editions"];
  CHECK(editions[0]["number"] == 3);
  CHECK(editions[0]["checksum"] == editions[2]["checksum"]);
  CHECK(rita.post("/editions/3/rollback", Json::object()).status == 409);
  // Its history is all there.
  const Json history = ana.get(Office::path_of(item) + "/revisions").json()["revisions"];
  CHECK(history.size() == 2);
  CHECK(history[0]["state"] == "retired");
  CHECK(history[1]["state"] == "published");
  CHECK(office.as("adam").get("/audit/verify").json()["whole"] == true);
  CHECK(office.as("adam").get("/audit?limit=5").json()["next"].is_string());
}

TEST_CASE("nobody approves what they wrote, and what is sensitive needs two") {
  Office office;
  const Json item = office.item(kPassage);
  // Rob may review, but he wrote in it; so did Ben, later.
  Reply draft = office.draft("rob", item, [](Json& body) { body["title"] = "Rob's title"; });
  REQUIRE(draft.status == 201);
  Reply submitted = office.step("rob", draft, "submit");
  CHECK(office.step("rob", submitted, "approve").status == 403);
  CHECK(office.step("ana", submitted, "approve").status == 403);
  Reply withdrawn = office.step("ben", submitted, "withdraw");
  CHECK(withdrawn.status == 200);
  CHECK(office.step("rita", withdrawn, "approve").status == 409);  // it is a draft

  const Json rule = office.as("ana").get("/items?kind=safety_rule&language=en").json()["items"][0];
  CHECK(rule["sensitive"] == true);
  Reply risky = office.draft("adam", rule, [](Json& body) {
    body["examples"].push_back(body["examples"][0].get<std::string>() + " please");
  });
  REQUIRE(risky.status == 201);
  Reply waiting = office.step("adam", risky, "submit");
  CHECK(waiting.json()["approvals_needed"] == 2);
  CHECK(office.step("adam", waiting, "approve").status == 403);
  Reply once = office.step("ada", waiting, "approve");
  CHECK(once.json()["state"] == "in_review");
  CHECK(office.step("ada", once, "approve").status == 409);
  Reply twice = office.step("rita", once, "approve");
  CHECK(twice.json()["state"] == "approved");
  // Taken back, it has no approval left.
  CHECK(office.step("ana", twice, "withdraw").json()["approvals"].empty());
}

TEST_CASE("two admins together cannot approve a safety rule") {
  Office office;
  add_user(office.server, "amy", {"admin"});
  const Json rule = office.as("ana").get("/items?kind=safety_rule&language=en").json()["items"][0];
  Reply draft = office.draft("ana", rule, [](Json& body) {
    body["examples"].push_back(body["examples"][0].get<std::string>() + " please");
  });
  Reply waiting = office.step("ana", draft, "submit");
  for (const char* admin : {"adam", "ada", "amy"}) {
    waiting = office.step(admin, waiting, "approve");
    CHECK(waiting.json()["state"] == "in_review");
  }
  CHECK(office.step("rita", waiting, "approve").json()["state"] == "approved");
}

TEST_CASE("a lost safety case and a lost golden question stop a candidate, with reasons") {
  Office office;
  const Json rules = office.as("ana").get("/items?kind=safety_rule&language=en").json()["items"];
  const Json rule = rules[0];
  Staff ana = office.as("ana");
  const Reply seen = ana.get(Office::path_of(rule));
  Reply draft =
      ana.post(Office::path_of(rule) + "/revisions", {{"retire", true}}, seen.header("etag"));
  REQUIRE(draft.status == 201);
  CHECK(draft.json()["retires"] == true);
  Reply approved = office.step(
      "rita", office.step("adam", office.step("ana", draft, "submit"), "approve"), "approve");
  REQUIRE(approved.json()["state"] == "approved");
  const Json candidate = office.candidate("rita");
  CAPTURE(candidate.dump());
  CHECK(candidate["state"] == "blocked");
  REQUIRE_FALSE(candidate["blocks"].empty());
  CHECK(office.as("rita")
            .post("/candidates/" + candidate["id"].get<std::string>() + "/publish", Json::object())
            .status == 409);
  CHECK(office.server.answer_to("hello")["edition"] == 1);
}

TEST_CASE("users, items, checks, keys and sites") {
  Office office;
  Staff adam = office.as("adam");
  const Json user = {{"name", "new.one"},
                     {"display_name", "New"},
                     {"roles", {"author"}},
                     {"password", "a long and quiet night"}};
  const Reply made = adam.post("/users", user);
  REQUIRE(made.status == 201);
  CHECK(adam.post("/users", user).status == 409);
  CHECK(adam.get("/users").json()["users"].size() == 7);
  // Somebody must stay admin.
  for (const char* name : {"ada", "adam"}) {
    std::int64_t id = 0;
    const Json users = adam.get("/users").json()["users"];
    for (const Json& one : users) {
      if (one["name"] == name) id = one["id"];
    }
    const std::string path = "/users/" + std::to_string(id);
    const Reply changed =
        adam.put(path, {{"display_name", "A"}, {"roles", {"author"}}, {"disabled", false}},
                 adam.get(path).header("etag"));
    CHECK(changed.status == (name == std::string("ada") ? 200 : 409));
  }
  const Reply checked = adam.post(
      "/check",
      {{"kind", "phrase"}, {"language", "en"}, {"body", {{"id", "x"}, {"text", "Hello."}}}});
  CHECK(checked.status == 200);
  CHECK(checked.json()["text"].get<std::string>().find("id = \"x\"") != std::string::npos);
  const Json passage = adam.get(Office::path_of(office.item(kPassage))).json()["live"]["text"];
  const Reply preview =
      adam.post("/check", {{"kind", "passage"}, {"language", "en"}, {"text", passage}});
  CHECK(preview.json()["preview"]["id"] == "tantrums/when-it-boils-over");
  CHECK(preview.json()["grade"]["words"] > 10);
  CHECK(
      adam.post("/items", {{"kind", "phrase"}, {"language", "en"}, {"text", "id = 1"}}).pointer() ==
      "/text");
  const Json word = {
      {"kind", "lexicon"}, {"language", "en"}, {"body", {{"word", "bubba"}, {"means", "baby"}}}};
  const Reply item = adam.post("/items", word);
  CHECK(item.status == 201);
  CHECK(adam.post("/items", word).status == 409);
  const std::string revision =
      "/revisions/" + std::to_string(item.json()["id"].get<std::int64_t>());
  CHECK(adam.get(revision).json()["state"] == "draft");
  CHECK(adam.call("DELETE", revision, "", item.header("etag")).status == 204);
  CHECK(adam.get(revision).status == 404);

  Json site = adam.get("/sites/default").json();
  site["title"] = "Ask us";
  const Reply saved = adam.put("/sites/default", site, adam.get("/sites/default").header("etag"));
  CHECK(saved.status == 200);
  CHECK(office.server.get("/v1/site").json()["title"] == "Ask us");
  site["pinned_edition"] = 77;
  CHECK(adam.put("/sites/default", site, saved.header("etag")).pointer() == "/pinned_edition");
  site["id"] = "fresh";
  site["pinned_edition"] = 0;
  CHECK(adam.put("/sites/fresh", site, "*").status == 200);
  CHECK(adam.get("/sites").json()["sites"].size() == 2);
  const Reply key = adam.post("/keys", {{"site", "fresh"}, {"name", "k"}, {"scopes", {"ask"}}});
  REQUIRE(key.status == 201);
  const std::string secret = key.json()["secret"];
  CHECK(adam.get("/keys").body.find(secret) == std::string::npos);
  CHECK(office.server.call("GET", "/v1/site", "", "", "Authorization: Bearer " + secret + "\r\n")
            .status == 200);
  CHECK(adam.call("DELETE", "/keys/" + key.json()["id"].get<std::string>(), "").status == 204);
  CHECK(office.server.call("GET", "/v1/site", "", "", "Authorization: Bearer " + secret + "\r\n")
            .status == 401);
}

TEST_CASE("a clinician's review of a passage and of an edition") {
  Office office;
  Staff rita = office.as("rita");
  const Json item = office.item(kPassage);
  const Json body = {{"by", "Dr A"}, {"role", "GP"}, {"months", 12}};
  const Reply seen = rita.get(Office::path_of(item));
  const Reply made =
      rita.post(Office::path_of(item) + "/clinical-review", body, seen.header("etag"));
  REQUIRE(made.status == 201);
  CHECK(made.json()["state"] == "approved");
  CHECK(made.json()["body"]["review"]["by"] == "Dr A, GP");
  const Reply again = rita.get(Office::path_of(item));
  CHECK(rita.post(Office::path_of(item) + "/clinical-review", body, again.header("etag")).status ==
        409);
  CHECK(office.server.answer_to("my toddler has a tantrum").contains("notice"));
  CHECK(rita.post("/editions/1/clinical-review", {{"by", "Dr A"}, {"role", "GP"}}).status == 201);
  CHECK_FALSE(office.server.answer_to("my toddler has a tantrum").contains("notice"));
}

TEST_CASE("export gives the content folder and importing it changes nothing") {
  Office office;
  Staff adam = office.as("adam");
  const Json out = adam.get("/export").json();
  CHECK(out["checksum"] == sample_checksum());
  std::vector<knowledge::ContentFile> files;
  for (const Json& file : out["files"]) files.push_back({file["path"], file["text"]});
  CHECK(files == knowledge::write_content(sample_content()));
  CHECK(adam.get("/export?edition=9").status == 404);
  const Reply same = adam.post("/import", {{"files", out["files"]}, {"dry_run", true}});
  CAPTURE(same.body);
  CHECK(same.status == 200);
  CHECK(same.json()["changes"].empty());

  Json broken = out["files"];
  broken[0]["text"] = "id = ";
  const Reply refused = adam.post("/import", {{"files", broken}});
  CHECK(refused.status == 200);
  CHECK(refused.json()["applied"] == false);
  CHECK(refused.json()["faults"][0]["line"] == 1);
  CHECK(ask(office.server.database(),
            "SELECT COUNT(*) FROM revisions WHERE state <> 'published'") == "0");

  // A change comes in as a draft, and not where somebody works on the item.
  Json changed = out["files"];
  for (Json& file : changed) {
    if (file["path"] != std::string(kPassage) + ".md") continue;
    std::string text = file["text"];
    const std::size_t title = text.find("title = \"") + 9;
    text.insert(title, "Again: ");
    file["text"] = text;
  }
  const Reply taken = adam.post("/import", {{"files", changed}, {"note", "from Git"}});
  CAPTURE(taken.body);
  CHECK(taken.json()["applied"] == true);
  REQUIRE(taken.json()["changes"].size() == 1);
  CHECK(office.item(kPassage)["open_state"] == "draft");
  CHECK(adam.post("/import", {{"files", changed}}).status == 409);
}

TEST_CASE("a try-out asks any edition, and one that is not loaded soon") {
  Office office;
  Staff ana = office.as("ana");
  const Json question = {{"question", "my toddler has a tantrum"}};
  const Reply live = ana.post("/try-out", question);
  CHECK(live.status == 200);
  CHECK(live.json()["answer"].contains("explanation"));
  Json other = question;
  other["edition"] = "7";
  CHECK(ana.post("/try-out", other).status == 404);
  other["edition"] = "candidate";
  CHECK(ana.post("/try-out", other).status == 404);
  CHECK(ask(office.server.database(), "SELECT COUNT(*) FROM answers") == "0");
}

TEST_CASE("reports tell how often and not what, to people of one site of that site alone") {
  Office office;
  office.server.command("site create", {{"id", {"clinic"}}, {"name", {"Clinic"}}});
  add_user(office.server, "sue", {"reviewer"}, "clinic");
  const std::string of_clinic = "X-Nestline-Site: clinic\r\n";
  for (int i = 0; i < 3; ++i) {
    CHECK(office.server
              .call("POST", "/v1/ask", asking("my toddler has a tantrum"), "application/json",
                    i == 0 ? of_clinic : "")
              .status == 200);
  }
  const Json answer = office.server.answer_to("my toddler has a tantrum");
  CHECK(office.server
            .post("/v1/feedback", Json{{"answer_id", answer["answer_id"]},
                                       {"helpful", false},
                                       {"reasons", {"wrong_age"}}}
                                      .dump())
            .status == 201);
  office.server.flush();
  Staff ana = office.as("ana");
  const Json all = ana.get("/insight/counts?by=site,topic").json();
  CHECK(all["columns"] == Json::array({"site", "topic", "count"}));
  CHECK(all["rows"] == Json::array({{"clinic", "tantrums", 1}, {"default", "tantrums", 3}}));
  Staff sue = office.as("sue");
  CHECK(sue.get("/insight/counts?by=site&site=default").json()["rows"] ==
        Json::array({Json::array({"clinic", 1})}));
  CHECK(ana.get("/insight/counts?by=question").status == 422);
  CHECK(ana.get("/insight/counts?from=yesterday").status == 422);
  CHECK(ana.get("/insight/feedback?to=2024-13-01").status == 422);
  CHECK(ana.get("/insight/feedback").json()["rows"][0][2] == 1);
  CHECK(ana.get("/insight/coverage").json()["rows"].size() >= 3);
  CHECK(ana.get("/insight/overlap").status == 200);
  const Reply csv = ana.get("/insight/export?report=counts");
  CHECK(csv.header("content-type") == "text/csv; charset=utf-8");
  CHECK(csv.body.starts_with("day,kind,count\r\n"));
  CHECK(ana.get("/insight/export?report=coverage&format=json").status == 200);
  CHECK(ana.get("/insight/export?report=everything").status == 422);
}

}  // namespace nestline::test
