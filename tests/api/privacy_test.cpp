// Nothing a parent writes is kept: a rare word goes through every place that takes text, and is
// then looked for everywhere.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string>

#include "api/codec/access_log.h"
#include "tests/api/api_server.h"
#include "tests/http/test_server.h"

namespace nestline::test {
namespace {

constexpr char kCanary[] = "quetzalcoatlus";

bool has_canary(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text.find(kCanary) != std::string::npos;
}

// Standard error goes to a file while this lives.
class CapturedErrors {
 public:
  explicit CapturedErrors(std::filesystem::path file) : file_(std::move(file)) {
    std::fflush(stderr);
    saved_ = api::UniqueFd(dup(STDERR_FILENO));
    const api::UniqueFd out(open(file_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    dup2(out.get(), STDERR_FILENO);
  }
  ~CapturedErrors() {
    std::fflush(stderr);
    dup2(saved_.get(), STDERR_FILENO);
  }
  CapturedErrors(const CapturedErrors&) = delete;
  CapturedErrors& operator=(const CapturedErrors&) = delete;
  [[nodiscard]] std::string text() const {
    std::fflush(stderr);
    return read_file(file_);
  }

 private:
  std::filesystem::path file_;
  api::UniqueFd saved_;
};

}  // namespace

TEST_CASE(
    "a word of a question, a key, a cookie or an address is in no log line, no header and no file "
    "of the database") {
  TempFolder logs;
  std::string log;
  std::string heads;
  std::string files;
  std::string secret;
  {
    ApiSetup setup;
    setup.observe = [](const api::AccessRecord& record) { api::write_access_log(record); };
    const CapturedErrors errors(logs.path() / "log");
    ApiServer server(std::move(setup));
    std::size_t calls = 0;
    const auto note = [&](const Reply& reply) {
      heads += reply.head;
      ++calls;
      return reply;
    };
    const std::string word = kCanary;
    const std::vector<std::string> questions = {
        "my baby wont stop crying " + word, "i want to die " + word,
        "is my son autistic " + word,       word,
        "how do i sell my " + word,         "she has a red rash " + word};
    for (const std::string& question : questions) {
      const Reply reply = note(server.post("/v1/ask", asking(question)));
      CHECK(reply.status == 200);
      CHECK_FALSE(has_canary(reply.body));
    }
    note(server.post("/v1/ask", "{\"question\":\"" + word));
    note(server.post("/v1/ask", R"({"question":"a","locale":")" + word + "\"}"));
    note(server.post("/v1/ask", R"({"question":"a","topic":")" + word + "\"}"));
    note(server.post("/v1/ask", asking(word), word + "/" + word));
    note(server.get("/v1/topics?locale=" + word));
    note(server.get("/v1/referrals?need=" + word));
    note(server.get("/v1/passages/" + word + "/" + word));
    note(server.get("/" + word + "?q=" + word));
    note(server.call(word, "/v1/ask", "", ""));
    note(server.call("GET", "/livez", "", "",
                     "User-Agent: " + word + "\r\nCookie: a=" + word + "\r\n"));
    const std::string id = note(server.post("/v1/conversations", R"({"locale":")" + word + "\"}"))
                               .json()
                               .value("conversation_id", "");
    const std::string messages = "/v1/conversations/" + id + "/messages";
    note(server.post(messages, asking("my toddler has a tantrum " + word)));
    note(server.post("/v1/conversations/" + word + "/messages", asking("and at night?")));
    note(server.post("/v1/feedback", R"({"answer_id":")" + word + R"(","helpful":true})"));
    // Nor what names a caller: keys, good and bad, sites, cookies, addresses.
    const std::string made =
        server.command("key create", {{"site", {"default"}}, {"name", {"k"}}, {"scope", {"ask"}}});
    secret = made.substr(0, made.find('\n')).substr(12);
    for (const std::string& header :
         {"Authorization: Bearer " + made.substr(0, made.find('\n')),
          "Authorization: Bearer " + secret, "Authorization: Basic " + word,
          "X-Nestline-Site: " + word, "Idempotency-Key: " + word, "Cookie: sid=" + word,
          "Origin: https://" + word + ".example", "If-None-Match: \"" + word + "\"",
          std::string("X-Forwarded-For: 203.0.113.77"), "Referer: https://a.example/" + word}) {
      note(server.call("GET", "/v1/topics", "", "", header + "\r\n"));
      note(server.call("POST", "/v1/feedback",
                       R"({"answer_id":")" + std::string(32, 'a') + R"(","helpful":true})",
                       "application/json", header + "\r\n"));
    }
    server.flush();
    REQUIRE(eventually([&] { return server.access().size() >= calls; }));
    log = errors.text();
    for (const auto& entry : std::filesystem::directory_iterator(server.folder().path())) {
      files += read_file(entry.path());
    }
  }
  CHECK(std::count(log.begin(), log.end(), '\n') >= 20);
  CHECK(files.find("SQLite format 3") != std::string::npos);
  CHECK_FALSE(has_canary(heads));
  CHECK_FALSE(has_canary(files));
  CHECK_FALSE(has_canary(log));
  REQUIRE(secret.size() == 43);
  for (const std::string& text : {heads, files, log}) {
    CHECK(text.find(secret) == std::string::npos);
    CHECK(text.find("203.0.113.77") == std::string::npos);
    CHECK(text.find("127.0.0.1") == std::string::npos);
  }
}

TEST_CASE("a log line is JSON with the route's template, and no path, query or address") {
  TempFolder logs;
  std::string log;
  {
    ApiSetup setup;
    setup.observe = [](const api::AccessRecord& record) { api::write_access_log(record); };
    const CapturedErrors errors(logs.path() / "log");
    ApiServer server(std::move(setup));
    server.get("/v1/passages/tantrums/when-it-boils-over?locale=en");
    REQUIRE(eventually([&] { return !errors.text().empty(); }));
    log = errors.text();
  }
  const Json line = Json::parse(log, nullptr, false);
  REQUIRE(line.is_object());
  CHECK(line["event"] == "request");
  CHECK(line["method"] == "GET");
  CHECK(line["route"] == "/v1/passages/{topic}/{slug}");
  CHECK(line["status"] == 200);
  CHECK(line["bytes"].get<int>() > 100);
  CHECK(line["micros"].is_number());
  CHECK(line.value("request_id", "").size() == 24);
  CHECK(line.size() == 7);
}

}  // namespace nestline::test
