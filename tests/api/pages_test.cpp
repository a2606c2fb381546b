// The pages for people: same answers as the API, escaped, in the reader's language, with no script
// where none is needed.
#include <algorithm>
#include <string>
#include <vector>

#include "api/codec/ui_strings.h"
#include "api/pages/html.h"
#include "knowledge/embedded.h"
#include "tests/api/api_server.h"

namespace nestline::test {
namespace {

constexpr char kForm[] = "application/x-www-form-urlencoded";

bool contains(const Reply& reply, const std::string& text) {
  return reply.body.find(text) != std::string::npos;
}

std::string value_after(const std::string& body, const std::string& before) {
  const std::size_t at = body.find(before);
  if (at == std::string::npos) return "";
  const std::size_t start = at + before.size();
  return body.substr(start, body.find('"', start) - start);
}

}  // namespace

TEST_CASE("text becomes markup in one place") {
  using api::element;
  CHECK(element("p", "<b>&\"'").bytes() == "<p>&lt;b&gt;&amp;&quot;&#39;</p>");
  CHECK(element("p", {{"title", "\"><script>"}}, "x").bytes() ==
        "<p title=\"&quot;&gt;&lt;script&gt;\">x</p>");
  CHECK(element("p", element("b", "<")).bytes() == "<p><b>&lt;</b></p>");
  for (const char* bad :
       {"javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:x", "data:text/html,x",
        "//elsewhere.example", "/\\elsewhere.example", "vbscript:x", "https", "ftp://x"}) {
    CAPTURE(bad);
    CHECK(element("a", {{"href", bad}}, "x").bytes() == "<a href=\"#\">x</a>");
  }
  for (const char* good : {"https://example.org/", "HTTP://example.org", "tel:999", "sms:+1",
                           "/ask?lang=en", "#main"}) {
    CAPTURE(good);
    CHECK(api::safe_address(good) == good);
  }
}

TEST_CASE(
    "every word of the interface is there in every language, and every country has its name") {
  const api::UiStrings& words = api::UiStrings::builtin();
  CHECK(words.languages() == std::vector<std::string>{"en", "es"});
  CHECK(words.keys("en") == words.keys("es"));
  CHECK(words.filled("en", "left", {{"n", "7"}}) == "7 characters left");
  CHECK(words.text("fr", "send") == words.text("en", "send"));
  CHECK_THROWS(static_cast<void>(words.text("en", "no such word")));
  for (const auto& file : knowledge::builtin_content()) {
    if (file.path.find("/referrals/") == std::string::npos) continue;
    for (std::size_t at = file.text.find("countries = ["); at != std::string::npos;
         at = file.text.find("countries = [", at + 1)) {
      const std::string list = file.text.substr(at, file.text.find(']', at) - at);
      for (std::size_t quote = list.find('"'); quote != std::string::npos;
           quote = list.find('"', quote + 4)) {
        const std::string key = "country_" + list.substr(quote + 1, 2);
        CAPTURE(key);
        CHECK(words.has("en", key));
        CHECK(words.has("es", key));
      }
    }
  }
}

TEST_CASE("a question by form gets the API's answer as a page that runs no script") {
  ApiServer server;
  const Reply page = server.get("/ask");
  CHECK(page.status == 200);
  CHECK(page.header("content-type") == "text/html; charset=utf-8");
  CHECK(page.header("cache-control") == "no-store");
  const std::string csp = page.header("content-security-policy");
  CHECK(csp.starts_with("default-src 'none'"));
  CHECK(csp.find("script-src") == std::string::npos);
  CHECK(csp.find("unsafe") == std::string::npos);
  CHECK(csp.find("frame-ancestors 'none'") != std::string::npos);
  CHECK_FALSE(contains(page, "<script"));

  const Json answer = server.answer_to("my baby wont stop crying");
  REQUIRE(answer["kind"] == "guidance");
  const Reply reply = server.post("/ask", "question=my+baby+wont+stop+crying", kForm);
  CHECK(reply.status == 200);
  const Json& passage = answer["passages"][0];
  CHECK(contains(reply, api::escape_html(passage["title"].get<std::string>())));
  CHECK(contains(reply, api::escape_html(passage["summary"].get<std::string>())));
  CHECK(contains(reply, api::escape_html(answer["message"].get<std::string>())));
  CHECK(contains(reply, api::escape_html(answer["notice"].get<std::string>())));
  CHECK_FALSE(contains(reply, "<script"));
}

TEST_CASE("a follow-up by form belongs to the conversation") {
  ApiServer server;
  const Reply first = server.post("/ask", "question=my+baby+wont+stop+crying", kForm);
  const std::string id = value_after(first.body, "name=\"conversation\" value=\"");
  CHECK(id.size() == 32);
  const Reply second =
      server.post("/ask", "question=what+about+at+night&conversation=" + id, kForm);
  CHECK(value_after(second.body, "name=\"conversation\" value=\"") == id);
  const Reply lost = server.post(
      "/ask", "question=what+about+at+night&conversation=" + std::string(32, '0'), kForm);
  CHECK(lost.status == 200);
  CHECK(value_after(lost.body, "name=\"conversation\" value=\"") != std::string(32, '0'));
}

TEST_CASE("what a parent writes into a form comes back as text") {
  ApiServer server;
  for (const std::string payload : {"%3Cscript%3Ealert(1)%3C%2Fscript%3E",
                                    "%22%3E%3Cimg+src%3Dx%3E", "%3C%2Ftextarea%3E%3Cscript%3E"}) {
    for (const std::string field :
         {"question=", "question=baby&topic=", "question=baby&lang=", "question=baby&site=",
          "question=baby&country=", "question=baby&age=", "question=baby&conversation="}) {
      const std::string fields = field + payload;
      CAPTURE(fields);
      const Reply reply = server.post("/ask", fields, kForm);
      CHECK_FALSE(contains(reply, "<script"));
      CHECK_FALSE(contains(reply, "<img"));
    }
  }
  const Reply long_one =
      server.post("/ask", "question=%3Cscript%3E" + std::string(4000, 'a'), kForm);
  CHECK(long_one.status == 422);
  CHECK(contains(long_one, "&lt;script&gt;aaa"));
}

TEST_CASE("an empty, a too long and a malformed form say what is wrong and keep the words") {
  ApiServer server;
  const Reply empty = server.post("/ask", "question=+%0A", kForm);
  CHECK(empty.status == 422);
  CHECK(contains(empty, "Write your question first."));
  const Reply too_long = server.post("/ask", "question=" + std::string(4001, 'x'), kForm);
  CHECK(too_long.status == 422);
  CHECK(contains(too_long, "At most 4000 characters"));
  CHECK(contains(too_long, std::string(4001, 'x')));
  CHECK(server.post("/ask", "question=%zz", kForm).status == 400);
}

TEST_CASE("an urgent question by form shows whom to call") {
  ApiServer server;
  const Json answer = server.answer_to("i want to die", {{"country", "GB"}});
  REQUIRE_FALSE(answer["contacts"].empty());
  const Reply reply = server.post("/ask", "question=i+want+to+die&country=gb", kForm);
  CHECK(contains(reply, "class=\"answer urgent\""));
  CHECK(contains(reply, "href=\"tel:"));
  CHECK(contains(reply, api::escape_html(answer["contacts"][0]["name"].get<std::string>())));
}

TEST_CASE(
    "the help page works while the database is down, in the language that the browser asks for") {
  ApiServer server;
  server.faults().set(FaultyDatabase::Mode::DiskFull);
  const Reply reply = server.get("/help-now?country=GB");
  CHECK(reply.status == 200);
  CHECK(contains(reply, "href=\"tel:999\""));
  const Reply spanish =
      server.call("GET", "/help-now", "", "", "Accept-Language: fr, es-MX;q=0.8\r\n");
  CHECK(contains(spanish, "<html lang=\"es\">"));
  CHECK(contains(server.get("/help-now?lang=xx"), "<html lang=\"en\">"));
  CHECK(server.post("/ask", "question=my+baby+cries", kForm).status == 200);
}

TEST_CASE("a form that could not be answered says what to do all the same") {
  ApiSetup setup;
  setup.change_routes = [](std::vector<api::Route>& routes) {
    for (api::Route& route : routes) {
      if (route.path != "/ask") continue;
      route.handler = [](const api::HttpRequest&) -> api::HttpResponse {
        throw std::runtime_error("secret");
      };
    }
  };
  ApiServer server(std::move(setup));
  const Reply reply = server.post("/ask", "question=help", kForm);
  CHECK(reply.status == 503);
  CHECK(contains(reply, "English sentence for error.unavailable."));
  CHECK(contains(reply, "href=\"/help-now?lang=en\""));
  CHECK_FALSE(contains(reply, "secret"));
}

TEST_CASE("the pages are the site's: title, country, topics, its own referrals first") {
  ApiServer server;
  server.command("site create", {{"id", {"hillside"}},
                                 {"name", {"Hillside"}},
                                 {"title", {"Ask <Hillside>"}},
                                 {"country", {"gb"}},
                                 {"topic-off", {"tantrums"}}});
  const Reply page = server.get("/ask?site=hillside");
  CHECK(contains(page, "<h1>Ask &lt;Hillside&gt;</h1>"));
  CHECK(contains(page, "value=\"GB\" selected"));
  CHECK_FALSE(contains(page, "value=\"tantrums\""));
  CHECK(contains(server.get("/ask"), "value=\"tantrums\""));
  const Reply urgent = server.post("/ask", "question=i+want+to+die&site=hillside", kForm);
  CHECK(contains(urgent, "href=\"tel:999\""));
  server.command("referrals import", {{"site", {"hillside"}}, {"format", {"csv"}}},
                 "id,name,organization.name,status,phone.number,need,assured_date\r\n"
                 "cafe,Baby <cafe>,Trust,active,0800 1,parent-support,2024-09-01\r\n");
  const std::string crying = "question=my+baby+wont+stop+crying";
  CHECK(contains(server.post("/ask", crying + "&site=hillside", kForm), "Baby &lt;cafe&gt;"));
  CHECK_FALSE(contains(server.post("/ask", crying, kForm), "Baby &lt;cafe&gt;"));
  const Reply unknown = server.get("/ask?site=nobody");
  CHECK(unknown.status == 200);
  CHECK_FALSE(contains(unknown, "Hillside"));
}

TEST_CASE("over the limit a form is asked to wait with its words kept, unless it is urgent") {
  ApiServer server;
  server.command("site create",
                 {{"id", {"hillside"}}, {"name", {"Hillside"}}, {"client-limit", {"1"}}});
  const std::string calm = "question=my+baby+wont+stop+crying&site=hillside";
  CHECK(server.post("/ask", calm, kForm).status == 200);
  const Reply waiting = server.post("/ask", calm, kForm);
  CHECK(waiting.status == 429);
  CHECK_FALSE(waiting.header("retry-after").empty());
  CHECK(contains(waiting, "my baby wont stop crying</textarea>"));
  const Reply urgent = server.post("/ask", "question=i+want+to+die&site=hillside", kForm);
  CHECK(urgent.status == 200);
  CHECK(contains(urgent, "class=\"answer urgent\""));
  CHECK(server.get("/ask?site=hillside").status == 200);
}

TEST_CASE("a site of help only has no question box") {
  ApiServer server;
  server.command("site create",
                 {{"id", {"hillside"}}, {"name", {"Hillside"}}, {"help-only", {"yes"}}});
  const Reply page = server.get("/ask?site=hillside");
  CHECK_FALSE(contains(page, "<textarea"));
  CHECK(contains(page, "/help-now"));
}

TEST_CASE("only the page for frames may be framed, by the site's origins") {
  ApiServer server;
  server.command("site create",
                 {{"id", {"hillside"}}, {"name", {"Hillside"}}, {"origin", {"https://a.example"}}});
  const Reply embed = server.get("/embed?site=hillside&lang=es");
  CHECK(embed.status == 200);
  CHECK(embed.header("content-security-policy")
            .ends_with("frame-ancestors 'self' https://a.example"));
  CHECK(server.get("/embed").header("content-security-policy").ends_with("frame-ancestors 'self'"));
  CHECK(contains(embed, "site=\"hillside\""));
  CHECK(contains(embed, "href=\"/ask?lang=es&amp;site=hillside\""));
  CHECK_FALSE(contains(server.get("/embed?site=%22%3E%3Cscript%3E"), "<script>"));
  for (const char* path : {"/", "/ask", "/help-now", "/docs"}) {
    CAPTURE(path);
    const std::string csp = server.get(path).header("content-security-policy");
    CHECK(csp.find("frame-ancestors 'none'") != std::string::npos);
    CHECK(csp.find("unsafe") == std::string::npos);
    CHECK(csp.find("require-trusted-types-for 'script'") != std::string::npos);
  }
}

}  // namespace nestline::test
