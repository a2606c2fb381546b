// The operator's commands: what they refuse, and how they reach a server.
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "api/admin/admin_desk.h"
#include "api/admin/admin_socket.h"
#include "tests/api/api_server.h"
#include "tests/support/sample_snapshot.h"

namespace nestline::test {
namespace {

using Options = std::map<std::string, std::vector<std::string>>;

struct Desk {
  TempFolder folder;
  std::unique_ptr<service::Database> real = open_ready(folder.path());
  FaultyDatabase database{*real};
  int changes = 0;

  api::AdminReply perform(const std::string& command, const Options& options) {
    return api::perform({database,
                         [] { return std::int64_t{1'700'000'000'000}; },
                         [this] {
                           ++changes;
                           return ok_status();
                         },
                         {}},
                        {command, options, ""});
  }
};

// Bytes to a socket as they are, and what comes back.
std::string send_raw(const std::filesystem::path& folder, const std::string& bytes) {
  const api::UniqueFd client(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  const std::string path = (folder / "nestline.sock").string();
  REQUIRE(path.size() < sizeof(name.sun_path));
  std::memcpy(name.sun_path, path.c_str(), path.size() + 1);
  REQUIRE(connect(client.get(), reinterpret_cast<const sockaddr*>(&name), sizeof(name)) == 0);
  REQUIRE(send(client.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
          static_cast<ssize_t>(bytes.size()));
  shutdown(client.get(), SHUT_WR);
  std::string out;
  char part[4096];
  ssize_t got = 0;
  while ((got = recv(client.get(), part, sizeof(part), 0)) > 0) {
    out.append(part, static_cast<std::size_t>(got));
  }
  return out;
}

api::AdminReply echo(const api::AdminRequest& request) {
  return {7, request.command + "|" + request.word("name") + "|" + request.input, "e"};
}

}  // namespace

TEST_CASE("a command that is wrong says which option and changes nothing") {
  Desk desk;
  struct Case {
    std::string command;
    Options options;
    std::string err;
  };
  const std::vector<Case> cases = {
      {"site destroy", {}, "there is no command site destroy"},
      {"site create", {{"id", {"A"}}, {"name", {"n"}}}, "id must have 2 to 40"},
      {"site create", {{"id", {"aa"}}}, "name must have 1 to 200 bytes"},
      {"site create", {{"id", {"default"}}, {"name", {"n"}}}, "there is a site default already"},
      {"site edit", {{"id", {"nobody"}}}, "there is no site nobody"},
      {"site edit", {{"id", {"default"}}, {"help-only", {"maybe"}}}, "help-only must be yes or no"},
      {"site edit", {{"id", {"default"}}, {"stale", {"burn"}}}, "stale must be hide or flag"},
      {"site edit",
       {{"id", {"default"}}, {"client-limit", {"many"}}},
       "client-limit must be a whole"},
      {"site edit", {{"id", {"default"}}, {"site-limit", {"-1"}}}, "site-limit must be a whole"},
      {"site edit",
       {{"id", {"default"}}, {"site-limit", {"1000001"}}},
       "site-limit must be a whole"},
      {"site edit", {{"id", {"default"}}, {"edition", {"0"}}}, "edition must be a number"},
      {"site edit", {{"id", {"default"}}, {"edition", {"2"}}}, "edition there is no edition 2"},
      {"key create", {{"name", {"n"}}}, "scope names no scope"},
      {"key create", {{"name", {"n"}}, {"scope", {"all"}}}, "scope must be ask"},
      {"key create", {{"scope", {"ask"}}}, "name must have"},
      {"key create", {{"name", {"n"}}, {"scope", {"ask"}}, {"site", {"nobody"}}}, "no site nobody"},
      {"key create",
       {{"name", {"n"}}, {"scope", {"ask"}}, {"days", {"x"}}},
       "days must be a whole"},
      {"key rotate", {{"id", {"00000000"}}}, "there is no key 00000000"},
      {"key revoke", {{"id", {""}}}, "there is no key"},
      {"referrals import", {{"format", {"xml"}}}, "format must be json or csv"},
      {"referrals import", {{"format", {"csv"}}}, "the file is empty"},
      {"referrals import", {{"format", {"csv"}}, {"site", {"nobody"}}}, "no site nobody"},
      {"referrals export", {{"site", {"nobody"}}}, "no site nobody"},
      {"review record", {{"role", {"r"}}, {"checksum", {"c"}}}, "by must have"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.command);
    CAPTURE(one.err);
    const api::AdminReply reply = desk.perform(one.command, one.options);
    CHECK(reply.exit == 1);
    CHECK(reply.out.empty());
    CHECK(reply.err.find(one.err) != std::string::npos);
  }
  CHECK(desk.changes == 0);
  CHECK(ask(*desk.real, "SELECT COUNT(*) FROM sites") == "1");
  CHECK(ask(*desk.real, "SELECT COUNT(*) FROM api_keys") == "0");
}

TEST_CASE("a list is replaced by what is given, and an empty word clears it") {
  Desk desk;
  const auto origins = [&] { return ask(*desk.real, "SELECT origins FROM sites"); };
  desk.perform("site edit",
               {{"id", {"default"}}, {"origin", {"https://a.example", "https://b.example"}}});
  CHECK(origins() == "https://a.example https://b.example");
  desk.perform("site edit", {{"id", {"default"}}, {"title", {"T"}}});
  CHECK(origins() == "https://a.example https://b.example");
  desk.perform("site edit", {{"id", {"default"}}, {"origin", {""}}});
  CHECK(origins().empty());
  CHECK(desk.changes == 3);
}

TEST_CASE("a key that ended cannot be rotated, and a revoked one stays revoked") {
  Desk desk;
  const std::string made =
      desk.perform("key create", {{"name", {"n"}}, {"scope", {"ask", "staff"}}}).out;
  const std::string id = made.substr(3, 8);
  CHECK(made.find("ask staff; 600 a minute; good") != std::string::npos);
  CHECK(desk.perform("key revoke", {{"id", {id}}}).exit == 0);
  CHECK(desk.perform("key revoke", {{"id", {id}}}).exit == 0);
  CHECK(desk.perform("key rotate", {{"id", {id}}}).err.find("this key has ended") !=
        std::string::npos);
  CHECK(desk.perform("key list", {}).out.find("revoked 2023-11-14") != std::string::npos);
}

TEST_CASE("trouble with the database is told") {
  Desk desk;
  desk.database.set(FaultyDatabase::Mode::DiskFull);
  for (const std::string command : {"site list", "key list", "referrals export"}) {
    const api::AdminReply reply = desk.perform(command, {});
    CHECK(reply.exit == 1);
    CHECK(reply.err.find("disk is full") != std::string::npos);
  }
}

TEST_CASE("a change that the server cannot read back is told, though it is stored") {
  TempFolder folder;
  const auto database = open_ready(folder.path());
  const api::AdminReply reply =
      api::perform({*database,
                    [] { return std::int64_t{1}; },
                    [] {
                      return Status(Error{ErrorCode::Unavailable, "disk trouble", ""});
                    },
                    {}},
                   {"site edit", {{"id", {"default"}}, {"title", {"T"}}}, ""});
  CHECK(reply.exit == 1);
  CHECK(reply.err.find("stored, but the server could not read it back (disk trouble)") !=
        std::string::npos);
  CHECK(ask(*database, "SELECT title FROM sites") == "T");
}

TEST_CASE("a request and its reply pass the socket whole, whatever is in them") {
  TempFolder folder;
  const auto socket = api::AdminSocket::open(folder.path(), &echo);
  REQUIRE(socket.ok());
  struct stat info {};
  REQUIRE(stat((folder.path() / "nestline.sock").c_str(), &info) == 0);
  CHECK((info.st_mode & 0777U) == 0600U);
  const std::string big(3'000'000, 'x');
  for (const std::string& input : {std::string(), std::string("a\"\\\n\t\r\x01 é"), big}) {
    const auto reply = api::send_admin(folder.path(), {"c", {{"name", {"x", "n"}}}, input});
    REQUIRE(reply.ok());
    CHECK(reply->exit == 7);
    CHECK(reply->out == "c|n|" + input);
    CHECK(reply->err == "e");
  }
}

TEST_CASE("bytes that are no request get an answer, and the next one works") {
  TempFolder folder;
  const auto socket = api::AdminSocket::open(folder.path(), &echo);
  REQUIRE(socket.ok());
  for (const std::string bytes :
       {"", "hello", "{}", R"({"command":7,"options":{}})", R"({"command":"c","options":{"a":7}})",
        R"({"command":"c","options":[]})"}) {
    CAPTURE(bytes);
    const std::string reply = send_raw(folder.path(), bytes);
    CHECK(reply.find("does not understand") != std::string::npos);
  }
  CHECK(api::send_admin(folder.path(), {"c", {}, ""}).ok());
}

TEST_CASE("a handler that throws costs its own command only") {
  TempFolder folder;
  const auto socket = api::AdminSocket::open(folder.path(), [](const api::AdminRequest& request) {
    if (request.command == "throw") throw std::runtime_error("secret");
    return echo(request);
  });
  REQUIRE(socket.ok());
  const auto failed = api::send_admin(folder.path(), {"throw", {}, ""});
  REQUIRE_FALSE(failed.ok());
  CHECK(failed.error().code == ErrorCode::Unavailable);
  CHECK(api::send_admin(folder.path(), {"c", {}, ""}).ok());
}

TEST_CASE("nobody listening is told apart, and a dead server's socket is replaced") {
  TempFolder folder;
  CHECK(api::send_admin(folder.path(), {"c", {}, ""}).error().code == ErrorCode::NotFound);
  std::ofstream(folder.path() / "nestline.sock") << "left behind";
  CHECK(api::send_admin(folder.path(), {"c", {}, ""}).error().code == ErrorCode::NotFound);
  {
    const auto socket = api::AdminSocket::open(folder.path(), &echo);
    REQUIRE(socket.ok());
    CHECK(api::send_admin(folder.path(), {"c", {}, ""}).ok());
  }
  CHECK_FALSE(std::filesystem::exists(folder.path() / "nestline.sock"));
}

TEST_CASE("a folder with a path longer than a socket's name may be works too") {
  TempFolder folder;
  const std::filesystem::path deep = folder.path() / std::string(100, 'a') / std::string(100, 'b');
  std::filesystem::create_directories(deep);
  const auto socket = api::AdminSocket::open(deep, &echo);
  REQUIRE(socket.ok());
  CHECK(api::send_admin(deep, {"c", {}, ""}).ok());
}

TEST_CASE("commands sent at once are all carried out") {
  TempFolder folder;
  const auto socket = api::AdminSocket::open(folder.path(), &echo);
  REQUIRE(socket.ok());
  std::atomic<int> answered = 0;
  std::vector<std::thread> senders;
  for (int i = 0; i < 8; ++i) {
    senders.emplace_back([&folder, &answered, i] {
      const std::string input(static_cast<std::size_t>(1000 * i), 'x');
      const auto reply = api::send_admin(folder.path(), {"c", {}, input});
      if (reply.ok() && reply->out == "c||" + input) ++answered;
    });
  }
  for (std::thread& sender : senders) sender.join();
  CHECK(answered == 8);
}

TEST_CASE(
    "a review of the live edition takes its notice away, and a site can pin an edition that is "
    "there") {
  ApiServer server;
  CHECK(server.answer_to("my toddler").contains("notice"));
  server.app().publish(server.app().live()->reviewed());
  CHECK_FALSE(server.answer_to("my toddler").contains("notice"));
  CHECK(server.app().has_edition(1));
  CHECK_FALSE(server.app().has_edition(2));
}

TEST_CASE("a site that pins an edition stays on it, the others follow the latest") {
  ApiServer server;
  server.command("site create", {{"id", {"north"}}, {"name", {"North"}}});
  server.command("site edit", {{"id", {"north"}}, {"edition", {"1"}}});
  std::vector<knowledge::Fault> faults;
  const auto publish = [&](int number) {
    auto next = service::Snapshot::build(sample_content(), {number, "checksum", true}, faults);
    REQUIRE(next != nullptr);
    server.app().publish(std::make_shared<const api::Rendered>(std::move(next)));
  };
  const auto edition_of = [&](const std::string& site) {
    return server
        .call("POST", "/v1/ask", asking("my toddler"), "application/json",
              "X-Nestline-Site: " + site + "\r\n")
        .json()
        .value("edition", 0);
  };
  publish(2);
  CHECK(edition_of("default") == 2);
  CHECK(edition_of("north") == 1);
  CHECK(server.app().has_edition(1));
  CHECK(server.app().has_edition(2));
  publish(3);
  CHECK(edition_of("north") == 1);
  CHECK_FALSE(server.app().has_edition(2));  // nobody pinned it
  server.command("site edit", {{"id", {"north"}}, {"edition", {"latest"}}});
  CHECK(edition_of("north") == 3);
}

}  // namespace nestline::test
