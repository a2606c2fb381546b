#include "knowledge/words.h"

#include <utility>

#include "knowledge/utf8.h"

namespace nestline::knowledge {
namespace {

// Plain spelling of U+00C0 to U+017F, by position; a dot where a letter stays as it is ("ß" and the
// like).
constexpr std::string_view kLatin =
    "aaaaaa.ceeeeiiii.nooooo.ouuuuy.."   // U+00C0
    "aaaaaa.ceeeeiiii.nooooo.ouuuuy.y"   // U+00E0
    "aaaaaaccccccccddddeeeeeeeeeegggg"   // U+0100
    "gggghhhhiiiiiiiiii..jjkk.lllllll"   // U+0120
    "lllnnnnnnn..oooooo..rrrrrrssssss"   // U+0140
    "ssttttttuuuuuuuuuuuuwwyyyzzzzzzs";  // U+0160

constexpr char32_t kLatinFirst = 0xC0;
static_assert(kLatin.size() == 0x180 - kLatinFirst);

bool is_apostrophe(char32_t c) {
  return c == '\'' || c == '`' || c == 0x2018 || c == 0x2019 || c == 0x201B || c == 0x02BC ||
         c == 0x2032;
}

bool is_invisible(char32_t c) {
  return c == 0xAD || (c >= 0x300 && c <= 0x36F) || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) || c == 0xFE0F || c == 0xFEFF;
}

bool ends_sentence(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == ';' || c == ':' || c == '\n' || c == 0x2026 ||
         c == 0xA1 || c == 0xBF;
}

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

// The letter in plain spelling; 0 for what is no letter.
char32_t plain_letter(char32_t c) {
  if (c >= 'A' && c <= 'Z') return c - 'A' + 'a';
  if (c >= 'a' && c <= 'z') return c;
  if (c < kLatinFirst || c == 0xD7 || c == 0xF7) return 0;
  if (c < 0x180) {
    const char plain = kLatin[static_cast<std::size_t>(c - kLatinFirst)];
    return plain == '.' ? c : static_cast<char32_t>(plain);
  }
  const bool punctuation =
      (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F) || c >= 0xFFF0;
  return punctuation ? 0 : c;
}

class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_(text) {}

  std::vector<Word> split() {
    for (std::size_t pos = 0; pos < text_.size();) {
      const std::size_t begin = pos;
      const char32_t c = next_character(text_, pos);
      if (is_invisible(c) || (is_apostrophe(c) && !word_.text.empty())) continue;
      if (is_digit(c) || is_inside_number(c, pos)) {
        add(c, begin, pos, Kind::Number);
      } else if (const char32_t letter = plain_letter(c); letter != 0) {
        add(letter, begin, pos, Kind::Letters);
      } else {
        close();
        if (c == '%') add(c, begin, pos, Kind::Sign);
        if (ends_sentence(c)) new_sentence_ = true;
      }
    }
    close();
    return std::move(words_);
  }

 private:
  enum class Kind { Letters, Number, Sign };

  bool is_inside_number(char32_t c, std::size_t next) const {
    return (c == '.' || c == ',' || c == ':') && kind_ == Kind::Number && !word_.text.empty() &&
           next < text_.size() && is_digit(static_cast<unsigned char>(text_[next]));
  }

  void add(char32_t c, std::size_t begin, std::size_t end, Kind kind) {
    if (kind != kind_) close();
    kind_ = kind;
    if (word_.text.empty()) word_.begin = begin;
    append_character(word_.text, c);
    word_.end = end;
  }

  void close() {
    if (word_.text.empty()) return;
    word_.opens_sentence = new_sentence_;
    new_sentence_ = false;
    words_.push_back(std::move(word_));
    word_ = {};
  }

  std::string_view text_;
  std::vector<Word> words_;
  Word word_;
  Kind kind_ = Kind::Letters;
  bool new_sentence_ = true;
};

}  // namespace

std::vector<Word> split_words(std::string_view utf8) { return Splitter(utf8).split(); }

std::string comparison_key(std::string_view utf8) {
  std::string key;
  for (const Word& word : split_words(utf8)) {
    if (!key.empty()) key += ' ';
    key += word.text;
  }
  return key;
}

}  // namespace nestline::knowledge
