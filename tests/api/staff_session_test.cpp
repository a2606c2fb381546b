// Signing in and out, over a real socket with real passwords.
#include "service/curation/totp.h"
#include "tests/api/staff.h"

namespace nestline::test {
namespace {

constexpr char kConsole[] = "X-Nestline-Console: 1\r\n";
constexpr char kPassword[] = "a long and quiet night";

std::string cookie_of(const Reply& reply) {
  const std::string set = reply.header("set-cookie");
  return "Cookie: " + set.substr(0, set.find(';')) + "\r\n" + kConsole;
}

struct Desk {
  ApiServer server;
  std::int64_t mira = 0;

  explicit Desk(ApiSetup setup = {}) : server(std::move(setup)) {
    const auto made = server.office().users().create(service::operator_actor(),
                                                     {"mira", "Mira", {"author"}, "", kPassword});
    REQUIRE(made.ok());
    mira = made->id;
  }
  Reply sign_in(const Json& body, const std::string& more = "") {
    return server.call("POST", "/v1/staff/session", body.dump(), "application/json",
                       kConsole + more);
  }
  Reply sign_in() { return sign_in({{"name", "mira"}, {"password", kPassword}}); }
  Reply call(const std::string& method, const std::string& path, const std::string& headers,
             const Json& body = nullptr) {
    return server.call(method, "/v1/staff" + path, body.is_null() ? "" : body.dump(),
                       body.is_null() ? "" : "application/json", headers);
  }
};

}  // namespace

TEST_CASE("a session begins with a password and lives in a cookie that scripts cannot read") {
  Desk desk;
  const Reply reply = desk.sign_in();
  CHECK(reply.status == 201);
  const std::string set = reply.header("set-cookie");
  CHECK(set.starts_with("__Host-nestline="));
  for (const char* part : {"; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict"}) {
    CHECK(set.find(part) != std::string::npos);
  }
  CHECK(set.find("Domain") == std::string::npos);
  CHECK(reply.json()["user"]["roles"] == Json::array({"author"}));
  CHECK(desk.call("GET", "/session", cookie_of(reply)).json()["user"]["name"] == "mira");
  CHECK(desk.call("GET", "/home", cookie_of(reply)).status == 200);
  // Only a hash is kept.
  const std::string token = set.substr(16, 43);
  CHECK(ask(desk.server.database(), "SELECT COUNT(*) FROM staff_sessions WHERE hash = $1",
            {token}) == "0");
}

TEST_CASE("a wrong password, an unknown name and a disabled user get the same refusal") {
  Desk desk;
  CHECK(desk.server.office()
            .users()
            .create(service::operator_actor(), {"boss", "B", {"admin"}, "", ""})
            .ok());
  const Reply wrong = desk.sign_in({{"name", "mira"}, {"password", "something else here"}});
  const Reply unknown = desk.sign_in({{"name", "nobody"}, {"password", kPassword}});
  Staff boss(desk.server, "boss");
  const std::string user = "/users/" + std::to_string(desk.mira);
  const std::string tag = boss.get(user).header("etag");
  CHECK(boss.put(user, {{"display_name", "M"}, {"roles", {"author"}}, {"disabled", true}}, tag)
            .status == 200);
  const Reply disabled = desk.sign_in();
  for (const Reply* reply : {&wrong, &unknown, &disabled}) {
    CHECK(reply->status == 401);
    CHECK(reply->json()["detail"] == wrong.json()["detail"]);
    CHECK(reply->problem() == "unauthorized");
  }
  CHECK(ask(desk.server.database(),
            "SELECT COUNT(*) FROM audit_log WHERE action = 'session.refused'") == "3");
}

TEST_CASE("guessing is slowed down, and locks nobody out elsewhere") {
  ApiSetup setup;
  setup.http.trusted_proxies = {"127.0.0.1"};
  Desk desk(std::move(setup));
  const Json guess = {{"name", "mira"}, {"password", "one of many guesses"}};
  const std::string from_there = "X-Forwarded-For: 198.51.100.7\r\n";
  for (int i = 0; i < 6; ++i) CHECK(desk.sign_in(guess, from_there).status == 401);
  const Reply slowed = desk.sign_in(guess, from_there);
  CHECK(slowed.status == 429);
  CHECK_FALSE(slowed.header("retry-after").empty());
  CHECK(desk.sign_in().status == 201);
  desk.server.clock().advance(std::chrono::minutes(1));
  CHECK(desk.sign_in(guess, from_there).status == 401);
}

TEST_CASE("a session ends when nobody uses it, after ten hours, and everywhere at sign-out") {
  Desk desk;
  const std::string first = cookie_of(desk.sign_in());
  const std::string second = cookie_of(desk.sign_in());
  CHECK(first != second);
  desk.server.clock().advance(std::chrono::minutes(29));
  CHECK(desk.call("GET", "/session", first).status == 200);
  desk.server.clock().advance(std::chrono::minutes(2));
  CHECK(desk.call("GET", "/session", first).status == 200);   // was used
  CHECK(desk.call("GET", "/session", second).status == 401);  // was not
  for (int i = 0; i < 19; ++i) {
    desk.server.clock().advance(std::chrono::minutes(29));
    CHECK(desk.call("GET", "/session", first).status == 200);
  }
  desk.server.clock().advance(std::chrono::minutes(29));
  CHECK(desk.call("GET", "/session", first).status == 401);
  const std::string third = cookie_of(desk.sign_in());
  const std::string fourth = cookie_of(desk.sign_in());
  const Reply out = desk.call("DELETE", "/session", third);
  CHECK(out.status == 204);
  CHECK(out.header("set-cookie").find("Max-Age=0") != std::string::npos);
  CHECK(desk.call("GET", "/session", third).status == 401);
  CHECK(desk.call("GET", "/session", fourth).status == 401);
}

TEST_CASE("a new password ends the other sessions and has to be a good one") {
  Desk desk;
  const std::string here = cookie_of(desk.sign_in());
  const std::string there = cookie_of(desk.sign_in());
  const auto change = [&](const std::string& old_one, const std::string& new_one) {
    return desk.call("POST", "/session/password", here,
                     {{"password", old_one}, {"new_password", new_one}});
  };
  CHECK(change(kPassword, "short").pointer() == "/new_password");
  CHECK(change(kPassword, "123456789012").pointer() == "/new_password");
  CHECK(change(kPassword, "mira mira mira").pointer() == "/new_password");
  CHECK(change("not the old one at all", "another long sentence").pointer() == "/password");
  const Reply done = change(kPassword, "another long sentence");
  CHECK(done.status == 200);
  CHECK(desk.call("GET", "/session", cookie_of(done)).status == 200);
  CHECK(desk.call("GET", "/session", here).status == 401);
  CHECK(desk.call("GET", "/session", there).status == 401);
  CHECK(desk.sign_in().status == 401);
  // Guessing the old one is slowed down too.
  const std::string again = cookie_of(done);
  int status = 0;
  for (int i = 0; i < 8 && status != 429; ++i) {
    status = desk.call("POST", "/session/password", again,
                       {{"password", "guess"}, {"new_password", "another long sentence 2"}})
                 .status;
  }
  CHECK(status == 429);
}

TEST_CASE("a second factor is asked for once it is confirmed, and each code is good once") {
  Desk desk;
  const std::string session = cookie_of(desk.sign_in());
  CHECK(desk.call("POST", "/session/second-factor/confirm", session, {{"code", "000000"}}).status ==
        409);
  const Reply begun =
      desk.call("POST", "/session/second-factor", session, {{"password", kPassword}});
  REQUIRE(begun.status == 200);
  const std::string key = service::from_base32(begun.json()["secret"].get<std::string>());
  CHECK(begun.json()["uri"].get<std::string>().starts_with("otpauth://totp/"));
  CHECK(desk.sign_in().status == 201);  // not yet in force
  const auto code = [&] {
    return service::totp_code(key, desk.server.clock().utc_ms() / service::kTotpStepMs);
  };
  CHECK(desk.call("POST", "/session/second-factor/confirm", session, {{"code", "12345"}}).status ==
        422);
  CHECK(desk.call("POST", "/session/second-factor/confirm", session, {{"code", code()}}).status ==
        204);
  CHECK(desk.call("POST", "/session/second-factor", session, {{"password", kPassword}}).status ==
        409);
  const Reply asked = desk.sign_in();
  CHECK(asked.status == 401);
  CHECK(asked.problem() == "second_factor");
  const auto with_code = [&](const std::string& given) {
    return desk.sign_in({{"name", "mira"}, {"password", kPassword}, {"code", given}}).status;
  };
  CHECK(with_code(code()) == 401);  // was used to confirm
  desk.server.clock().advance(std::chrono::minutes(1));
  CHECK(with_code("000000") == 401);
  CHECK(with_code(code()) == 201);
  CHECK(with_code(code()) == 401);
  int status = 0;
  const std::string busy = session_of(desk.server, "mira");
  for (int i = 0; i < 8 && status != 429; ++i) {
    status = desk.call("POST", "/session/second-factor", busy, {{"password", "guess"}}).status;
  }
  CHECK(status == 429);
}

TEST_CASE("single sign-on believes a trusted proxy's header, and only where it is switched on") {
  {
    Desk off;
    CHECK(off.sign_in(Json::object(), "X-User: mira\r\n").status == 401);
  }
  ApiSetup setup;
  setup.sso_header = "X-User";
  Desk on(std::move(setup));
  const Reply reply = on.sign_in(Json::object(), "X-User: mira\r\n");
  CHECK(reply.status == 201);
  CHECK(reply.json()["single_sign_on"] == true);
  CHECK(on.sign_in(Json::object(), "X-User: nobody\r\n").status == 401);
  // A name and a password are what they say, whatever the header says.
  CHECK(on.sign_in({{"name", "mira"}, {"password", "wrong wrong wrong"}}, "X-User: mira\r\n")
            .status == 401);
}

}  // namespace nestline::test
