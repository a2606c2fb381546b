#include "knowledge/wording.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "knowledge/wording_lists.h"

namespace nestline::knowledge {
namespace {

constexpr std::string_view why(WordingKind kind) {
  switch (kind) {
    case WordingKind::Claim:
      return "tells what this child or parent is or has";
    case WordingKind::Diagnosis:
      return "speaks of a diagnosis other than to say that we make none";
    case WordingKind::Condition:
      return "names a condition";
    case WordingKind::Chance:
      return "gives a chance or percentage for a child";
    case WordingKind::Medicine:
      return "names a medicine or a dose";
    case WordingKind::Signs:
      return "gives signs or symptoms to look for";
    case WordingKind::Attachment:
      return "classifies an attachment";
    case WordingKind::Label:
      return "labels a person";
  }
  return "";
}

// Words of the text, [first, last).
struct Span {
  WordingKind kind;
  std::size_t first = 0;
  std::size_t last = 0;
};

// Patterns found by the word they begin with.
class PatternIndex {
 public:
  PatternIndex(std::span<const WordingRow> rows, const WordSets& sets) {
    for (const WordingRow& row : rows) {
      const std::size_t index = patterns_.size();
      patterns_.emplace_back(row.kind, WordPattern(row.pattern, sets));
      for (WordPattern::Start& start : patterns_.back().second.starts()) {
        std::vector<std::size_t>& list =
            start.prefix ? by_letter_[start.word.front()]
                         : (start.word == "#" ? numbers_ : by_word_[std::move(start.word)]);
        if (list.empty() || list.back() != index) list.push_back(index);
      }
    }
  }

  [[nodiscard]] std::vector<Span> find(std::span<const Word> words) const {
    std::vector<Span> found;
    for (std::size_t first = 0; first < words.size(); ++first) {
      if (const auto known = by_word_.find(words[first].text); known != by_word_.end()) {
        collect(known->second, words, first, found);
      }
      const char letter = words[first].text.front();
      if (const auto known = by_letter_.find(letter); known != by_letter_.end()) {
        collect(known->second, words, first, found);
      }
      if (letter >= '0' && letter <= '9') collect(numbers_, words, first, found);
    }
    return found;
  }

 private:
  void collect(const std::vector<std::size_t>& indices, std::span<const Word> words,
               std::size_t first, std::vector<Span>& found) const {
    for (const std::size_t index : indices) {
      const auto& [kind, pattern] = patterns_[index];
      if (const auto last = pattern.match(words, first)) found.push_back({kind, first, *last});
    }
  }

  std::vector<std::pair<WordingKind, WordPattern>> patterns_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_word_;
  std::unordered_map<char, std::vector<std::size_t>> by_letter_;  // begin with a prefix
  std::vector<std::size_t> numbers_;
};

struct CompiledLists {
  explicit CompiledLists(const WordingLists& lists)
      : language(lists.language),
        refused(lists.refused, lists.sets),
        allowed(lists.allowed, lists.sets) {}
  std::string_view language;
  PatternIndex refused;
  PatternIndex allowed;
};

const CompiledLists* lists_for(std::string_view language) {
  static const std::array<CompiledLists, 2> all{CompiledLists(english_wording()),
                                                CompiledLists(spanish_wording())};
  const std::string_view primary = language.substr(0, language.find('-'));
  for (const CompiledLists& lists : all) {
    if (lists.language == primary) return &lists;
  }
  return nullptr;
}

bool is_inside(const Span& hit, const std::vector<Span>& allowed) {
  return std::any_of(allowed.begin(), allowed.end(), [&](const Span& span) {
    return span.kind == hit.kind && span.first <= hit.first && hit.last <= span.last;
  });
}

}  // namespace

std::vector<WordingHit> find_forbidden_wording(std::string_view text, std::string_view language,
                                               Readers readers) {
  const CompiledLists* lists = lists_for(language);
  if (lists == nullptr) return {};
  const std::vector<Word> words = split_words(text);
  const std::vector<Span> allowed = lists->allowed.find(words);
  std::vector<WordingHit> hits;
  std::vector<Span> told;
  for (const Span& span : lists->refused.find(words)) {
    if (readers == Readers::Practitioners && span.kind != WordingKind::Claim) continue;
    if (is_inside(span, allowed)) continue;
    const bool again = std::any_of(told.begin(), told.end(), [&](const Span& before) {
      return before.kind == span.kind && span.first < before.last;
    });
    if (again) continue;
    told.push_back(span);
    const std::size_t begin = words[span.first].begin;
    hits.push_back({begin, std::string(text.substr(begin, words[span.last - 1].end - begin)),
                    span.kind, std::string(why(span.kind))});
  }
  return hits;
}

bool has_wording_lists(std::string_view language) { return lists_for(language) != nullptr; }

}  // namespace nestline::knowledge
