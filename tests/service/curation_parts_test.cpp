// The log that cannot be changed unseen, the codes of RFC 6238, passwords.
#include <doctest/doctest.h>

#include "service/curation/audit.h"
#include "service/curation/password.h"
#include "service/curation/totp.h"
#include "tests/support/database.h"
#include "tests/support/temp_folder.h"

namespace nestline::service {
namespace {

using test::open_ready;
using test::TempFolder;

std::string hex(const std::string& bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out;
}

Status run(Database& database, const std::string& sql) {
  Result<Transaction> begun = database.begin(Access::Write);
  if (!begun) return begun.error();
  if (const Result<Rows> done = begun.value().run(sql); !done) return done.error();
  return begun.value().commit();
}

}  // namespace

TEST_CASE("SHA-1 and HMAC give what the standards say") {
  CHECK(hex(sha1("")) == "da39a3ee5e6b4b0d3255bfef95601890afd80709");
  CHECK(hex(sha1("abc")) == "a9993e364706816aba3e25717850c26c9cd0d89d");
  CHECK(hex(sha1("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) ==
        "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
  CHECK(hex(sha1(std::string(1'000'000, 'a'))) == "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
  CHECK(hex(hmac_sha1("Jefe", "what do ya want for nothing?")) ==
        "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
  CHECK(hex(hmac_sha1(std::string(80, '\xAA'),
                      "Test Using Larger Than Block-Size Key - Hash Key First")) ==
        "aa4ae5e15272d00e95705637ce8a3b55ed402112");
}

TEST_CASE("codes are those of RFC 6238, and each is good once") {
  const std::string key = "12345678901234567890";
  struct Case {
    std::int64_t seconds;
    const char* code;
  };
  for (const Case& one : {Case{59, "94287082"}, Case{1111111109, "07081804"},
                          Case{1111111111, "14050471"}, Case{1234567890, "89005924"},
                          Case{2000000000, "69279037"}, Case{20000000000, "65353130"}}) {
    CHECK(totp_code(key, one.seconds / 30, 8) == one.code);
  }
  CHECK(base32("foobar") == "MZXW6YTBOI");
  CHECK(from_base32("mzxw6ytboi") == "foobar");
  CHECK(from_base32("not base 32!").empty());
  const std::int64_t now = 1'000'000;
  const std::int64_t step = now / kTotpStepMs;
  CHECK(matching_step(key, totp_code(key, step), now, 0) == step);
  CHECK(matching_step(key, totp_code(key, step - 1), now, 0) == step - 1);
  CHECK(matching_step(key, totp_code(key, step), now, step) == 0);
  CHECK(matching_step(key, totp_code(key, step + 2), now, 0) == 0);
  CHECK(matching_step(key, "", now, 0) == 0);
}

TEST_CASE("a password is kept as argon2id and checked against it alone") {
  const Result<std::string> hash = hash_password("a long and quiet night");
  REQUIRE(hash.ok());
  CHECK(hash->starts_with("$argon2id$v=19$m=65536,t=2,p=1$"));
  CHECK(is_password("a long and quiet night", *hash));
  CHECK_FALSE(is_password("a long and quiet nigh", *hash));
  CHECK_FALSE(is_password("", ""));
  CHECK(*hash_password("a long and quiet night") != *hash);
}

TEST_CASE(
    "the audit log tells when an entry was changed, and refuses to be changed by its own hand") {
  const TempFolder folder;
  const auto database = open_ready(folder.path());
  for (int i = 0; i < 5; ++i) {
    REQUIRE(append_audit(*database, 1000 + i, {"ana", "act", "thing", std::to_string(i)}).ok());
  }
  const Result<AuditCheck> check = verify_audit(*database);
  REQUIRE(check.ok());
  CHECK(check->whole);
  CHECK(check->entries == 5);
  CHECK(check->head == audit_entries(*database, 0, 1)->front().hash);
  CHECK_FALSE(run(*database, "UPDATE audit_log SET actor = 'eve' WHERE sequence = 3").ok());
  CHECK_FALSE(run(*database, "DELETE FROM audit_log WHERE sequence = 5").ok());
  // Somebody with the file in hand takes the triggers away first.
  REQUIRE(run(*database, "DROP TRIGGER audit_log_never_changes").ok());
  REQUIRE(run(*database, "DROP TRIGGER audit_log_never_shrinks").ok());
  SUBCASE("changed") {
    REQUIRE(run(*database, "UPDATE audit_log SET actor = 'eve' WHERE sequence = 3").ok());
    CHECK_FALSE(verify_audit(*database)->whole);
    CHECK(verify_audit(*database)->broken_at == 3);
  }
  SUBCASE("taken out") {
    REQUIRE(run(*database, "DELETE FROM audit_log WHERE sequence = 2").ok());
    CHECK(verify_audit(*database)->broken_at == 2);
  }
  SUBCASE("swapped") {
    REQUIRE(run(*database, "UPDATE audit_log SET detail = '4' WHERE sequence = 4").ok());
    CHECK(verify_audit(*database)->broken_at == 4);
  }
}

}  // namespace nestline::service
