// Sites, keys and referrals in a real database, and the table that requests read.
#include <doctest/doctest.h>

#include <string>

#include "service/sites/secrets.h"
#include "service/sites/site_directory.h"
#include "service/sites/site_referral_store.h"
#include "service/sites/site_store.h"
#include "tests/service/storage_support.h"
#include "tests/support/fake_clock.h"

namespace nestline::service::test {
namespace {

using nestline::test::FakeClock;

Site full_site() {
  Site site;
  site.id = "north";
  site.name = "North Clinic";
  site.title = "Ask us";
  site.origins = {"https://north.example", "https://www.north.example"};
  site.country = "GB";
  site.languages = {"en", "es"};
  site.colours = {"#1a73e8", "#ffffff", "#202124"};
  site.help_only = true;
  site.keeps_questions = true;
  site.topics_off = {{"tantrums"}, {"night-waking"}};
  site.pinned_edition = 3;
  site.limits = {60, 600};
  site.stale_after_days = 100;
  site.stale = StaleReferrals::Flag;
  site.created_at_ms = 77;
  return site;
}

SiteReferral referral(const std::string& id, knowledge::Date verified) {
  SiteReferral out;
  out.base.id = {id};
  out.base.name = "Name of " + id;
  out.base.needs = {"child-health", "parent-support"};
  out.base.countries = {"GB"};
  out.base.languages = {"en", "pl"};
  out.base.last_verified = verified;
  out.ages = {0, 60};
  out.places = {"North Town", "South Town"};
  out.address = "1 High Street";
  out.email = "a@north.example";
  out.application = "Call.";
  out.fees = "Free.";
  out.original = R"({"x":1})";
  return out;
}

knowledge::Date day(int number) { return std::chrono::sys_days(std::chrono::days(number)); }

struct Fixture {
  TempFolder folder;
  std::unique_ptr<Database> real = open_ready(folder.path());
  FaultyDatabase database{*real};
  FakeClock clock;
  SiteDirectory directory{database, [this] { return clock.utc_ms(); }};
};

// To be given a secret.
ApiKey booking_key(const std::string& site) {
  ApiKey key;
  key.site = site;
  key.name = "booking";
  key.scopes = {Scope::Ask};
  return key;
}

}  // namespace

TEST_CASE("an empty folder has the default site, open and without a limit") {
  Fixture f;
  REQUIRE(f.directory.reload().ok());
  const auto entry = f.directory.table()->find("default");
  REQUIRE(entry != nullptr);
  CHECK(entry->site.limits.per_client == 0);
  CHECK(entry->site.limits.per_site == 0);
  CHECK(entry->site.origins.empty());
  CHECK_FALSE(entry->site.keeps_questions);
  CHECK(entry->site.stale_after_days == 365);
  CHECK(f.directory.table()->find("other") == nullptr);
}

TEST_CASE("every setting of a site comes back from the database") {
  Fixture f;
  const Site site = full_site();
  REQUIRE(insert_site(f.database, site).ok());
  const auto loaded = load_sites(f.database);
  REQUIRE(loaded.ok());
  REQUIRE(loaded->size() == 2);
  const Site& back = loaded->at(1);
  CHECK(back.id == site.id);
  CHECK(back.name == site.name);
  CHECK(back.title == site.title);
  CHECK(back.origins == site.origins);
  CHECK(back.country == site.country);
  CHECK(back.languages == site.languages);
  CHECK(back.colours.accent == site.colours.accent);
  CHECK(back.colours.background == site.colours.background);
  CHECK(back.colours.text == site.colours.text);
  CHECK(back.help_only);
  CHECK(back.keeps_questions);
  CHECK(back.topics_off == site.topics_off);
  CHECK(back.pinned_edition == 3);
  CHECK(back.limits.per_client == 60);
  CHECK(back.limits.per_site == 600);
  CHECK(back.stale_after_days == 100);
  CHECK(back.stale == StaleReferrals::Flag);
  CHECK(back.created_at_ms == 77);
}

TEST_CASE("a site is made once, and only one that is there is changed") {
  Fixture f;
  Site site = full_site();
  REQUIRE(insert_site(f.database, site).ok());
  CHECK(insert_site(f.database, site).error().code == ErrorCode::Conflict);
  site.name = "New name";
  site.help_only = false;
  REQUIRE(update_site(f.database, site).ok());
  CHECK(load_sites(f.database)->at(1).name == "New name");
  CHECK_FALSE(load_sites(f.database)->at(1).help_only);
  site.id = "nobody";
  CHECK(update_site(f.database, site).error().code == ErrorCode::NotFound);
}

TEST_CASE("the table is replaced by a reload and kept when that fails") {
  Fixture f;
  REQUIRE(f.directory.reload().ok());
  const auto before = f.directory.table();
  REQUIRE(insert_site(f.database, full_site()).ok());
  CHECK(f.directory.table()->find("north") == nullptr);
  f.database.set(FaultyDatabase::Mode::DiskFull);
  CHECK_FALSE(f.directory.reload().ok());
  CHECK(f.directory.table() == before);
  f.database.set(FaultyDatabase::Mode::Pass);
  REQUIRE(f.directory.reload().ok());
  CHECK(f.directory.table()->find("north") != nullptr);
  CHECK(f.directory.table()->has_origin("https://north.example"));
  CHECK_FALSE(f.directory.table()->has_origin("https://north.example.evil"));
  CHECK(f.directory.table()->pins(3));
  CHECK(before->find("north") == nullptr);  // whoever holds the old one keeps it
}

TEST_CASE("a key is known by its whole secret, until it is revoked") {
  Fixture f;
  ApiKey key = booking_key("default");
  const std::string secret = make_secret(key);
  REQUIRE(insert_key(f.database, key).ok());
  REQUIRE(f.directory.reload().ok());
  const auto table = f.directory.table();
  REQUIRE(table->key(secret, 1) != nullptr);
  CHECK(table->key(secret, 1)->name == "booking");
  std::string wrong = secret;
  wrong.back() = wrong.back() == 'a' ? 'b' : 'a';
  CHECK(table->key(wrong, 1) == nullptr);
  CHECK(table->key("nl_00000000_" + std::string(43, '0'), 1) == nullptr);
  CHECK(table->key("", 1) == nullptr);
  CHECK(table->key(key.hash, 1) == nullptr);
  key.revoked_at_ms = 5;
  REQUIRE(update_key(f.database, key).ok());
  REQUIRE(f.directory.reload().ok());
  CHECK(f.directory.table()->key(secret, 1) == nullptr);
}

TEST_CASE("no file of the database holds a secret") {
  Fixture f;
  ApiKey key = booking_key("default");
  const std::string secret = make_secret(key);
  REQUIRE(insert_key(f.database, key).ok());
  std::string files;
  for (const auto& entry : std::filesystem::directory_iterator(f.folder.path())) {
    files += nestline::test::read_file(entry.path());
  }
  CHECK(files.find(key.hash) != std::string::npos);
  CHECK(files.find(secret.substr(12)) == std::string::npos);
}

TEST_CASE("a key needs its site, and a rotation does both or neither") {
  Fixture f;
  ApiKey key = booking_key("nobody");
  make_secret(key);
  CHECK(insert_key(f.database, key).error().field == "site");
  key.site = "default";
  REQUIRE(insert_key(f.database, key).ok());
  ApiKey fresh = key;
  make_secret(fresh);
  key.expires_at_ms = 99;
  fresh.site = "nobody";
  CHECK_FALSE(replace_key(f.database, key, fresh).ok());
  CHECK(load_keys(f.database)->at(0).expires_at_ms == 0);
  fresh.site = "default";
  REQUIRE(replace_key(f.database, key, fresh).ok());
  CHECK(load_keys(f.database)->size() == 2);
}

TEST_CASE("a site's referrals come back whole, in order, and replace those before") {
  Fixture f;
  REQUIRE(insert_site(f.database, full_site()).ok());
  REQUIRE(replace_site_referrals(f.database, "north",
                                 {referral("b", day(20'000)), referral("a", day(19'000))})
              .ok());
  const auto loaded = load_site_referrals(f.database);
  REQUIRE(loaded.ok());
  REQUIRE(loaded->at("north").size() == 2);
  const SiteReferral& back = loaded->at("north").front();
  const SiteReferral sent = referral("b", day(20'000));
  CHECK(back.base.id == sent.base.id);
  CHECK(back.base.needs == sent.base.needs);
  CHECK(back.base.countries == sent.base.countries);
  CHECK(back.base.languages == sent.base.languages);
  CHECK(back.base.last_verified == sent.base.last_verified);
  CHECK(back.base.kind == knowledge::ReferralKind::Service);
  CHECK(back.ages == sent.ages);
  CHECK(back.places == sent.places);
  CHECK(back.address == sent.address);
  CHECK(back.email == sent.email);
  CHECK(back.application == sent.application);
  CHECK(back.fees == sent.fees);
  CHECK(back.original == sent.original);
  REQUIRE(replace_site_referrals(f.database, "north", {}).ok());
  CHECK_FALSE(load_site_referrals(f.database)->contains("north"));
  CHECK(replace_site_referrals(f.database, "nobody", {}).error().field == "site");
}

TEST_CASE("what nobody has verified for long is hidden or flagged, and grows stale with the days") {
  Fixture f;
  Site site = full_site();
  site.stale = StaleReferrals::Hide;
  REQUIRE(insert_site(f.database, site).ok());
  // The clock stands on day 20,000; stale after 100 days.
  SiteReferral closed = referral("closed", day(20'000));
  closed.status = "temporarily closed";
  REQUIRE(
      replace_site_referrals(f.database, "north",
                             {referral("fresh", day(19'900)), referral("old", day(19'899)), closed})
          .ok());
  REQUIRE(f.directory.reload().ok());
  const auto shown = [&] {
    std::string out;
    for (const OwnReferral& own : f.directory.table()->find("north")->tailoring.referrals) {
      out += own.referral.base.id.value + (own.stale ? "(stale) " : " ");
    }
    return out;
  };
  CHECK(shown() == "fresh ");
  f.database.set(FaultyDatabase::Mode::DiskFull);  // the day's change needs no database
  f.clock.advance(std::chrono::hours(24));
  CHECK(shown().empty());
  f.database.set(FaultyDatabase::Mode::Pass);
  site.stale = StaleReferrals::Flag;
  REQUIRE(update_site(f.database, site).ok());
  REQUIRE(f.directory.reload().ok());
  CHECK(shown() == "fresh(stale) old(stale) ");
  site.stale_after_days = 0;
  REQUIRE(update_site(f.database, site).ok());
  REQUIRE(f.directory.reload().ok());
  CHECK(shown() == "fresh old ");
}

}  // namespace nestline::service::test
