#include <doctest/doctest.h>

#include "service/safety/pattern.h"
#include "tests/service/safety_support.h"

using namespace nestline;
using namespace nestline::service;
using nestline::test::fired;
using nestline::test::one_rule;

namespace {

bool hits(const std::string& pattern, const std::string& message) {
  return fired(one_rule("phrases = [\"" + pattern + "\"]"), message) == "test";
}

std::string error_of(const std::string& pattern) {
  WordClasses classes;
  REQUIRE(classes.add("child", {"=he", "baby"}).ok());
  const auto parsed = parse_pattern(pattern, classes);
  return parsed.ok() ? "" : parsed.error().message;
}

}  // namespace

TEST_CASE("a pattern finds what it says and nothing else") {
  struct Case {
    const char* pattern;
    const char* message;
    bool hit;
  };
  const Case cases[] = {
      {"swallow battery", "he swallowed batteries", true},
      {"swallow battery", "he swallowed the battery", false},
      {"=fitting", "she is fitting", true},
      {"=fitting", "her shoes fit", false},
      {"breathe", "breathing", true},
      {"breathe", "breath", true},
      {"choke", "chokes choked choking", true},
      {"limp *2 baby", "limp little sleepy baby", true},
      {"limp *2 baby", "limp and little sleepy baby", false},
      {"limp * baby", "limp one two three baby", true},
      {"limp *12 baby", "limp 1 2 3 4 5 6 7 8 9 10 11 12 baby", true},
      {"very? limp now", "limp now", true},
      {"very? limp now", "very limp now", true},
      {"(gone limp|floppy) now", "gone limp now", true},
      {"(gone limp|floppy) now", "floppy now", true},
      {"(gone limp|floppy) now", "gone now", false},
      {"<child> *2 limp", "my son went limp", true},
      {"flopp{y,ier} now", "floppier now", true},
      {"flopp{y,ier} now", "floppies now", false},
      {"dead{,ly} quiet", "dead quiet", true},
      {"fever <temp>", "fever 38.5", true},
      {"fever <temp>", "fever 101", true},
      {"fever <temp>", "fever 37.2", false},
      {"fever 39", "fever 39.0", true},
      {"blood & mouth", "blood from her mouth", true},
      {"blood & mouth", "mouth full of blood", true},
      {"blood & mouth", "blood 1 2 3 4 5 6 7 8 mouth", false},
      {"cant breathe", "he can't breathe", true},
      {"ni\u00f1o", "NINO", true},
      {"limp baby", "he is limp. baby sleeps", false},
      {"limp * baby", "limp! my baby", false},
      {"limp baby", "a limp\nbaby", false},
  };
  for (const Case& c : cases) {
    INFO(c.pattern, " in ", c.message);
    CHECK(hits(c.pattern, c.message) == c.hit);
  }
}

TEST_CASE("a pattern that cannot be read is refused with the place of the fault") {
  CHECK(error_of("limp (gone") == "\")\" expected at position 10");
  CHECK(error_of("limp )") == "a \")\" too many at position 5");
  CHECK(error_of("<chid> limp") == "unknown class <chid> at position 0");
  CHECK(error_of("* limp") == "a gap must stand between two words at position 1");
  CHECK(error_of("limp *") == "a gap must stand between two words at position 6");
  CHECK(error_of("limp *40 baby") == "a gap is of 1 to 14 words at position 8");
  CHECK(error_of("very? really?") == "every word is optional at position 13");
  CHECK(error_of("") == "words expected at position 0");
  CHECK(error_of("(limp|)") == "words expected at position 6");
  CHECK(error_of("flopp{y") == "\"}\" expected at position 7");
  CHECK(error_of("limp, baby") == "a word expected at position 4");
  CHECK(error_of("<child") == "\">\" expected at position 0");
  CHECK(error_of("a & b & c & d") == "too many parts joined by \"&\" at position 13");
}

TEST_CASE("too many combinations are refused instead of filling the memory") {
  std::string pattern = "limp";
  for (int i = 0; i < 12; ++i) pattern += " a?";
  CHECK(error_of(pattern).starts_with("too many combinations"));
  std::string nested(40, '(');
  CHECK(error_of(nested + "limp").starts_with("groups are nested too deeply"));
  std::string longer = "limp";
  for (int i = 0; i < 20; ++i) longer += " baby";
  CHECK(error_of(longer).starts_with("too long"));
}

TEST_CASE("a class may be used by the classes after it and not by those before") {
  WordClasses classes;
  CHECK_FALSE(classes.add("adult", {"<mate>"}).ok());
  REQUIRE(classes.add("mate", {"husband", "baby daddy"}).ok());
  REQUIRE(classes.add("adult", {"<mate>", "nanny"}).ok());
  const std::vector<PatternVariant>* adult = classes.find("adult");
  REQUIRE(adult != nullptr);
  CHECK(adult->size() == 2);  // the single words together, and "baby daddy"
  CHECK_FALSE(classes.add("none", {}).ok());
}

TEST_CASE("the time to search grows with the message and not with its repetitions") {
  // Gaps and alternatives that make a backtracking matcher try every split again.
  const RuleSet rules = one_rule(
      R"(phrases = ["(aa|bb) * (aa|bb) * (aa|bb) * (aa|bb) * (aa|bb) * (aa|bb) * (aa|bb) * cc"])");
  std::string message;
  for (int i = 0; i < 20000; ++i) message += "aa bb ";
  CHECK(fired(rules, message).empty());
  CHECK(fired(rules, message + "cc") == "test");
}
