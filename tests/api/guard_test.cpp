// Who may ask from where with what, and how often: sites, keys, origins, limits.
#include <string>
#include <vector>

#include "tests/api/api_server.h"
#include "tests/http/test_server.h"

namespace nestline::test {
namespace {

constexpr char kOrigin[] = "https://www.north.example";
constexpr char kQuestion[] = "my baby wont stop crying in the evening";

std::string site(const std::string& id) { return "X-Nestline-Site: " + id + "\r\n"; }
std::string origin(const std::string& page) { return "Origin: " + page + "\r\n"; }
std::string bearer(const std::string& key) { return "Authorization: Bearer " + key + "\r\n"; }

// A site "north" with one origin, without limits unless `more` sets them.
void add_north(ApiServer& server, std::map<std::string, std::vector<std::string>> more = {}) {
  more.merge(std::map<std::string, std::vector<std::string>>{{"id", {"north"}},
                                                             {"name", {"North Clinic"}},
                                                             {"origin", {kOrigin}},
                                                             {"client-limit", {"0"}},
                                                             {"site-limit", {"0"}}});
  server.command("site create", more);
}

std::string add_key(ApiServer& server, const std::string& of, const std::string& scope,
                    std::map<std::string, std::vector<std::string>> more = {}) {
  more.merge(std::map<std::string, std::vector<std::string>>{
      {"site", {of}}, {"name", {"a server"}}, {"scope", {scope}}});
  const std::string out = server.command("key create", more);
  return out.substr(0, out.find('\n'));
}

Reply ask_as(ApiServer& server, const std::string& headers,
             const std::string& question = kQuestion) {
  return server.call("POST", "/v1/ask", asking(question), "application/json", headers);
}

}  // namespace

TEST_CASE("the default site is served without id or key, and answers no foreign page") {
  ApiServer server;
  for (int i = 0; i < 100; ++i) CHECK(server.get("/v1/site").status == 200);
  const Reply plain = server.post("/v1/ask", asking(kQuestion));
  CHECK(plain.status == 200);
  CHECK_FALSE(plain.headers.contains("ratelimit"));
  CHECK(plain.header("vary").find("Origin") != std::string::npos);
  const Reply foreign = ask_as(server, origin("https://evil.example"));
  CHECK(foreign.status == 200);
  CHECK_FALSE(foreign.headers.contains("access-control-allow-origin"));
  CHECK(ask_as(server, site("default")).status == 200);
}

TEST_CASE("a site is what the header, the query or the key says") {
  ApiServer server;
  add_north(server, {{"title", {"Ask us"}},
                     {"language", {"en", "es"}},
                     {"country", {"gb"}},
                     {"accent", {"#1a73e8"}},
                     {"help-only", {"yes"}}});
  const Json expected = {{"id", "north"},     {"name", "North Clinic"},
                         {"title", "Ask us"}, {"languages", {"en", "es"}},
                         {"country", "GB"},   {"colours", {{"accent", "#1a73e8"}}},
                         {"help_only", true}};
  CHECK(server.call("GET", "/v1/site", "", "", site("north")).json() == expected);
  CHECK(server.get("/v1/site?site=north").json() == expected);
  const std::string key = add_key(server, "north", "ask");
  CHECK(server.call("GET", "/v1/site", "", "", bearer(key)).json() == expected);
  CHECK(server.call("GET", "/v1/site", "", "", bearer(key) + site("north")).json() == expected);
  CHECK(server.get("/v1/site").json()["id"] == "default");
  const Reply unknown = server.call("GET", "/v1/site", "", "", site("nobody"));
  CHECK(unknown.status == 404);
  CHECK(server.call("GET", "/v1/site?site=nobody", "", "", site("north")).json() == expected);
}

TEST_CASE("a page is answered only where its site lists its origin exactly") {
  ApiServer server;
  add_north(server);
  const Reply good = ask_as(server, site("north") + origin(kOrigin));
  CHECK(good.status == 200);
  CHECK(good.header("access-control-allow-origin") == kOrigin);
  CHECK(good.header("access-control-expose-headers").find("Retry-After") != std::string::npos);
  CHECK(good.header("vary").find("Origin") != std::string::npos);
  for (const std::string bad :
       {"https://www.north.example.evil.example", "https://evil.example", "null",
        "http://www.north.example", "https://www.north.example:444", "https://north.example",
        "https://WWW.north.example", "https://www.north.example/", ""}) {
    CAPTURE(bad);
    const Reply reply = ask_as(server, site("north") + origin(bad));
    CHECK(reply.status == 403);
    CHECK_FALSE(reply.headers.contains("access-control-allow-origin"));
    CHECK(reply.header("vary").find("Origin") != std::string::npos);
  }
  // A page of this server itself, behind a proxy that took the TLS away; and no page at all.
  CHECK(ask_as(server, site("north") + origin("https://test")).status == 200);
  CHECK(ask_as(server, site("north")).status == 200);
}

TEST_CASE("refusals can be read by the page, too, and no answer allows credentials") {
  ApiServer server;
  add_north(server);
  const std::string page = site("north") + origin(kOrigin);
  for (const Reply& reply : {server.call("POST", "/v1/ask", "{}", "application/json", page),
                             server.call("POST", "/v1/ask", "{}", "text/plain", page),
                             server.call("GET", "/v1/nothing", "", "", page),
                             server.call("GET", "/v1/ask", "", "", page)}) {
    CHECK(reply.status >= 400);
    CHECK(reply.header("access-control-allow-origin") == kOrigin);
    CHECK_FALSE(reply.headers.contains("access-control-allow-credentials"));
  }
  CHECK_FALSE(
      server.call("GET", "/readyz", "", "", page).headers.contains("access-control-allow-origin"));
}

TEST_CASE(
    "a preflight is answered for a listed origin and no other, without a key among the headers") {
  ApiServer server;
  add_north(server);
  const std::string asks =
      "Access-Control-Request-Method: POST\r\n"
      "Access-Control-Request-Headers: content-type, x-nestline-site\r\n";
  const Reply good = server.call("OPTIONS", "/v1/ask", "", "", origin(kOrigin) + asks);
  CHECK(good.status == 204);
  CHECK(good.header("access-control-allow-origin") == kOrigin);
  CHECK(good.header("access-control-allow-methods") == "GET, POST, DELETE");
  CHECK(good.header("access-control-allow-headers").find("X-Nestline-Site") != std::string::npos);
  CHECK(good.header("access-control-allow-headers").find("Authorization") == std::string::npos);
  CHECK_FALSE(good.headers.contains("access-control-allow-credentials"));
  CHECK(good.header("vary").find("Origin") != std::string::npos);
  for (const std::string bad : {"https://evil.example", "null", "http://www.north.example"}) {
    const Reply refused = server.call("OPTIONS", "/v1/ask", "", "", origin(bad) + asks);
    CHECK(refused.status == 204);
    CHECK_FALSE(refused.headers.contains("access-control-allow-origin"));
    CHECK_FALSE(refused.headers.contains("access-control-allow-methods"));
  }
}

TEST_CASE("a key that is not good is refused, in every form") {
  ApiServer server;
  add_north(server);
  const std::string key = add_key(server, "north", "ask");
  const std::vector<std::string> bad = {"Bearer nl_00000000_" + std::string(43, '0'),
                                        "Bearer " + key + "x",
                                        "Bearer",
                                        "Bearer ",
                                        "Basic " + key,
                                        key,
                                        "Bearer  " + key,
                                        "Bearer null"};
  for (const std::string& header : bad) {
    CAPTURE(header);
    const Reply reply =
        server.call("GET", "/v1/topics", "", "", "Authorization: " + header + "\r\n");
    CHECK(reply.status == 401);
    CHECK(reply.header("www-authenticate") == "Bearer");
    CHECK(reply.problem() == "unauthorized");
    CHECK(reply.body.find("nl_") == std::string::npos);
  }
  CHECK(server.call("GET", "/v1/topics", "", "", "authorization: bearer " + key + "\r\n").status ==
        200);
}

TEST_CASE("a key works for its own site only, while it is good") {
  ApiServer server;
  add_north(server);
  const std::string key = add_key(server, "north", "ask");
  CHECK(ask_as(server, bearer(key)).status == 200);
  CHECK(ask_as(server, bearer(key) + site("default")).status == 403);
  server.flush();
  CHECK(ask(server.database(), "SELECT site FROM answers") == "north");
  const std::string id = key.substr(3, 8);
  const std::string rotated = server.command("key rotate", {{"id", {id}}});
  const std::string fresh = rotated.substr(0, rotated.find('\n'));
  CHECK(fresh != key);
  CHECK(ask_as(server, bearer(key)).status == 200);  // for a day yet
  CHECK(ask_as(server, bearer(fresh)).status == 200);
  server.clock().advance(std::chrono::hours(24));
  CHECK(ask_as(server, bearer(key)).status == 401);
  CHECK(ask_as(server, bearer(fresh)).status == 200);
  server.command("key revoke", {{"id", {fresh.substr(3, 8)}}});
  CHECK(ask_as(server, bearer(fresh)).status == 401);
}

TEST_CASE("a key does only what its scopes say") {
  ApiServer server;
  const std::string insight = add_key(server, "default", "insight");
  const Reply refused = ask_as(server, bearer(insight));
  CHECK(refused.status == 403);
  CHECK(refused.problem() == "forbidden");
}

TEST_CASE("practitioner text comes with a key of that scope, and only then") {
  ApiServer server;
  const Json body = {{"question", "how do i begin a first home visit"},
                     {"audience", "practitioner"}};
  const std::string passage = "/v1/passages/practitioner-guidelines/the-first-home-visit";
  const auto ask_it = [&](const std::string& headers) {
    return server.call("POST", "/v1/ask", body.dump(), "application/json", headers);
  };
  const std::string plain = bearer(add_key(server, "default", "ask"));
  for (const std::string& headers : {std::string(), plain, site("default")}) {
    const Reply refused = ask_it(headers);
    CHECK(refused.status == 403);
    CHECK(refused.pointer() == "/audience");
    CHECK(server.call("GET", passage, "", "", headers).status == 404);
  }
  const std::string scoped = bearer(add_key(server, "default", "practitioner"));
  const Json answer = ask_it(scoped).json();
  CHECK(answer["kind"] == "guidance");
  CHECK(answer["passages"][0]["id"] == "practitioner-guidelines/the-first-home-visit");
  CHECK(server.call("GET", passage, "", "", scoped).json()["audience"] == "practitioner");
  // The same question by a parent through the same key stays a parent's.
  const Json parents = ask_as(server, scoped, "how do i begin a first home visit").json();
  for (const Json& one : parents["passages"]) CHECK(one["audience"] != "practitioner");
  // In a conversation, too.
  const std::string id = server.call("POST", "/v1/conversations", "{}", "application/json", scoped)
                             .json()
                             .value("conversation_id", "");
  const std::string messages = "/v1/conversations/" + id + "/messages";
  CHECK(server.call("POST", messages, body.dump(), "application/json", scoped).status == 200);
  CHECK(server.call("POST", messages, body.dump(), "application/json", plain).status == 403);
}

TEST_CASE(
    "over a client's limit comes 429 with the seconds to wait, but never for an urgent question") {
  ApiServer server;
  add_north(server, {{"client-limit", {"3"}}});
  for (int left = 2; left >= 0; --left) {
    const Reply reply = ask_as(server, site("north"));
    CHECK(reply.status == 200);
    CHECK(reply.header("ratelimit-policy") == "\"client\";q=3;w=60");
    CHECK(reply.header("ratelimit") ==
          "\"client\";r=" + std::to_string(left) + ";t=" + std::to_string(60 - 20 * left));
  }
  const Reply refused = ask_as(server, site("north"));
  CHECK(refused.status == 429);
  CHECK(refused.problem() == "too_many_requests");
  CHECK(refused.header("retry-after") == "20");
  CHECK(refused.header("ratelimit") == "\"client\";r=0;t=60");
  for (int i = 0; i < 20; ++i) {
    const Reply urgent = ask_as(server, site("north"), "i want to die");
    REQUIRE(urgent.status == 200);
    CHECK(urgent.json()["kind"] == "urgent");
    CHECK_FALSE(urgent.json()["contacts"].empty());
    CHECK_FALSE(urgent.headers.contains("retry-after"));
  }
  CHECK(server.call("GET", "/v1/helplines", "", "", site("north")).status == 429);
  CHECK(ask_as(server, "").status == 200);  // the default site has no limit
  server.clock().advance(std::chrono::seconds(20));
  CHECK(ask_as(server, site("north")).status == 200);
  CHECK(ask_as(server, site("north")).status == 429);
}

TEST_CASE("an urgent message of a conversation is answered over the limit as well") {
  ApiServer server;
  add_north(server, {{"client-limit", {"1"}}});
  const std::string id =
      server.call("POST", "/v1/conversations", "{}", "application/json", site("north"))
          .json()
          .value("conversation_id", "");
  const std::string messages = "/v1/conversations/" + id + "/messages";
  const auto say = [&](const std::string& text) {
    return server.call("POST", messages, asking(text), "application/json", site("north"));
  };
  CHECK(say(kQuestion).status == 429);
  const Reply urgent = say("i want to die");
  CHECK(urgent.status == 200);
  CHECK(urgent.json()["kind"] == "urgent");
  CHECK(urgent.json()["conversation_id"] == id);
}

TEST_CASE("the urgent answer over the limit is the one within it") {
  ApiServer server;
  add_north(server, {{"client-limit", {"1"}}, {"country", {"US"}}});
  Json body = {{"question", "he is not breathing"}, {"explain", true}};
  const auto ask_it = [&] {
    Json answer =
        server.call("POST", "/v1/ask", body.dump(), "application/json", site("north")).json();
    answer.erase("answer_id");
    return answer;
  };
  const Json within = ask_it();
  CHECK(within["kind"] == "urgent");
  CHECK(ask_it() == within);
}

TEST_CASE("each client has a limit of its own, an IPv6 network counting as one") {
  ApiSetup setup;
  setup.http.trusted_proxies = {"127.0.0.1"};
  ApiServer server(std::move(setup));
  add_north(server, {{"client-limit", {"1"}}});
  const auto from = [&](const std::string& address) {
    return ask_as(server, site("north") + "X-Forwarded-For: " + address + "\r\n").status;
  };
  CHECK(from("192.0.2.1") == 200);
  CHECK(from("192.0.2.1") == 429);
  CHECK(from("192.0.2.2") == 200);
  CHECK(from("6.6.6.6, 192.0.2.2") == 429);  // what the client claims stands left
  CHECK(from("2001:db8:1:2::1") == 200);
  CHECK(from("2001:db8:1:2:ffff::9") == 429);
  CHECK(from("2001:db8:1:3::1") == 200);
  CHECK(from("::ffff:192.0.2.1") == 429);
}

TEST_CASE("forwarded addresses of strangers change nothing") {
  ApiServer server;
  add_north(server, {{"client-limit", {"1"}}});
  CHECK(ask_as(server, site("north") + "X-Forwarded-For: 192.0.2.1\r\n").status == 200);
  for (const std::string header :
       {"X-Forwarded-For: 192.0.2.2", "Forwarded: for=192.0.2.3", "X-Real-IP: 192.0.2.4",
        "X-Forwarded-For:", "X-Forwarded-For: ,,"}) {
    CAPTURE(header);
    CHECK(ask_as(server, site("north") + header + "\r\n").status == 429);
  }
}

TEST_CASE("a key has its own limit, and the site's bounds them all") {
  ApiServer server;
  add_north(server, {{"client-limit", {"1"}}, {"site-limit", {"4"}}});
  const std::string one = bearer(add_key(server, "north", "ask", {{"limit", {"2"}}}));
  const std::string other = bearer(add_key(server, "north", "ask", {{"limit", {"0"}}}));
  CHECK(ask_as(server, one).status == 200);
  const Reply second = ask_as(server, one);
  CHECK(second.header("ratelimit-policy") == "\"key\";q=2;w=60, \"site\";q=4;w=60");
  CHECK(ask_as(server, one).status == 429);
  CHECK(ask_as(server, other).status == 200);
  CHECK(ask_as(server, site("north")).status == 200);
  const Reply spent = ask_as(server, other);
  CHECK(spent.status == 429);
  CHECK(spent.header("ratelimit-policy") == "\"site\";q=4;w=60");
  CHECK(ask_as(server, other, "i want to die").json()["kind"] == "urgent");
}

TEST_CASE("a topic that the site does not show is not answered, offered, listed or found") {
  ApiServer server;
  add_north(server, {{"topic-off", {"crying-and-soothing"}}});
  const Json answer = ask_as(server, site("north")).json();
  CHECK(answer["kind"] == "out_of_scope");
  CHECK(answer["reason"] == "off_topic");
  CHECK(answer["passages"].empty());
  for (const std::string text :
       {"my toddler has a tantrum every morning", "is my son autistic, he is crying a lot",
        "my baby wakes every two hours at night and cries"}) {
    CAPTURE(text);
    CHECK(ask_as(server, site("north"), text).body.find("crying-and-soothing") ==
          std::string::npos);
  }
  Json chosen = {{"question", "help"}, {"topic", "crying-and-soothing"}, {"explain", true}};
  const Reply picked =
      server.call("POST", "/v1/ask", chosen.dump(), "application/json", site("north"));
  CHECK(picked.json()["passages"].empty());
  CHECK(picked.body.find("crying-and-soothing") == std::string::npos);
  CHECK(server.get("/v1/topics?site=north").body.find("crying-and-soothing") == std::string::npos);
  CHECK(server.get("/v1/passages/crying-and-soothing/evening-crying?site=north").status == 404);
  CHECK(server.get("/v1/passages/crying-and-soothing/evening-crying").status == 200);
  CHECK(server.answer_to(kQuestion)["kind"] == "guidance");
  // The screen knows no topics.
  CHECK(ask_as(server, site("north"), "i want to die").json()["kind"] == "urgent");
}

TEST_CASE("a site's country and languages stand in where the question says nothing") {
  ApiServer server;
  add_north(server, {{"country", {"US"}}, {"language", {"es", "en"}}});
  const Json urgent = ask_as(server, site("north"), "i want to die").json();
  CHECK(urgent["contacts"][0]["countries"] == Json::array({"US"}));
  const Json body = {{"question", "i want to die"}, {"country", "GB"}};
  const Json said =
      server.call("POST", "/v1/ask", body.dump(), "application/json", site("north")).json();
  CHECK(said["contacts"][0]["countries"] == Json::array({"GB"}));
  const Json begun =
      server.call("POST", "/v1/conversations", "{}", "application/json", site("north")).json();
  CHECK(begun["greeting"].get<std::string>().starts_with("Frase en español"));
  const Json lines = server.get("/v1/helplines?site=north").json();
  CHECK(lines["helplines"][0]["id"] == "us-911");
  CHECK(lines.dump().find("gb-999") == std::string::npos);
}

TEST_CASE("content carries a validator that holds until the content or the site changes") {
  ApiServer server;
  add_north(server);
  for (const std::string path : {"/v1/topics", "/v1/passages/tantrums/when-it-boils-over",
                                 "/v1/referrals", "/v1/helplines", "/v1/site"}) {
    CAPTURE(path);
    const Reply first = server.get(path);
    const std::string tag = first.header("etag");
    CHECK(tag.size() == 34);
    CHECK(first.header("cache-control") == "private, no-cache");
    for (const std::string& header : {tag, "W/" + tag, "\"x\", " + tag, std::string("*")}) {
      CAPTURE(header);
      const Reply same = server.call("GET", path, "", "", "If-None-Match: " + header + "\r\n");
      CHECK(same.status == 304);
      CHECK(same.body.empty());
      CHECK(same.header("etag") == tag);
      CHECK_FALSE(same.headers.contains("content-length"));
    }
    CHECK(server.call("GET", path, "", "", "If-None-Match: \"x\"\r\n").status == 200);
    const Reply head = server.call("HEAD", path, "", "");
    CHECK(head.header("etag") == tag);
  }
  const std::string before = server.get("/v1/topics?site=north").header("etag");
  server.command("site edit", {{"id", {"north"}}, {"topic-off", {"tantrums"}}});
  CHECK(server.get("/v1/topics?site=north").header("etag") != before);
}

TEST_CASE("feedback with an idempotency key has its effect once") {
  ApiServer server;
  add_north(server);
  const std::string id = server.answer_to(kQuestion).value("answer_id", "");
  const std::string other_id = server.answer_to(kQuestion).value("answer_id", "");
  const auto send = [&](const std::string& key, const std::string& answer, bool helpful,
                        const std::string& more = "") {
    return server.call("POST", "/v1/feedback",
                       Json{{"answer_id", answer}, {"helpful", helpful}}.dump(), "application/json",
                       "Idempotency-Key: " + key + "\r\n" + more);
  };
  CHECK(send("\"one\"", id, true).status == 201);
  CHECK(send("two", id, false).status == 201);
  CHECK(send("\"one\"", id, true).status == 201);  // replayed: the last word stays
  CHECK(ask(server.database(), "SELECT helpful FROM feedback WHERE answer_id = $1", {id}) == "0");
  const Reply another = send("one", other_id, true);
  CHECK(another.status == 422);
  CHECK(another.problem() == "invalid_input");
  CHECK(send("one", id, true, site("north")).status == 404);  // the key is another site's own
  for (const std::string bad : {"", "\"\"", "a b", "\"a\\\"", "caf\xC3\xA9"}) {
    CAPTURE(bad);
    CHECK(send(bad, id, true).status == 400);
  }
  CHECK(send(std::string(129, 'a'), id, true).status == 400);
  server.clock().advance(std::chrono::hours(24));
  CHECK(send("one", id, true).status == 201);
  CHECK(ask(server.database(), "SELECT helpful FROM feedback WHERE answer_id = $1", {id}) == "1");
  // A refusal is not kept.
  server.faults().set(FaultyDatabase::Mode::DiskFull);
  CHECK(send("three", id, false).status == 503);
  server.faults().set(FaultyDatabase::Mode::Pass);
  CHECK(send("three", id, false).status == 201);
}

TEST_CASE("two requests with one idempotency key at once: one runs, the other is told so") {
  ApiServer server;
  const std::string id = server.answer_to(kQuestion).value("answer_id", "");
  const std::string body = Json{{"answer_id", id}, {"helpful", true}}.dump();
  const std::string key = "Idempotency-Key: k\r\n";
  server.flush();  // or the recorder's writer would be the one who is held
  server.faults().set(FaultyDatabase::Mode::Hold);
  RawClient first(server.port());
  first.send(request_bytes("POST", "/v1/feedback", body, "application/json", key));
  server.faults().wait_until_someone_is_held();
  CHECK(server.call("POST", "/v1/feedback", body, "application/json", key).status == 409);
  server.faults().set(FaultyDatabase::Mode::Pass);
  CHECK(first.read_answer().status == 201);
  CHECK(server.call("POST", "/v1/feedback", body, "application/json", key).status == 201);
}

TEST_CASE("answers carry the headers that keep browsers safe, by surface") {
  ApiServer server;
  const Reply data = server.get("/v1/topics");
  CHECK(data.header("content-security-policy") ==
        "default-src 'none'; base-uri 'none'; frame-ancestors 'none'");
  CHECK(data.header("cross-origin-resource-policy") == "same-origin");
  CHECK(data.header("permissions-policy") == "geolocation=(), camera=(), microphone=()");
  const Reply page = server.get("/docs");
  CHECK(page.header("content-security-policy").find("style-src") != std::string::npos);
  CHECK(page.header("cross-origin-opener-policy") == "same-origin");
  const Reply refusal = server.get("/nothing");
  CHECK(refusal.header("content-security-policy").starts_with("default-src 'none'"));
}

TEST_CASE("a change of a site is in force with the next request, without I/O in it") {
  ApiServer server;
  add_north(server);
  server.faults().set(FaultyDatabase::Mode::DiskFull);
  CHECK(ask_as(server, site("north")).status == 200);
  CHECK(server.call("GET", "/v1/site", "", "", site("north")).status == 200);
  server.faults().set(FaultyDatabase::Mode::Pass);
  server.command("site edit", {{"id", {"north"}}, {"origin", {"https://new.example"}}});
  CHECK(ask_as(server, site("north") + origin(kOrigin)).status == 403);
  CHECK(ask_as(server, site("north") + origin("https://new.example")).status == 200);
}

}  // namespace nestline::test
