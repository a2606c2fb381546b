#include "knowledge/word_pattern.h"

#include <algorithm>
#include <stdexcept>

namespace nestline::knowledge {
namespace {

constexpr std::size_t kShortGap = 4;
constexpr std::size_t kLongGap = 10;

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  for (std::size_t pos = 0; pos <= text.size();) {
    const std::size_t end = std::min(text.find(separator, pos), text.size());
    if (end > pos) out.push_back(text.substr(pos, end - pos));
    pos = end + 1;
  }
  return out;
}

bool is_number(const std::string& word) { return word.front() >= '0' && word.front() <= '9'; }

[[noreturn]] void refuse(std::string_view pattern, std::string_view why) {
  throw std::invalid_argument("pattern \"" + std::string(pattern) + "\" " + std::string(why));
}

}  // namespace

bool WordPattern::Test::holds(const std::string& text) const {
  if (word == "#") return is_number(text);
  return prefix ? text.starts_with(word) : text == word;
}

// "down's syndrome", "autis*", "#"
std::vector<WordPattern::Test> WordPattern::row_of(std::string_view words) {
  std::vector<Test> row;
  for (const std::string_view word : split(words, ' ')) {
    if (word == "#" || word == "%") {
      row.push_back({std::string(word), false});
      continue;
    }
    for (Word& plain : split_words(word)) row.push_back({std::move(plain.text), false});
    if (word.back() == '*' && !row.empty()) row.back().prefix = true;
  }
  return row;
}

WordPattern::Element WordPattern::element_of(std::string_view text, const WordSets& sets) {
  Element element;
  if (text == ".." || text == "...") {
    element.gap = text.size() == 2 ? kShortGap : kLongGap;
    return element;
  }
  if (text.back() == '?') {
    element.optional = true;
    text.remove_suffix(1);
  }
  for (const std::string_view choice : split(text, '|')) {
    if (choice.front() != '<') {
      element.choices.push_back(row_of(choice));
      continue;
    }
    const auto set = sets.find(choice.substr(1, choice.size() - 2));
    if (set == sets.end()) refuse(text, "names an unknown set");
    for (const std::string& entry : set->second) element.choices.push_back(row_of(entry));
  }
  const bool hollow = std::any_of(element.choices.begin(), element.choices.end(),
                                  [](const std::vector<Test>& row) { return row.empty(); });
  if (hollow || element.choices.empty()) refuse(text, "has an element without words");
  return element;
}

WordPattern::WordPattern(std::string_view pattern, const WordSets& sets) {
  for (const std::string_view text : split(pattern, ' '))
    elements_.push_back(element_of(text, sets));
  if (elements_.empty() || elements_.front().optional || elements_.front().gap > 0) {
    refuse(pattern, "must begin with a word");
  }
}

std::optional<std::size_t> WordPattern::match(std::span<const Word> words,
                                              std::size_t first) const {
  return match_from(0, words, first, first);
}

std::optional<std::size_t> WordPattern::match_from(std::size_t element, std::span<const Word> words,
                                                   std::size_t at, std::size_t first) const {
  if (element == elements_.size()) return at;
  const auto available = [&](std::size_t i) {
    return i < words.size() && (i == first || !words[i].opens_sentence);
  };
  const Element& here = elements_[element];
  if (here.gap > 0 && element + 1 == elements_.size()) {  // takes all it can
    std::size_t end = at;
    while (end < at + here.gap && available(end)) ++end;
    return end;
  }
  if (here.gap > 0) {
    for (std::size_t skipped = 0; skipped <= here.gap; ++skipped) {
      if (const auto end = match_from(element + 1, words, at + skipped, first)) return end;
      if (!available(at + skipped)) break;
    }
    return std::nullopt;
  }
  if (here.optional) {
    if (const auto end = match_from(element + 1, words, at, first)) return end;
  }
  for (const std::vector<Test>& row : here.choices) {
    std::size_t next = at;
    const bool holds = std::all_of(row.begin(), row.end(), [&](const Test& test) {
      return available(next) && test.holds(words[next++].text);
    });
    if (!holds) continue;
    if (const auto end = match_from(element + 1, words, next, first)) return end;
  }
  return std::nullopt;
}

std::vector<WordPattern::Start> WordPattern::starts() const {
  std::vector<Start> out;
  for (const std::vector<Test>& row : elements_.front().choices) {
    out.push_back({row.front().word, row.front().prefix});
  }
  return out;
}

}  // namespace nestline::knowledge
