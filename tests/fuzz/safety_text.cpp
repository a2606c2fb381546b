// Any bytes before the screen: it stays within the message, says the same twice, and danger told in
// a sentence of its own is found whatever stands before or behind it.
#include <string>

#include "service/safety/check.h"
#include "service/safety/screen.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/sample_snapshot.h"

using namespace nestline::service;
using nestline::fuzz::require;

namespace {

const RuleSet& rules() {
  static const std::shared_ptr<const Snapshot> snapshot = nestline::test::sample_snapshot();
  return snapshot->rules();
}

Verdict verdict_on(const std::string& message) {
  const Text text = read_text(message);
  return screen(rules(), text, facts_in(text));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string message(nestline::fuzz::text_of(data, size));
  const Text text = read_text(message);
  const Verdict verdict = screen(rules(), text, facts_in(text));
  require(verdict.hits.empty() == (verdict.outcome == Outcome::None), "an outcome has its hits");
  for (const Hit& hit : verdict.hits) {
    require(hit.rule < rules().rules().size(), "a hit names a rule");
    require(hit.first <= hit.last && hit.last < text.tokens.size(),
            "a hit lies within the message");
  }
  if (!verdict.hits.empty()) {
    require(outcome_of(rules().rules()[verdict.hits.front().rule].category) == verdict.outcome,
            "the first hit decides");
  }
  const Verdict again = screen(rules(), text, facts_in(text));
  require(again.outcome == verdict.outcome && again.hits == verdict.hits, "the same twice");
  require(verdict_on(message + "\n\nMy baby is not breathing.").outcome == Outcome::Urgent,
          "danger behind a message is found");
  require(verdict_on("My baby is not breathing.\n\n" + message).outcome == Outcome::Urgent,
          "danger before a message is found");
  return 0;
}
