// A message as the rest of the service reads it: folded, cut into tokens and sentences.
//
// Folding (ICU): NFKC with case folding, accents and other combining marks removed, zero-width and
// bidi characters removed, look-alike letters of other scripts mapped to Latin where the message is
// mostly Latin, curly quotes straightened. So "Can’t", "CAN'T", "cаn't" (Cyrillic a) and "ｃａｎ't"
// all give the word "cant". A row of single letters ("s o s", "k.i.l.l") becomes one word. A token
// is a run of letters or a number; apostrophes and stars inside a word vanish, digits written for
// letters inside a word are read as those ("k1ll"), other letters and digits are parted ("18mo" is
// "18", "mo"), a decimal stays whole ("2.5"). Everything else separates. Values; safe to
// use from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nestline::service {

enum class Language { English, Spanish };

struct Token {
  std::string word;  // folded, never empty
  std::string stem;  // Snowball stem of `word`
};

struct Sentence {
  std::uint32_t first = 0;  // index of its first token
  std::uint32_t last = 0;   // one past its last token
  bool question = false;    // ends with a question mark
  bool title = false;       // the first line of a message that goes on after an empty line
};

struct Text {
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;  // in order; together they hold every token once
};

// `utf8` must be valid UTF-8 (see is_valid_utf8); invalid bytes are treated as separators.
Text read_text(std::string_view utf8, Language language = Language::English);

// The folded form alone: used for phrases and keywords, so that both sides of a comparison are
// equal.
std::string fold(std::string_view utf8);

// Stem of one folded word.
std::string stem(std::string_view word, Language language = Language::English);

bool is_valid_utf8(std::string_view bytes);

// Number of Unicode characters (code points) in valid UTF-8.
std::size_t count_characters(std::string_view utf8);

}  // namespace nestline::service
