#include "knowledge/words.h"

#include <doctest/doctest.h>

using namespace nestline::knowledge;

TEST_CASE("spellings that a reader takes for the same have the same key") {
  struct Case {
    std::string_view text;
    std::string_view key;
  };
  for (const auto& [text, key] : {
           Case{"Can’t SLEEP", "cant sleep"},
           {"co-sleeping", "co sleeping"},
           {"  two   spaces\n", "two spaces"},
           {"¿Qué está pasando?", "que esta pasando"},
           {"NIÑO pequeño", "nino pequeno"},
           {"naïve Zoë, Łukasz", "naive zoe lukasz"},
           {"2.5 yo at 10:30, 50%", "2.5 yo at 10:30 50 %"},
           {"18mo", "18 mo"},
           {"so\u00ADft hyphen\u200B", "soft hyphen"},
           {"'quoted'", "quoted"},
           {"", ""},
           {"…!?", ""},
       }) {
    CAPTURE(text);
    CHECK(comparison_key(text) == key);
  }
}

TEST_CASE("words know their place in the text and where sentences begin") {
  const std::string_view text = "Sí. “Go on,” he said: no!";
  const std::vector<Word> words = split_words(text);
  REQUIRE(words.size() == 6);
  CHECK(text.substr(words[0].begin, words[0].end - words[0].begin) == "Sí");
  CHECK(text.substr(words[1].begin, words[1].end - words[1].begin) == "Go");
  std::string opens;
  for (const Word& word : words) opens += word.opens_sentence ? '1' : '0';
  CHECK(opens == "110001");
}
