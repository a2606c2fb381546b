// The shipped rules against their own texts and against the situations they must cover.
#include <doctest/doctest.h>

#include <map>
#include <set>
#include <string>

#include "service/safety/check.h"
#include "tests/service/safety_support.h"

using namespace nestline;
using nestline::test::fired_as_read;
using nestline::test::shipped_files;
using nestline::test::shipped_rules;

TEST_CASE("every shipped rule fires on its examples and not on its look-alikes") {
  for (const knowledge::Fault& fault : service::check_rules(shipped_rules())) {
    const std::string told =
        fault.file + ":" + std::to_string(fault.line) + " " + fault.field + ": " + fault.message;
    FAIL_CHECK(told);
  }
}

TEST_CASE("every red flag has a rule in English and in Spanish") {
  const std::set<std::string> situations = {"breathing",
                                            "blue",
                                            "unresponsive",
                                            "floppy",
                                            "seizure",
                                            "choking",
                                            "bleeding",
                                            "poison",
                                            "battery-magnet",
                                            "burns",
                                            "drowning",
                                            "head-injury",
                                            "fever-under-3m",
                                            "fever-older",
                                            "rash",
                                            "dehydration",
                                            "anaphylaxis",
                                            "serious-illness-gut-feeling",
                                            "suicidal-parent",
                                            "harm-baby-intent",
                                            "intrusive-thoughts",
                                            "postpartum-psychosis",
                                            "losing-control",
                                            "substance-unsafe",
                                            "abuse-disclosed",
                                            "sexual-abuse",
                                            "neglect",
                                            "unsafe-adult",
                                            "injury-non-mobile",
                                            "missing-child",
                                            "dv-now",
                                            "dv-ongoing",
                                            "dv-when-to-leave",
                                            "child-self-harm",
                                            "child-severe-change",
                                            "shaking",
                                            "holding-therapy",
                                            "restraint-discipline",
                                            "food-withholding",
                                            "unsafe-sleep",
                                            "left-alone",
                                            "baby-medicine"};
  std::map<std::string, std::set<std::string>> covered;
  for (const knowledge::SafetyRuleFile& file : shipped_files()) {
    for (const knowledge::SafetyRule& rule : file.rules) {
      if (!rule.situation.empty()) covered[file.language].insert(rule.situation);
    }
  }
  CHECK(situations.size() == 42);
  CHECK(covered["en"] == situations);
  CHECK(covered["es"] == situations);
}

TEST_CASE("a rule of either language fires whatever language the message is said to be in") {
  const service::RuleSet& rules = shipped_rules();
  for (const service::Language language :
       {service::Language::English, service::Language::Spanish}) {
    for (const char* message : {"my baby is choking", "mi bebé no respira", "she won't wake up",
                                "me quiero morir", "help mi hija se tragó una pila"}) {
      INFO(message);
      CHECK(screen(rules, service::read_text(message, language)).outcome ==
            service::Outcome::Urgent);
    }
  }
}

TEST_CASE("an emergency outranks a plea for a diagnosis and a health question") {
  const service::RuleSet& rules = shipped_rules();
  CHECK(fired_as_read(rules, "does he have autism? right now he is having a seizure")
            .starts_with("seizure"));
  CHECK(
      fired_as_read(rules, "which cream for the rash, she can't breathe").starts_with("breathing"));
}

TEST_CASE("fever depends on the age of the child") {
  const service::RuleSet& rules = shipped_rules();
  CHECK(fired_as_read(rules, "my 7 week old has a fever").find("fever-under-3m") == 0);
  CHECK(fired_as_read(rules, "my newborn has a fever").find("fever-under-3m") == 0);
  CHECK(fired_as_read(rules, "my 3 year old has a fever and plays").find("fever-under-3m") ==
        std::string::npos);
}

TEST_CASE("unwanted thoughts have their own reply until there is intent") {
  const service::RuleSet& rules = shipped_rules();
  CHECK(fired_as_read(rules, "I keep imagining dropping the baby") == "intrusive-thoughts");
  CHECK(fired_as_read(rules, "I have awful thoughts of stabbing my son, I would never do it") ==
        "intrusive-thoughts");
  CHECK(fired_as_read(rules, "thoughts of hurting my baby and I'm about to do it")
            .starts_with("harm-baby-intent"));
  CHECK(fired_as_read(rules, "scary thoughts about the baby and I want to kill myself")
            .starts_with("suicidal-parent"));
}
