#include "service/safety/mend.h"

#include <string>
#include <string_view>
#include <utility>

namespace nestline::service {
namespace {

constexpr std::size_t kShortest = 4;   // letters of a word worth mending
constexpr std::size_t kTogether = 7;   // letters of two words run together, at least
constexpr std::size_t kLeastPart = 2;  // letters of either of them
constexpr std::size_t kLongest = 24;   // longer is no word

bool is_word(std::string_view word) { return word[0] > '9'; }

// Where two known words were run together; the longest second word, which tends to be the telling
// one. 0: nowhere.
std::size_t seam_of(std::string_view word, const Spelling& spelling) {
  if (word.size() < kTogether) return 0;
  for (std::size_t at = kLeastPart; at + kLeastPart <= word.size(); ++at) {
    if (spelling.knows(word.substr(0, at)) && spelling.knows(word.substr(at))) return at;
  }
  return 0;
}

bool is_worth_it(const Token& token, const Spelling& spelling) {
  return token.word.size() >= kShortest && token.word.size() <= kLongest && is_word(token.word) &&
         !spelling.knows(token.word);
}

// What stands for an unknown word: one word, two, or the word itself.
std::vector<std::string> meant_by(const std::string& word, const Spelling& spelling) {
  if (std::optional<std::string> meant = spelling.repair(word)) return {std::move(*meant)};
  const std::size_t at = seam_of(word, spelling);
  if (at == 0) return {word};
  return {word.substr(0, at), word.substr(at)};
}

}  // namespace

std::optional<Mended> mend(const Text& text, const Spelling& spelling, const Lexicon& lexicon) {
  std::vector<std::pair<std::uint32_t, std::vector<std::string>>> changes;
  for (std::uint32_t i = 0; i < text.tokens.size(); ++i) {
    if (!is_worth_it(text.tokens[i], spelling)) continue;
    if (lexicon.find(text.tokens[i].word) != 0) continue;
    std::vector<std::string> meant = meant_by(text.tokens[i].word, spelling);
    if (meant.size() > 1 || meant.front() != text.tokens[i].word) {
      changes.emplace_back(i, std::move(meant));
    }
  }
  if (changes.empty()) return std::nullopt;
  Mended out;
  std::vector<std::uint32_t> moved;  // where each token of the message begins now
  auto change = changes.begin();
  for (std::uint32_t i = 0; i < text.tokens.size(); ++i) {
    moved.push_back(static_cast<std::uint32_t>(out.origin.size()));
    if (change == changes.end() || change->first != i) {
      out.text.tokens.push_back(text.tokens[i]);
      out.origin.push_back(i);
      continue;
    }
    for (std::string& word : change->second) {
      Token token{word, stem(word)};
      out.text.tokens.push_back(std::move(token));
      out.origin.push_back(i);
    }
    ++change;
  }
  moved.push_back(static_cast<std::uint32_t>(out.origin.size()));
  out.text.sentences = text.sentences;
  for (Sentence& sentence : out.text.sentences) {
    sentence.first = moved[sentence.first];
    sentence.last = moved[sentence.last];
  }
  return out;
}

}  // namespace nestline::service
