// Topics, passages, referrals and helplines over HTTP.
#include <string>
#include <vector>

#include "tests/api/api_server.h"

namespace nestline::test {
namespace {

std::vector<std::string> ids(const Reply& reply, const char* list) {
  std::vector<std::string> out;
  const Json body = reply.json();
  REQUIRE(body.contains(list));
  for (const Json& item : body[list]) out.push_back(item.value("id", ""));
  return out;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("topics are those for parents, in every locale") {
  ApiServer server;
  const Ids topics = {"crying-and-soothing", "night-waking", "tantrums"};
  for (const std::string query : {"", "?locale=en-GB", "?locale=es", "?locale=xx", "?locale="}) {
    CAPTURE(query);
    const Reply reply = server.get(std::string("/v1/topics") + query);
    CHECK(reply.status == 200);
    CHECK(ids(reply, "topics") == topics);
  }
  const Json topic = server.get("/v1/topics").json()["topics"][2];
  CHECK(topic["name"] == "Tantrums");
  CHECK(topic["age_range"] == Json{{"from_months", 12}, {"to_months", 72}});
}

TEST_CASE("a passage is found by its id, and one for practitioners is not") {
  ApiServer server;
  const Reply found = server.get("/v1/passages/tantrums/when-it-boils-over");
  CHECK(found.status == 200);
  CHECK(found.json()["title"] == "When a tantrum boils over");
  CHECK(server.get("/v1/passages/tantrums/after-the-storm").json()["audience"] == "both");
  for (const std::string path :
       {"/v1/passages/tantrums/no-such-slug", "/v1/passages/no-such-topic/when-it-boils-over",
        "/v1/passages/crying-and-soothing/for-practitioners",
        "/v1/passages/practitioner-guidelines/the-first-home-visit", "/v1/passages/Tantrums/X"}) {
    CAPTURE(path);
    const Reply reply = server.get(path);
    CHECK(reply.status == 404);
    CHECK(reply.problem() == "not_found");
  }
}

TEST_CASE("no path leads out of the passages") {
  ApiServer server;
  for (const std::string path :
       {"/v1/passages/tantrums", "/v1/passages/", "/v1/passages//", "/v1/passages/a/b/c",
        "/v1/passages/../../etc/passwd", "/v1/passages/%2e%2e/passwd",
        "/v1/passages/tantrums%2Fwhen-it-boils-over/x", "/v1/passages/tantrums/%00",
        "/v1/passages/tantrums/%ff", "/v1/passages/tantrums/a%0d%0aX-Evil:%201"}) {
    CAPTURE(path);
    const Reply reply = server.get(path);
    CHECK((reply.status == 404 || reply.status == 400));
    CHECK(reply.head.find("X-Evil") == std::string::npos);
  }
}

TEST_CASE("referrals are kinds of help, filtered by need and country") {
  ApiServer server;
  CHECK(ids(server.get("/v1/referrals"), "referrals") ==
        Ids{"family-doctor", "gb-health-visitor", "parent-group", "child-development-team"});
  CHECK(ids(server.get("/v1/referrals?need=child-health"), "referrals") ==
        Ids{"family-doctor", "gb-health-visitor"});
  CHECK(ids(server.get("/v1/referrals?need=child-health&country=US"), "referrals") ==
        Ids{"family-doctor"});
  CHECK(ids(server.get("/v1/referrals?need=no-such-need"), "referrals").empty());
  CHECK(ids(server.get("/v1/referrals?locale=es"), "referrals").size() == 4);
}

TEST_CASE("helplines come by kind, emergency numbers first") {
  ApiServer server;
  CHECK(ids(server.get("/v1/helplines"), "helplines") ==
        Ids{"gb-999", "us-911", "anywhere-directory", "gb-crisis", "us-crisis", "gb-child-line",
            "us-child-line"});
  for (const std::string country : {"GB", "gb", "Gb"}) {
    CHECK(ids(server.get(std::string("/v1/helplines?country=") + country), "helplines") ==
          Ids{"gb-999", "anywhere-directory", "gb-crisis", "gb-child-line"});
  }
  CHECK(ids(server.get("/v1/helplines?country=GB&need=child-abuse"), "helplines") ==
        Ids{"gb-child-line"});
  CHECK(ids(server.get("/v1/helplines?country=FR"), "helplines") == Ids{"anywhere-directory"});
}

TEST_CASE("a country that is none is refused with its pointer") {
  ApiServer server;
  for (const std::string list : {"/v1/referrals", "/v1/helplines"}) {
    for (const std::string country : {"GBR", "G", "12", "%C3%A9", "G%20"}) {
      CAPTURE(country);
      const Reply reply = server.get(std::string(list) + "?country=" + country);
      CHECK(reply.status == 422);
      CHECK(reply.pointer() == "/country");
    }
  }
}

}  // namespace nestline::test
