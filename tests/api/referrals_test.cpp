// A site's own referrals: files in and out, and where they show.
#include <string>
#include <vector>

#include "api/admin/admin_desk.h"
#include "api/codec/csv.h"
#include "api/codec/hsds.h"
#include "tests/api/api_server.h"

namespace nestline::test {
namespace {

constexpr knowledge::Date kToday{std::chrono::year{2024}, std::chrono::October,
                                 std::chrono::day{4}};
constexpr char kHeader[] =
    "id,name,organization.name,status,phone.number,need,assured_date,minimum_age,maximum_age,"
    "service_area.name,language.code,address.country,x_internal\r\n";

std::string csv(const std::string& rows) { return kHeader + rows; }

std::string faults_of(const api::HsdsFile& file) {
  std::string out;
  for (const api::HsdsFault& fault : file.faults) {
    out += std::to_string(fault.row) + " " + fault.column + ": " + fault.message + "\n";
  }
  return out;
}

void import_csv(ApiServer& server, const std::string& site, const std::string& text) {
  server.command("referrals import", {{"site", {site}}, {"format", {"csv"}}}, text);
}

// Ids of a list.
std::string ids(const Reply& reply, const char* list = "referrals") {
  std::string out;
  const Json body = reply.json();
  for (const Json& item : body.at(list)) out += item.value("id", "") + " ";
  return out;
}

constexpr char kRows[] =
    "cafe,Baby café,North Trust,active,+44 20 7946 0000,parent-support; "
    "child-health,2024-09-01,0,1,"
    "North Town; South Town,en; pl,GB,=SUM(1)\r\n"
    "group,\"Group, the old\",North Trust,active,0800 1,parent-support,2024-09-02,2,,,es-MX,GB,"
    "\"say \"\"hi\"\"\"\r\n"
    "shut,Shut,North Trust,temporarily closed,0800 2,parent-support,2024-09-02,,,,,GB,\r\n"
    "stale,Stale,North Trust,active,0800 3,parent-support,2020-01-01,,,,,GB,\r\n";

}  // namespace

TEST_CASE("a CSV comes out as it went in, unknown columns too, with formulas made harmless") {
  const api::HsdsFile file = api::read_hsds_csv(csv(kRows), kToday);
  CHECK(faults_of(file).empty());
  REQUIRE(file.referrals.size() == 4);
  const std::string out = api::write_hsds_csv(file.referrals);
  std::string expected = csv(kRows);
  expected.replace(expected.find("=SUM(1)"), 7, "'=SUM(1)");
  CHECK(out == expected);
  const api::HsdsFile again = api::read_hsds_csv(out, kToday);
  CHECK(faults_of(again).empty());
  CHECK(api::write_hsds_csv(again.referrals) == out);
  CHECK(again.referrals[0].original == file.referrals[0].original);
}

TEST_CASE("what a row says is read into its field") {
  const api::HsdsFile file = api::read_hsds_csv(csv(kRows), kToday);
  const service::SiteReferral& cafe = file.referrals.at(0);
  CHECK(cafe.base.id.value == "cafe");
  CHECK(cafe.base.name == "Baby café");
  CHECK(cafe.base.organization == "North Trust");
  CHECK(cafe.base.phone == "+44 20 7946 0000");
  CHECK(cafe.base.needs == std::vector<std::string>{"parent-support", "child-health"});
  CHECK(cafe.places == std::vector<std::string>{"North Town", "South Town"});
  CHECK(cafe.base.languages == std::vector<std::string>{"en", "pl"});
  CHECK(cafe.base.countries == std::vector<std::string>{"GB"});
  CHECK(cafe.ages == knowledge::AgeRange{0, 23});  // to the second birthday
  CHECK(file.referrals.at(1).ages == knowledge::AgeRange{24, 96});
  CHECK(file.referrals.at(2).status == "temporarily closed");
}

TEST_CASE("each fault names its row and column, and all are told at once") {
  const api::HsdsFile file =
      api::read_hsds_csv(csv("a b,,,open,call us,,2024-13-01,x,,,english,GBR,\r\n"
                             "a,A,T,active,,Child Health,,9,,,,,\r\n"
                             "a,A,T,active,0800 1,child-health,2024-10-05,3,2,,,,\r\n"),
                         kToday);
  CHECK(faults_of(file) ==
        "2 id: must have letters, digits and - only, such as a UUID\n"
        "2 name: is missing\n"
        "2 organization.name: is missing\n"
        "2 status: must be active, inactive, defunct or temporarily closed\n"
        "2 assured_date: must be a date such as 2026-11-24\n"
        "2 phone.number: must be a number as dialled\n"
        "2 minimum_age: must be a number of years\n"
        "2 need: is missing: the kinds of help, for example child-health\n"
        "2 language.code: must be tags such as en or es-MX\n"
        "2 address.country: must be two-letter codes such as GB\n"
        "3 assured_date: is missing: the day it was last verified\n"
        "3 phone.number: is missing: a phone or text number, an e-mail, a url or an address is "
        "needed\n"
        "3 minimum_age: is above 8 years: nobody here would be sent there\n"
        "3 need: must be like child-health\n"
        "4 assured_date: is in the future\n"
        "4 maximum_age: is below minimum_age\n"
        "4 id: stands in an earlier row, too\n");
  CHECK(file.referrals.empty());
}

TEST_CASE("a file that is no table is refused with the row where it goes wrong") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", "0 : the file is empty: it needs at least a header\n"},
      {"id,name\n1,2,3\n", "2 : has 3 cells, the first row has 2\n"},
      {"id,name\n\"1,2\n", "2 : a quotation mark is not closed\n"},
      {"id,name\n\"1\"x,2\n", "2 : has text after a closing quotation mark\n"},
      {"id,name\n1,\xFF\n", "2 : is not UTF-8\n"},
      {"id,name\n1,\x01\n", "2 : has a control character\n"},
      {"id,name,status,organization.name,assured_date,need,name\n",
       "1 name: stands twice in the header\n"},
  };
  for (const auto& [text, faults] : cases) {
    CAPTURE(text);
    CHECK(faults_of(api::read_hsds_csv(text, kToday)) == faults);
  }
  const std::string semicolons = faults_of(api::read_hsds_csv("id;name;status\n1;2;3\n", kToday));
  CHECK(semicolons.find("1 id: is missing from the header (is a comma") == 0);
  // A byte order mark, bare line feeds and an empty line are no faults.
  const std::string plain =
      "\xEF\xBB\xBFid,name,status,organization.name,assured_date,need,url\n"
      "a,A,active,T,2024-01-01,child-health,https://a.example\n\n";
  CHECK(faults_of(api::read_hsds_csv(plain, kToday)).empty());
}

TEST_CASE("an address that is a script, and a mail that is none, are refused") {
  for (const std::string url : {"javascript:alert(1)", "data:text/html,x", "//evil.example",
                                "https://a.example/\"onclick=", "www.a.example"}) {
    CAPTURE(url);
    std::string quoted = url;
    if (const std::size_t at = quoted.find('"'); at != std::string::npos) quoted.insert(at, 1, '"');
    const std::string text =
        "id,name,status,organization.name,assured_date,need,url\n"
        "a,A,active,T,2024-01-01,child-health,\"" +
        quoted + "\"\n";
    CHECK(faults_of(api::read_hsds_csv(text, kToday)).find("2 url: ") == 0);
  }
  const std::string text =
      "id,name,status,organization.name,assured_date,need,email\n"
      "a,A,active,T,2024-01-01,child-health,not a mail\n";
  CHECK(faults_of(api::read_hsds_csv(text, kToday)).find("2 email: ") == 0);
}

TEST_CASE("a JSON service of HSDS comes out with all that it had") {
  const Json service = {
      {"id", "ac148810-d857-441c-9679-408f346de14b"},
      {"name", "Talking help"},
      {"description", "Somebody to talk to."},
      {"status", "active"},
      {"assured_date", "2024-09-30"},
      {"minimum_age", 0.5},
      {"maximum_age", 5},
      {"wait_time", "two weeks"},
      {"unknown", {{"deep", {1, 2, nullptr, "\xC3\xA9"}}}},
      {"organization", {{"id", "o"}, {"name", "Trust"}, {"description", "T"}, {"year", 2011}}},
      {"phones",
       {{{"id", "p"}, {"number", "0800 1"}, {"type", "voice"}, {"extension", 100}},
        {{"id", "q"}, {"number", "0800 2"}, {"type", "sms"}}}},
      {"schedules", {{{"id", "s"}, {"description", "Weekdays 9 to 5"}, {"freq", "WEEKLY"}}}},
      {"languages", {{{"id", "l"}, {"code", "en"}}, {{"id", "m"}, {"code", "ur"}}}},
      {"service_areas", {{{"id", "a"}, {"name", "MyCity"}}}},
      {"service_at_locations",
       {{{"id", "x"},
         {"location",
          {{"id", "y"},
           {"addresses",
            {{{"id", "z"},
              {"address_1", "1 Main Street"},
              {"city", "MyCity"},
              {"postal_code", "AB1"},
              {"country", "GB"}}}}}}}}},
      {"attributes",
       {{{"id", "t"},
         {"taxonomy_term", {{"taxonomy", "nestline-needs"}, {"code", "child-health"}}}},
        {{"id", "u"}, {"taxonomy_term", {{"taxonomy", "other"}, {"code", "x"}}}}}},
  };
  for (const Json& input :
       {Json{{"contents", Json::array({service})}}, Json::array({service}), service}) {
    const api::HsdsFile file = api::read_hsds_json(input.dump(), kToday);
    CHECK(faults_of(file).empty());
    REQUIRE(file.referrals.size() == 1);
    const Json page = Json::parse(api::write_hsds_json(file.referrals));
    CHECK(page["contents"] == Json::array({service}));
    CHECK(page["total_items"] == 1);
    CHECK(page["empty"] == false);
    const service::SiteReferral& one = file.referrals.front();
    CHECK(one.base.organization == "Trust");
    CHECK(one.base.phone == "0800 1");
    CHECK(one.base.text == "0800 2");
    CHECK(one.base.hours == "Weekdays 9 to 5");
    CHECK(one.base.languages == std::vector<std::string>{"en", "ur"});
    CHECK(one.places == std::vector<std::string>{"MyCity"});
    CHECK(one.address == "1 Main Street, MyCity, AB1");
    CHECK(one.base.countries == std::vector<std::string>{"GB"});
    CHECK(one.base.needs == std::vector<std::string>{"child-health"});
    CHECK(one.ages == knowledge::AgeRange{6, 71});
  }
}

TEST_CASE("one format becomes the other without losing what we read, and unknown columns stay") {
  const api::HsdsFile from_csv = api::read_hsds_csv(csv(kRows), kToday);
  const std::string json = api::write_hsds_json(from_csv.referrals);
  const api::HsdsFile from_json = api::read_hsds_json(json, kToday);
  CHECK(faults_of(from_json).empty());
  REQUIRE(from_json.referrals.size() == from_csv.referrals.size());
  for (std::size_t i = 0; i < from_csv.referrals.size(); ++i) {
    const service::SiteReferral& a = from_csv.referrals[i];
    const service::SiteReferral& b = from_json.referrals[i];
    CHECK(a.base.id == b.base.id);
    CHECK(a.base.name == b.base.name);
    CHECK(a.base.phone == b.base.phone);
    CHECK(a.base.needs == b.base.needs);
    CHECK(a.base.languages == b.base.languages);
    CHECK(a.base.countries == b.base.countries);
    CHECK(a.base.last_verified == b.base.last_verified);
    CHECK(a.places == b.places);
    CHECK(a.ages == b.ages);
    CHECK(a.status == b.status);
  }
  CHECK(Json::parse(json)["contents"][0]["x_internal"] == "=SUM(1)");
  const api::HsdsFile back = api::read_hsds_csv(api::write_hsds_csv(from_json.referrals), kToday);
  CHECK(faults_of(back).empty());
  CHECK(Json::parse(api::write_hsds_json(back.referrals)) == Json::parse(json));
}

TEST_CASE("a JSON that is no list of services is refused, with the service that is wrong") {
  for (const std::string& text : std::vector<std::string>{
           "", "{", "7", "{}", R"({"contents":{}})", R"({"contents":[],"contents":[]})",
           "{\"contents\":" + std::string(100, '[') + std::string(100, ']') + "}"}) {
    CAPTURE(text);
    const api::HsdsFile file = api::read_hsds_json(text, kToday);
    REQUIRE(file.faults.size() == 1);
    CHECK(file.faults[0].row == 0);
  }
  const api::HsdsFile file = api::read_hsds_json(
      R"([7, {"id":"a","organization":[],"phones":{},"languages":[1]}])", kToday);
  CHECK(faults_of(file).find("1 : must be a service, an object\n2 name: is missing\n") == 0);
  CHECK(api::read_hsds_json("[]", kToday).faults.empty());
}

TEST_CASE("an import that has a fault changes nothing, and a dry run neither") {
  ApiServer server;
  import_csv(server, "default", csv(kRows));
  const std::string before = server.command("referrals export", {{"format", {"csv"}}});
  const api::AdminContext context{
      server.database(), [&] { return server.clock().utc_ms(); }, {}, {}};
  const api::AdminReply refused =
      api::perform(context, {"referrals import",
                             {{"format", {"csv"}}},
                             csv("a,,T,active,0800 1,x,2024-01-01,,,,,,\r\n")});
  CHECK(refused.exit == 1);
  CHECK(refused.err == "row 2, name: is missing\nnestline: 1 faults, nothing was changed\n");
  const std::string dry =
      server.command("referrals import", {{"format", {"csv"}}, {"dry-run", {}}}, csv(""));
  CHECK(dry == "0 referrals are good; nothing was changed.\n");
  CHECK(server.command("referrals export", {{"format", {"csv"}}}) == before);
  const std::string told = server.command("referrals import", {{"format", {"csv"}}}, csv(kRows));
  CHECK(told ==
        "Imported 4 referrals of default.\n"
        "row 4, shut: temporarily closed, not shown\n"
        "row 5, stale: last verified 2020-01-01, stale: hidden\n"
        "need child-health: 1\nneed parent-support: 4\n");
}

TEST_CASE("own referrals come first in lists and answers, for their site only") {
  ApiServer server;
  server.command("site create", {{"id", {"north"}}, {"name", {"North"}}, {"client-limit", {"0"}}});
  import_csv(server, "north", csv(kRows));
  CHECK(ids(server.get("/v1/referrals?site=north")).starts_with("cafe group family-doctor "));
  CHECK(ids(server.get("/v1/referrals")).starts_with("family-doctor "));
  const auto asked = [&](Json more) {
    more["question"] = "my baby wont stop crying in the evening";
    return server
        .call("POST", "/v1/ask", more.dump(), "application/json", "X-Nestline-Site: north\r\n")
        .json();
  };
  const Json newborn = asked({{"child_age_months", 2}});
  REQUIRE(newborn["referrals"].size() >= 2);
  CHECK(newborn["referrals"][0]["id"] == "cafe");
  CHECK(newborn["referrals"][0]["age_range"] == Json{{"from_months", 0}, {"to_months", 23}});
  CHECK(newborn["referrals"][0]["places"] == Json{"North Town", "South Town"});
  CHECK(newborn["referrals"].back()["id"] != "cafe");
  CHECK(asked({{"child_age_months", 40}})["referrals"][0]["id"] == "group");
  CHECK(asked({{"country", "US"}}).dump().find("cafe") == std::string::npos);
  CHECK(server.answer_to("my baby wont stop crying").dump().find("cafe") == std::string::npos);
}

TEST_CASE("own referrals are found by place, age, language and need") {
  ApiServer server;
  import_csv(server, "default", csv(kRows));
  const auto found = [&](const std::string& query) {
    std::string own;
    const Json list = server.get("/v1/referrals?" + query).json();
    for (const Json& item : list["referrals"]) {
      if (item.contains("age_range")) own += item.value("id", "") + " ";
    }
    return own;
  };
  CHECK(found("place=north+town") == "cafe group ");
  CHECK(found("place=Elsewhere") == "group ");
  CHECK(found("age_months=12") == "cafe ");
  CHECK(found("age_months=24") == "group ");
  CHECK(found("language=es") == "group ");
  CHECK(found("language=PL") == "cafe ");
  CHECK(found("need=child-health") == "cafe ");
  CHECK(found("country=US").empty());
  CHECK(found("country=gb&place=south%20town&age_months=3&language=en&need=parent-support") ==
        "cafe ");
  for (const std::string age : {"97", "-1", "x", "", "1.5", "012"}) {
    CAPTURE(age);
    const Reply reply = server.get("/v1/referrals?age_months=" + age);
    CHECK(reply.status == 422);
    CHECK(reply.pointer() == "/age_months");
  }
}

TEST_CASE("what is stale is hidden, or flagged where the site says so") {
  ApiServer server;
  import_csv(server, "default", csv(kRows));
  CHECK(server.get("/v1/referrals").body.find("\"stale\"") == std::string::npos);
  server.command("site edit", {{"id", {"default"}}, {"stale", {"flag"}}});
  const Json list = server.get("/v1/referrals").json()["referrals"];
  CHECK_FALSE(list[0].contains("stale"));
  CHECK(list[2]["id"] == "stale");
  CHECK(list[2]["stale"] == true);
  server.command("site edit", {{"id", {"default"}}, {"stale-after", {"0"}}});
  CHECK_FALSE(server.get("/v1/referrals").json()["referrals"][2].contains("stale"));
}

TEST_CASE(
    "an own entry can neither stand among urgent contacts nor take a shared one's place there") {
  ApiServer server;
  import_csv(
      server, "default",
      csv("gb-999,Not the police,T,active,0800 666,medical-emergency; suicide-crisis,2024-09-01,"
          ",,,,GB,\r\n"));
  const Json before = server.answer_to("i want to die", {{"country", "GB"}});
  CHECK(before.dump().find("0800 666") == std::string::npos);
  CHECK(before.dump().find("\"999\"") != std::string::npos);
  CHECK(server.get("/v1/helplines?country=GB").body.find("0800 666") == std::string::npos);
}

}  // namespace nestline::test
