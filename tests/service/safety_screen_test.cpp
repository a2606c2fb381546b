#include <doctest/doctest.h>

#include <algorithm>

#include "service/safety/check.h"
#include "tests/service/safety_support.h"

using namespace nestline;
using namespace nestline::service;
using nestline::test::compile_text;
using nestline::test::fired;
using nestline::test::one_rule;
using nestline::test::small_classes;

namespace {

std::string rule_text(const std::string& id, const std::string& category,
                      const std::string& lines) {
  return "[[rules]]\nid = \"" + id + "\"\ncategory = \"" + category + "\"\nreply = \"urgent." + id +
         "\"\ncontacts = [\"medical-emergency\"]\nexamples = []\nlookalikes = []\n" + lines + "\n";
}

}  // namespace

TEST_CASE("a negator takes back only the hit it reaches") {
  const RuleSet rules = one_rule(R"(phrases = ["limp", "blue lips", "choke", "=not breathe"])");
  struct Case {
    const char* message;
    bool hit;
  };
  const Case cases[] = {
      {"he is limp", true},
      {"he is not limp", false},
      {"he has never choked", false},
      {"no sign of blue lips", false},
      {"no fever, rash or blue lips", false},
      {"no fever but he is limp", true},
      {"no fever he is limp", true},
      {"no fever and blue lips", true},
      {"he doesn't eat and is limp", true},
      {"oh no blue lips", true},
      {"he is not breathing", true},
      {"I don't know if he is limp", true},
      {"blue lips, not limp", true},
  };
  for (const Case& c : cases) {
    INFO(std::string(c.message));
    CHECK((fired(rules, c.message) == "test") == c.hit);
  }
}

TEST_CASE("a negator in a gap of the pattern counts as well") {
  const RuleSet rules = one_rule(R"(phrases = ["lips *4 blue"])");
  CHECK(fired(rules, "his lips are so blue") == "test");
  CHECK(fired(rules, "his lips are not blue").empty());
}

TEST_CASE("unless takes back a hit beside it and never one elsewhere") {
  const RuleSet rules = one_rule("phrases = [\"cant breathe\"]\nunless = [\"laugh\"]");
  CHECK(fired(rules, "he laughs until he cant breathe").empty());
  CHECK(fired(rules, "we laugh a lot. today he cant breathe") == "test");
  CHECK(fired(rules, "she laughs at lunch and now he cant breathe") == "test");
  CHECK(fired(rules, "laughing all day long with his big brother in the garden he cant breathe") ==
        "test");
}

TEST_CASE("a look-alike and a real sign in one message: the real sign wins") {
  const RuleSet rules =
      one_rule("phrases = [\"cant breathe\", \"blue lips\"]\nunless = [\"laugh * cant breathe\"]");
  CHECK(fired(rules, "he laughed until he cant breathe. his blue lips scare me") == "test");
}

TEST_CASE("what-if and prevention are no hit where a rule says so") {
  const RuleSet rules = one_rule("phrases = [\"choke\"]\nignore = [\"what-if\"]");
  CHECK(fired(rules, "I am afraid he might choke").empty());
  CHECK(fired(rules, "afraid he might really choke").empty());
  CHECK(fired(rules, "I am afraid he might have choked") == "test");
  CHECK(fired(rules, "how to prevent choking").empty());
  CHECK(fired(rules, "he choked") == "test");
  CHECK(fired(one_rule("phrases = [\"choke\"]"), "afraid he might choke") == "test");
}

TEST_CASE("what is long past is no hit where a rule says so, what follows is") {
  const RuleSet rules = one_rule("phrases = [\"choke\"]\nignore = [\"past\"]");
  CHECK(fired(rules, "last year he choked").empty());
  CHECK(fired(rules, "he choked on an apple last year").empty());
  CHECK(fired(rules, "last year he was fine but he choked") == "test");
  CHECK(fired(rules, "last year was hard. he choked") == "test");
}

TEST_CASE("a phrase may need something near it") {
  const std::string lines = "phrases = [\"fell\"]\nrequires = [\"vomit\"]\n";
  const RuleSet rules = one_rule(lines);
  CHECK(fired(rules, "he fell").empty());
  CHECK(fired(rules, "he fell. now he vomits") == "test");
  CHECK(fired(rules, "he fell but has not vomited").empty());
  std::string far = "he fell";
  for (int i = 0; i < 40; ++i) far += " word";
  CHECK(fired(rules, far + " vomits").empty());
  CHECK(fired(one_rule(lines + "requires_within = \"message\"\n"), far + " vomits") == "test");
}

TEST_CASE("a rule for an age needs the age to be known") {
  const RuleSet young = one_rule("phrases = [\"fever\"]\nmax_age_months = 2");
  CHECK(fired(young, "fever").empty());
  CHECK(fired(young, "fever", {2}) == "test");
  CHECK(fired(young, "fever", {3}).empty());
  const RuleSet older = one_rule("phrases = [\"fever\"]\nmin_age_months = 3");
  CHECK(fired(older, "fever") == "test");
  CHECK(fired(older, "fever", {2}).empty());
  CHECK(fired(older, "fever", {3}) == "test");
}

TEST_CASE("the most urgent hit decides and all are kept") {
  const RuleSet rules = compile_text(
      {std::string(small_classes()) + rule_text("medicine", "health", "phrases = [\"dose\"]") +
       rule_text("label", "diagnosis", "phrases = [\"autistic\"]") +
       rule_text("violence", "domestic-violence", "phrases = [\"beats me\"]") +
       rule_text("limp", "medical-emergency", "phrases = [\"limp\"]") +
       rule_text("later", "medical-emergency",
                 "tier = \"urgent-same-day\"\nphrases = [\"dry mouth\"]") +
       rule_text("thoughts", "intrusive-thoughts", "phrases = [\"imagine hurting\"]") +
       rule_text("suicide", "crisis", "phrases = [\"kill myself\"]")});
  CHECK(fired(rules,
              "what dose? is he autistic? his dad beats me. dry mouth and limp. I imagine hurting "
              "him, I will kill myself") == "limp suicide thoughts violence later label medicine");
  CHECK(screen(rules, read_text("which dose")).outcome == Outcome::Refer);
  CHECK(screen(rules, read_text("which dose, is he autistic")).outcome == Outcome::NoDiagnosis);
  CHECK(screen(rules, read_text("is he autistic, he is limp")).outcome == Outcome::Urgent);
  CHECK(screen(rules, read_text("good morning")).outcome == Outcome::None);
}

TEST_CASE("a hit tells its rule and its words") {
  const RuleSet rules = one_rule(R"(phrases = ["swallow *2 battery"])");
  const Verdict verdict = screen(rules, read_text("Help. He swallowed a small battery!"));
  REQUIRE(verdict.hits.size() == 1);
  CHECK(verdict.hits[0].rule == 0);
  CHECK(verdict.hits[0].first == 2);
  CHECK(verdict.hits[0].last == 5);
}

TEST_CASE("contacts are those of the deciding rule, then of the other urgent ones") {
  std::string violence = rule_text("violence", "domestic-violence", "phrases = [\"beats me\"]");
  violence.replace(violence.find("[\"medical-emergency\"]"), 21,
                   "[\"domestic-violence\", \"medical-emergency\"]");
  const RuleSet rules =
      compile_text({std::string(small_classes()) + violence +
                    rule_text("limp", "medical-emergency", "phrases = [\"limp\"]") +
                    rule_text("medicine", "health", "phrases = [\"dose\"]")});
  const Verdict verdict = screen(rules, read_text("he beats me and the baby is limp, which dose"));
  CHECK(contact_kinds(rules, verdict) ==
        std::vector<std::string>{"medical-emergency", "domestic-violence"});
}

TEST_CASE("an empty message and one of unknown words are nothing") {
  const RuleSet rules = one_rule(R"(phrases = ["limp"])");
  CHECK(screen(rules, read_text("")).hits.empty());
  CHECK(screen(rules, read_text("\xF0\x9F\x98\xAD ... ???")).hits.empty());
  CHECK(screen(rules, read_text("qwertz zxcvb")).outcome == Outcome::None);
}

TEST_CASE("the linter refuses what would fire on everything or on nothing") {
  const auto tells = [](const std::string& lines, std::string_view what) {
    const std::vector<knowledge::Fault> faults = check_rules(one_rule(lines));
    return std::any_of(faults.begin(), faults.end(), [&](const knowledge::Fault& fault) {
      return fault.message.find(what) != std::string::npos;
    });
  };
  CHECK(tells(R"(phrases = ["he is the"])", "filler words only"));
  CHECK(tells(R"(phrases = ["cry"])", "a single everyday word is too broad"));
  CHECK(tells(R"(phrases = ["limp"])", "has too few texts"));
  CHECK(tells(R"(phrases = [])", "is empty"));
  CHECK_FALSE(tells(R"(phrases = ["limp"])", "too broad"));
}

TEST_CASE("the same phrase in rules of two categories is refused") {
  const RuleSet rules =
      compile_text({std::string(small_classes()) +
                    rule_text("one", "crisis", "phrases = [\"(limp|pale) baby\"]") +
                    rule_text("two", "protection", "phrases = [\"(pale|limp) baby\"]")});
  bool told = false;
  for (const knowledge::Fault& fault : check_rules(rules)) {
    told = told || fault.message == "this phrase, or one way to read it, is also in rule one";
  }
  CHECK(told);
}
