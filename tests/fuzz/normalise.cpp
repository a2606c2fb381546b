// Any bytes as a message: folding, tokens and sentences, ages.
#include "service/language/context.h"
#include "service/language/text.h"
#include "tests/fuzz/fuzz.h"

using namespace nestline::service;
using nestline::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = nestline::fuzz::text_of(data, size);
  require(is_valid_utf8(fold(bytes)), "a folded text is valid UTF-8");
  for (const Language language : {Language::English, Language::Spanish}) {
    const Text text = read_text(bytes, language);
    std::uint32_t next = 0;
    for (const Sentence& sentence : text.sentences) {
      require(sentence.first == next, "sentences hold every token once");
      require(sentence.last > sentence.first, "no sentence is empty");
      next = sentence.last;
    }
    require(next == text.tokens.size(), "the last sentence ends with the last token");
    for (const Token& token : text.tokens) {
      require(!token.word.empty() && is_valid_utf8(token.word), "a token is a word");
    }
    for (const AgeMention& age : find_ages(text)) {
      require(age.months >= 0 && age.months <= 96, "an age lies between 0 and 96 months");
      require(age.token < text.tokens.size(), "an age stands somewhere");
    }
    const std::optional<int> age = child_age_months(text);
    require(age.has_value() == !find_ages(text).empty(), "an age is one of those found");
  }
  return 0;
}
