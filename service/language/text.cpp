#include "service/language/text.h"

#include <libstemmer.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <memory>

#include "service/language/utf8.h"

namespace nestline::service {
namespace {

struct StemmerDeleter {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};
using Stemmer = std::unique_ptr<sb_stemmer, StemmerDeleter>;

// Snowball's stemmer keeps a buffer inside, so each thread has its own.
sb_stemmer* stemmer_of(Language language) {
  thread_local const Stemmer english(sb_stemmer_new("english", nullptr));
  thread_local const Stemmer spanish(sb_stemmer_new("spanish", nullptr));
  return language == Language::Spanish ? spanish.get() : english.get();
}

// A run of letters or a number in the folded message, with what followed it.
struct Scan {
  std::string word;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool number = false;
};

// What stands between two tokens.
struct Gap {
  bool ends_sentence = false;
  bool question = false;
  bool paragraph = false;  // an empty line
};

// A line of this length that stops without a full stop was wrapped by a mail program; a shorter one
// was ended by hand.
constexpr std::size_t kWrappedFrom = 45;
constexpr std::size_t kWrappedTo = 100;

class Scanner {
 public:
  explicit Scanner(const std::string& text) : text_(text) {}

  // The next token; `gap` tells what stood before it.
  bool next(Scan& out, Gap& gap) {
    gap = {};
    while (pos_ < text_.size()) {
      const std::size_t start = pos_;
      const UChar32 c = advance();
      if (c >= 0 && (u_isdigit(c) || u_isalpha(c))) {
        line_is_empty_ = false;
        return u_isdigit(c) ? number(start, out) : word(start, out);
      }
      note_gap(c, gap);
    }
    return false;
  }

 private:
  UChar32 advance() { return next_character(text_, pos_); }

  [[nodiscard]] char at(std::size_t i) const { return i < text_.size() ? text_[i] : '\0'; }

  [[nodiscard]] bool is_letter_at(std::size_t i) const {
    if (i >= text_.size()) return false;
    const UChar32 c = next_character(text_, i);
    return c >= 0 && u_isalpha(c);
  }

  // Written for a letter in a word that is to be hidden: "ch0king", "k1ll".
  static char letter_meant(UChar32 c) {
    switch (c) {
      case '0':
        return 'o';
      case '1':
        return 'i';
      case '3':
        return 'e';
      case '4':
        return 'a';
      case '5':
      case '$':
        return 's';
      case '7':
        return 't';
      default:
        return '\0';
    }
  }

  // Is what was just read, after `before` bytes of letters, part of a word rather than a number
  // beside short units ("1y3m")?
  [[nodiscard]] bool is_inside_word(std::size_t before) const {
    if (!is_letter_at(pos_)) return false;
    const bool goes_on =
        is_letter_at(pos_ + 1) || (letter_meant(at(pos_ + 1)) != '\0' && is_letter_at(pos_ + 2));
    return before >= 2 || goes_on;
  }

  bool number(std::size_t start, Scan& out) {
    while (at(pos_) >= '0' && at(pos_) <= '9') ++pos_;
    if (at(pos_) == '.' && at(pos_ + 1) >= '0' && at(pos_ + 1) <= '9') {
      ++pos_;
      while (at(pos_) >= '0' && at(pos_) <= '9') ++pos_;
    }
    out = {text_.substr(start, pos_ - start), start, pos_, true};
    return true;
  }

  bool word(std::size_t start, Scan& out) {
    std::string letters(text_, start, pos_ - start);
    while (pos_ < text_.size()) {
      const std::size_t here = pos_;
      const UChar32 c = advance();
      if (c >= 0 && u_isalpha(c)) {
        letters.append(text_, here, pos_ - here);
        continue;
      }
      if ((c == '\'' || c == '*') && is_letter_at(pos_)) continue;
      if (const char meant = letter_meant(c); meant != '\0' && is_inside_word(letters.size())) {
        letters += meant;
        continue;
      }
      pos_ = here;
      break;
    }
    out = {std::move(letters), start, pos_, false};
    return true;
  }

  void note_gap(UChar32 c, Gap& gap) {
    if (c == '\n') {
      const std::size_t length = pos_ - line_start_;
      if (length < kWrappedFrom || length > kWrappedTo) gap.ends_sentence = true;
      if (line_is_empty_) gap.ends_sentence = gap.paragraph = true;
      line_start_ = pos_;
      line_is_empty_ = true;
      return;
    }
    if (c == '?') gap.question = gap.ends_sentence = true;
    if (c == '.' || c == '!' || c == ';' || c == 0xBF || c == 0xA1) gap.ends_sentence = true;
    if (c != ' ' && c != '\r' && c != '\t') line_is_empty_ = false;
  }

  const std::string& text_;
  std::size_t pos_ = 0;
  std::size_t line_start_ = 0;
  bool line_is_empty_ = false;  // nothing but blanks since the last line break
};

bool is_single_letter(const Token& token) {
  return token.word.size() == 1 && token.word[0] >= 'a' && token.word[0] <= 'z';
}

// "s u i c i d e" and "k.i.l.l": four or more single letters in a row are one word.
void join_spelled_out_words(std::vector<Token>& tokens, std::vector<Sentence>& sentences,
                            Language language) {
  constexpr std::size_t kLeast = 4;
  std::vector<Token> out;
  std::vector<std::uint32_t> moved(tokens.size() + 1);
  for (std::size_t i = 0; i < tokens.size();) {
    std::size_t end = i;
    while (end < tokens.size() && is_single_letter(tokens[end])) ++end;
    const std::size_t run = end - i >= kLeast ? end - i : 1;
    Token token = tokens[i];
    for (std::size_t k = i; k < i + run; ++k) moved[k] = static_cast<std::uint32_t>(out.size());
    for (std::size_t k = i + 1; k < i + run; ++k) token.word += tokens[k].word;
    if (run > 1) token.stem = stem(token.word, language);
    out.push_back(std::move(token));
    i += run;
  }
  if (out.size() == tokens.size()) return;
  moved[tokens.size()] = static_cast<std::uint32_t>(out.size());
  std::vector<Sentence> kept;
  for (Sentence sentence : sentences) {
    const std::uint32_t previous_end = kept.empty() ? 0 : kept.back().last;
    sentence.first = previous_end;
    sentence.last = std::max(previous_end, sentence.last == tokens.size()
                                               ? static_cast<std::uint32_t>(out.size())
                                               : moved[sentence.last]);
    if (sentence.last > sentence.first) kept.push_back(sentence);
  }
  if (!kept.empty()) kept.back().last = static_cast<std::uint32_t>(out.size());
  sentences = std::move(kept);
  tokens = std::move(out);
}

}  // namespace

std::string stem(std::string_view word, Language language) {
  sb_stemmer* stemmer = stemmer_of(language);
  const auto* symbols = reinterpret_cast<const sb_symbol*>(word.data());
  const sb_symbol* stemmed = sb_stemmer_stem(stemmer, symbols, static_cast<int>(word.size()));
  if (stemmed == nullptr) return std::string(word);
  return {reinterpret_cast<const char*>(stemmed),
          static_cast<std::size_t>(sb_stemmer_length(stemmer))};
}

Text read_text(std::string_view utf8, Language language) {
  const std::string folded = fold(utf8);
  Text text;
  text.tokens.reserve(folded.size() / 5 + 1);
  Sentence sentence;
  bool single_letters = false;
  Scanner scanner(folded);
  Scan scan;
  Gap gap;

  const auto close = [&](const Gap& at) {
    sentence.last = static_cast<std::uint32_t>(text.tokens.size());
    if (sentence.last == sentence.first) return;
    sentence.question = at.question;
    sentence.title = at.paragraph && text.sentences.empty();
    text.sentences.push_back(sentence);
    sentence = {sentence.last, sentence.last, false, false};
  };

  while (scanner.next(scan, gap)) {
    if (gap.ends_sentence) close(gap);
    Token token;
    token.stem = scan.number ? scan.word : stem(scan.word, language);
    token.word = std::move(scan.word);
    single_letters = single_letters || is_single_letter(token);
    text.tokens.push_back(std::move(token));
  }
  close(gap);
  if (single_letters) join_spelled_out_words(text.tokens, text.sentences, language);
  return text;
}

}  // namespace nestline::service
