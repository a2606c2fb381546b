// Against hiding and haste: every transform on every text of the shipped rules, through both
// readers of the screen as it is shipped.
#include <doctest/doctest.h>

#include <cctype>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "knowledge/content_files.h"
#include "service/safety/check.h"
#include "service/safety/likeness_texts.h"
#include "tests/service/safety_support.h"
#include "tests/service/safety_transforms.h"

namespace nestline {
namespace {

using service::Hit;
using service::Likeness;
using service::Outcome;
using service::RuleSet;
using service::Text;
using service::Verdict;

const Likeness& shipped_likeness() {
  static const Likeness likeness = [] {
    auto files = knowledge::read_folder(NESTLINE_CONTENT_DIR);
    REQUIRE(files);
    std::vector<knowledge::Fault> faults;
    const knowledge::Content content = knowledge::read_content(*files, faults);
    std::ifstream in(NESTLINE_LIKENESS_FILE, std::ios::binary);
    const std::string learned(std::istreambuf_iterator<char>(in), {});
    std::optional<Likeness> loaded = Likeness::load(learned, service::likeness_texts(content));
    REQUIRE_MESSAGE(loaded.has_value(), "the built program learned from other content");
    return std::move(*loaded);
  }();
  return likeness;
}

// Of a child as old as the rule allows, where the message does not tell.
bool is_urgent(const knowledge::SafetyRule& rule, const std::string& message) {
  const Text text = service::read_text(message);
  service::ScreenFacts facts = service::facts_in(text);
  if (!facts.age_months) facts.age_months = rule.max_age_months;
  return screen(test::shipped_rules(), shipped_likeness(), text, facts).outcome == Outcome::Urgent;
}

// The longest plain word of the message that what was found stands on, as written; empty where none
// has five letters.
std::string telling_word(const std::string& message) {
  const Text text = service::read_text(message);
  const Verdict verdict = screen(test::shipped_rules(), text, service::facts_in(text));
  if (verdict.hits.empty()) return "";
  std::string best;
  std::string word;
  for (const char c : message + " ") {
    if (static_cast<unsigned char>(c) >= 0x80 || std::isalpha(static_cast<unsigned char>(c)) != 0) {
      word += c;
      continue;
    }
    const std::string folded = service::fold(word);
    const bool is_plain = folded.size() == word.size();
    const Hit& hit = verdict.hits.front();
    for (std::uint32_t i = hit.first; i <= hit.last; ++i) {
      if (is_plain && text.tokens[i].word == folded && word.size() > best.size()) best = word;
    }
    word.clear();
  }
  return best.size() >= 5 ? best : "";
}

struct Count {
  int fired = 0;
  int of = 0;
};

}  // namespace

TEST_CASE("danger stays danger, and a look-alike harmless, through every transform") {
  std::map<std::string_view, Count> examples;
  std::map<std::string_view, Count> lookalikes;
  Count plain;
  for (const knowledge::SafetyRule& rule : test::shipped_rules().rules()) {
    if (service::outcome_of(rule.category) != Outcome::Urgent) continue;
    for (const std::string& example : rule.examples) {
      ++plain.of;
      if (!is_urgent(rule, example)) continue;
      ++plain.fired;
      const std::string word = telling_word(example);
      for (const test::Transform& transform : test::transforms()) {
        Count& count = examples[transform.name];
        ++count.of;
        count.fired += is_urgent(rule, transform.apply(example, word)) ? 1 : 0;
      }
    }
    for (const std::string& lookalike : rule.lookalikes) {
      if (is_urgent(rule, lookalike)) continue;
      for (const test::Transform& transform : test::transforms()) {
        Count& count = lookalikes[transform.name];
        ++count.of;
        count.fired += is_urgent(rule, transform.apply(lookalike, "")) ? 1 : 0;
      }
    }
  }
  std::printf("%-24s %5d of %d examples\n", "as written", plain.fired, plain.of);
  CHECK(plain.fired == plain.of);
  Count all;
  for (const test::Transform& transform : test::transforms()) {
    const Count& example = examples[transform.name];
    const Count& lookalike = lookalikes[transform.name];
    std::printf("%-24s %5d of %d examples, %3d of %d look-alikes\n",
                std::string(transform.name).c_str(), example.fired, example.of, lookalike.fired,
                lookalike.of);
    all.fired += example.fired;
    all.of += example.of;
    CHECK_MESSAGE(lookalike.fired == 0, transform.name);
  }
  CHECK(all.fired >= 0.99 * all.of);
}

}  // namespace nestline
