// What a site may be, and the secrets of keys.
#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "service/sites/api_key.h"
#include "service/sites/secrets.h"
#include "service/sites/site.h"

namespace nestline::service::test {
namespace {

Site good_site() {
  Site site;
  site.id = "north-clinic";
  site.name = "North Clinic";
  site.origins = {"https://www.north.example"};
  site.country = "GB";
  site.languages = {"en", "es-MX"};
  site.topics_off = {{"tantrums"}};
  return site;
}

// The field that is refused, "" where none is.
std::string refused(const Site& site) {
  const Status checked = check_site(site);
  return checked ? "" : checked.error().field;
}

}  // namespace

TEST_CASE("a good site passes, and so does the default one with nothing set") {
  CHECK(refused(good_site()).empty());
  Site site;
  site.id = "default";
  site.name = "Default";
  CHECK(refused(site).empty());
}

TEST_CASE("an origin is taken exactly as a browser writes it and in no other form") {
  Site site = good_site();
  for (const std::string good :
       {"https://north.example", "http://intranet", "http://127.0.0.1:8080", "https://[::1]:8443",
        "https://a-b.c_d.example:444", "https://xn--bcher-kva.example"}) {
    CAPTURE(good);
    site.origins = {good};
    CHECK(refused(site).empty());
  }
  for (const std::string bad :
       {"north.example", "https://", "https://north.example/", "https://north.example/widget",
        "https://North.example", "https://north.example:443", "http://north.example:80",
        "https://north.example:", "https://north.example:0", "https://north.example:080",
        "https://user@north.example", "https://*.north.example", "*", "null", "ftp://north.example",
        "https://north.example https://b.example", "https://[::1", "https://.north.example",
        "https://north.example."}) {
    CAPTURE(bad);
    site.origins = {bad};
    CHECK(refused(site) == "origin");
  }
}

TEST_CASE("each setting is checked and the error names it") {
  struct Case {
    std::string field;
    void (*spoil)(Site&);
  };
  const std::vector<Case> cases = {
      {"id", [](Site& s) { s.id = "a"; }},
      {"id", [](Site& s) { s.id = "North"; }},
      {"id", [](Site& s) { s.id = "-north"; }},
      {"id", [](Site& s) { s.id = std::string(41, 'a'); }},
      {"name", [](Site& s) { s.name.clear(); }},
      {"name", [](Site& s) { s.name = std::string(201, 'a'); }},
      {"title", [](Site& s) { s.title = std::string(201, 'a'); }},
      {"country", [](Site& s) { s.country = "gb"; }},
      {"country", [](Site& s) { s.country = "GBR"; }},
      {"language", [](Site& s) { s.languages = {"english"}; }},
      {"language",
       [](Site& s) {
         s.languages = {"en", "es MX"};
       }},
      {"topic-off", [](Site& s) { s.topics_off = {{"Tantrums"}}; }},
      {"topic-off", [](Site& s) { s.topics_off = {{""}}; }},
      {"client-limit", [](Site& s) { s.limits.per_client = -1; }},
      {"site-limit", [](Site& s) { s.limits.per_site = kMostPerMinute + 1; }},
      {"edition", [](Site& s) { s.pinned_edition = -1; }},
      {"stale-after", [](Site& s) { s.stale_after_days = -1; }},
      {"accent", [](Site& s) { s.colours.accent = "blue"; }},
      {"accent", [](Site& s) { s.colours.accent = "#1A73E8"; }},
      {"text-colour", [](Site& s) { s.colours.text = "#000000"; }},
      {"text-colour",
       [](Site& s) {
         s.colours = {"", "#ffffff", "#999999"};
       }},
      {"origin", [](Site& s) { s.origins = std::vector<std::string>(51, "https://a.example"); }},
  };
  for (const Case& one : cases) {
    Site site = good_site();
    one.spoil(site);
    CAPTURE(one.field);
    CHECK(refused(site) == one.field);
  }
}

TEST_CASE("contrast is that of WCAG") {
  CHECK(contrast("#000000", "#ffffff") == doctest::Approx(21));
  CHECK(contrast("#ffffff", "#ffffff") == doctest::Approx(1));
  CHECK(contrast("#767676", "#ffffff") == doctest::Approx(4.54).epsilon(0.01));
}

TEST_CASE("a locale that the site has not goes to its first language") {
  Site site = good_site();
  CHECK(locale_for(site, "en-GB") == "en-GB");
  CHECK(locale_for(site, "es") == "es");
  CHECK(locale_for(site, "fr") == "en");
  CHECK(locale_for(site, "") == "en");
  site.languages.clear();
  CHECK(locale_for(site, "fr") == "fr");
}

TEST_CASE("a key is found by its id, kept as a hash, and no two are alike") {
  ApiKey key;
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) {
    const std::string secret = make_secret(key);
    CHECK(seen.insert(secret).second);
    CHECK(secret.size() == 55);
    CHECK(secret.starts_with("nl_" + key.id + "_"));
    CHECK(key.hash == digest(secret));
    CHECK(key.hash.find(secret.substr(12)) == std::string::npos);
    CHECK(key_id_of(secret) == key.id);
  }
  const std::string secret = make_secret(key);
  const std::vector<std::string> bad = {"",
                                        "nl_",
                                        key.id,
                                        secret.substr(1),
                                        secret + "x",
                                        secret.substr(0, 54),
                                        " " + secret,
                                        "nl_" + key.id + "-" + secret.substr(12),
                                        "nl_" + key.id + "_" + std::string(43, '-')};
  for (const std::string& text : bad) {
    CAPTURE(text);
    CHECK_FALSE(key_id_of(text).has_value());
  }
}

TEST_CASE("scopes are words, and who may read practitioner text may ask") {
  CHECK(Scopes::parse("ask practitioner")->text() == "ask practitioner");
  CHECK(Scopes::parse("staff insight ask")->text() == "ask insight staff");
  CHECK(Scopes::parse("")->empty());
  CHECK(Scopes::parse("admin").error().field == "scope");
  CHECK(Scopes{Scope::Practitioner}.has(Scope::Ask));
  CHECK_FALSE(Scopes{Scope::Ask}.has(Scope::Practitioner));
  CHECK_FALSE(Scopes{Scope::Insight}.has(Scope::Ask));
}

TEST_CASE("a key is good until it ends or is revoked") {
  ApiKey key;
  CHECK(key.is_valid(5));
  key.expires_at_ms = 10;
  CHECK(key.is_valid(9));
  CHECK_FALSE(key.is_valid(10));
  key = {};
  key.revoked_at_ms = 1;
  CHECK_FALSE(key.is_valid(5));
}

TEST_CASE("comparison in constant time compares") {
  CHECK(equal_in_constant_time("abc", "abc"));
  CHECK_FALSE(equal_in_constant_time("abc", "abd"));
  CHECK_FALSE(equal_in_constant_time("abc", "abcd"));
  CHECK(digest("") != digest("a"));
  const KeyedHash one;
  const KeyedHash other;
  CHECK(one("192.0.2.1") == one("192.0.2.1"));
  CHECK(one("192.0.2.1") != other("192.0.2.1"));
}

}  // namespace nestline::service::test
