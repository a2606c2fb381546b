#include <doctest/doctest.h>

#include "service/language/text.h"

using namespace nestline::service;

namespace {

std::string words(std::string_view utf8) {
  std::string out;
  for (const Token& token : read_text(utf8).tokens) out += (out.empty() ? "" : " ") + token.word;
  return out;
}

}  // namespace

TEST_CASE("spellings that look alike are read alike") {
  struct Case {
    const char* name;
    const char* written;
    const char* read;
  };
  const Case cases[] = {
      {"plain", "Can't stop crying!", "cant stop crying"},
      {"curly apostrophe", "can’t", "cant"},
      {"modifier apostrophe", "canʼt", "cant"},
      {"acute accent for an apostrophe", "can´t", "cant"},
      {"all capitals", "HELP ME", "help me"},
      {"full width", "ｈｅｌｐ", "help"},
      {"mathematical letters", "𝐡𝐞𝐥𝐩", "help"},
      {"accents", "niño llora más", "nino llora mas"},
      {"combining overlay", "k\xCC\xB6i\xCC\xB6l\xCC\xB6l\xCC\xB6", "kill"},
      {"zero width space",
       "sui\xE2\x80\x8B"
       "cide",
       "suicide"},
      {"soft hyphen",
       "sui\xC2\xAD"
       "cide",
       "suicide"},
      {"right-to-left override",
       "\xE2\x80\xAE"
       "kill",
       "kill"},
      {"Cyrillic letters in a Latin message", "plеаse hеlp my baby", "please help my baby"},
      {"ligature", "ﬁrst", "first"},
      {"spaced letters", "s u i c i d e now", "suicide now"},
      {"starred letters", "k*i*l*l him", "kill him"},
      {"dotted letters", "k.i.l.l him", "kill him"},
      {"letters and digits apart", "18mo 2yo", "18 mo 2 yo"},
      {"digits and stars for letters within a word", "k1ll ch0k1ng f3v3r ch*king 2y3m",
       "kill choking fever chking 2 y 3 m"},
      {"decimal kept", "2.5 years", "2.5 years"},
      {"full stop after a number", "she is 2. he is 3.", "she is 2 he is 3"},
      {"emoji separate", "help😭please", "help please"},
      {"nothing", "  \n ", ""},
      {"quotes around a word", "'no' she said", "no she said"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(words(c.written) == c.read);
  }
}

TEST_CASE("three single letters stay words, because people write x y z and a b c") {
  CHECK(words("plan a b c then") == "plan a b c then");
}

TEST_CASE("sentences end at stops, question marks and empty lines") {
  const Text text = read_text("Won't nap\n\nHe is 2. What do I do? Thanks");
  REQUIRE(text.sentences.size() == 4);
  CHECK(text.sentences[0].title);
  CHECK_FALSE(text.sentences[1].question);
  CHECK(text.sentences[2].question);
  CHECK_FALSE(text.sentences[3].title);
  CHECK(text.sentences[3].last == text.tokens.size());
}

TEST_CASE("a short line ends a sentence, a line wrapped by a mail program does not") {
  CHECK(read_text("he is two\nhe will not sleep").sentences.size() == 2);
  CHECK(read_text("since we came home from the hospital last week she is not\nbreathing well")
            .sentences.size() == 1);
}

TEST_CASE("a title can be a question") {
  const Text text = read_text("Any advice?\n\nHe bites.");
  REQUIRE(text.sentences.size() == 2);
  CHECK(text.sentences[0].question);
  CHECK(text.sentences[0].title);
}

TEST_CASE("sentences together hold every token once, also when spelled-out words were joined") {
  const Text text = read_text("One. k.i.l.l him. two three? s u i c i d e");
  std::uint32_t next = 0;
  for (const Sentence& sentence : text.sentences) {
    CHECK(sentence.first == next);
    CHECK(sentence.last > sentence.first);
    next = sentence.last;
  }
  CHECK(next == text.tokens.size());
}

TEST_CASE("stems join the forms of a word") {
  CHECK(stem("crying") == stem("cried"));
  CHECK(stem("llorando", Language::Spanish) == stem("llora", Language::Spanish));
}

TEST_CASE("invalid UTF-8 is told apart and does not stop reading") {
  CHECK(is_valid_utf8("niño"));
  CHECK_FALSE(is_valid_utf8("\xff\xfe"));
  CHECK_FALSE(is_valid_utf8("\xc0\xaf"));
  CHECK_FALSE(is_valid_utf8("\xed\xa0\x80"));
  CHECK(words("help \xff me") == "help me");
}

TEST_CASE("characters are code points, not bytes") {
  CHECK(count_characters("niño") == 4);
  CHECK(count_characters("😭") == 1);
  CHECK(count_characters("") == 0);
}
