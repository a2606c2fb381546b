#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "service/safety/mend.h"
#include "tests/service/safety_support.h"

namespace nestline::service {
namespace {

Spelling sample() {
  const std::vector<std::pair<std::string, std::uint32_t>> words = {
      {"choking", 9}, {"cooking", 9}, {"breathing", 5}, {"is", 50},
      {"my", 50},     {"baby", 40},   {"grape", 1},  // once: perhaps a slip itself
  };
  return Spelling::learn(words, 1);
}

// The words as mended; empty where nothing is.
std::string mended(const std::string& message) {
  static const RuleSet rules = test::one_rule(R"(phrases = ["swallow battery"])");
  const std::optional<Mended> out = mend(read_text(message), sample(), rules.lexicon());
  std::string words;
  if (!out) return words;
  for (const Token& token : out->text.tokens) words += (words.empty() ? "" : " ") + token.word;
  return words;
}

}  // namespace

TEST_CASE("one slip in an unknown word is mended") {
  CHECK(mended("chokign") == "choking");
  CHECK(mended("brething hard") == "breathing hard");
  CHECK(mended("ch*king") == "choking");
  CHECK(mended("chhoking") == "choking");
}

TEST_CASE("what our texts or the rules have stays, and so does what is far from everything") {
  CHECK(mended("cooking") == "");
  CHECK(mended("swallow") == "");
  CHECK(mended("paracetamol") == "");
  CHECK(mended("grapes") == "");
  CHECK(mended("mo 12 ok") == "");
  CHECK(mended("") == "");
}

TEST_CASE("words run together are parted, and their sentences and places stay right") {
  const RuleSet rules = test::one_rule(R"(phrases = ["swallow battery"])");
  const std::optional<Mended> out =
      mend(read_text("Help. mybaby ischoking! Now"), sample(), rules.lexicon());
  REQUIRE(out.has_value());
  CHECK(out->text.tokens.size() == 5);
  CHECK(out->origin == std::vector<std::uint32_t>{0, 1, 2, 2, 3});
  REQUIRE(out->text.sentences.size() == 3);
  CHECK(out->text.sentences[1].first == 1);
  CHECK(out->text.sentences[1].last == 4);
  CHECK(out->text.sentences[2].last == 5);
}

}  // namespace nestline::service
