// What the rules and the second reader say together.
#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

#include "service/safety/screen.h"
#include "tests/service/safety_support.h"

namespace nestline::service {
namespace {

const RuleSet& rules() {
  static const RuleSet compiled = test::one_rule(R"toml(situation = "choking"
phrases = ["(choke|choking)"])toml");
  return compiled;
}

const Likeness& likeness() {
  static const Likeness learned = [] {
    std::vector<LikenessText> texts;
    for (const char* text :
         {"my baby is choking on a grape", "he is choking and cannot cough",
          "she is choking on bread and going red", "food stuck and my son cannot cough",
          "the grape is stuck and she cannot breathe", "help he is choking"}) {
      texts.push_back({text, LikenessKind::Urgent, "en/choking"});
    }
    for (const char* text :
         {"the ivy is choking our apple tree", "weeds are choking the garden again",
          "bindweed is choking the roses in the garden", "the ivy in the garden is so tall",
          "what do you plant under an apple tree", "the roses and the weeds need water",
          "he helps me water the garden", "how do you cut a grape for a toddler"}) {
      texts.push_back({text, std::nullopt, ""});
    }
    return Likeness::learn(texts);
  }();
  return learned;
}

Outcome by_rules(const std::string& message) { return screen(rules(), read_text(message)).outcome; }

Outcome by_both(const std::string& message) {
  return screen(rules(), likeness(), read_text(message), {}).outcome;
}

}  // namespace

TEST_CASE("the second reader finds danger in words that the rules do not know") {
  const std::string message = "a grape is stuck and he cannot cough";
  CHECK(by_rules(message) == Outcome::None);
  CHECK(by_both(message) == Outcome::Urgent);
}

TEST_CASE("the second reader takes back what rules find in a story that is nothing like danger") {
  const std::string message = "the ivy is choking the roses in our garden";
  CHECK(by_rules(message) == Outcome::Urgent);
  CHECK(by_both(message) == Outcome::None);
}

TEST_CASE("where the second reader is not sure the rules' hit stands") {
  CHECK(by_both("choking") == Outcome::Urgent);
  CHECK(by_both("qwert choking zxcvb") == Outcome::Urgent);
  CHECK(by_both("thank you, hello, she is choking, thanks, please") == Outcome::Urgent);
}

TEST_CASE("a reader that has learned nothing changes nothing") {
  const Text text = read_text("the ivy is choking the roses");
  CHECK(screen(rules(), Likeness(), text, {}).outcome == Outcome::Urgent);
  CHECK(screen(rules(), Likeness(), read_text("a grape is stuck"), {}).outcome == Outcome::None);
}

TEST_CASE("misspelt and hidden danger is found, at its place in the message") {
  const Text text = read_text("Hello. He ischoking");
  const Verdict verdict = screen(rules(), likeness(), text, {});
  REQUIRE(verdict.outcome == Outcome::Urgent);
  CHECK(verdict.hits.front().last == 2);
  CHECK(by_both("he is chokign") == Outcome::Urgent);
  CHECK(by_both("he is ch*king") == Outcome::Urgent);
}

}  // namespace nestline::service
