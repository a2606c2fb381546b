#include "service/safety/lexicon.h"

#include <algorithm>
#include <charconv>

namespace nestline::service {
namespace {

std::uint64_t hash_of(std::string_view word) {  // FNV-1a
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : word) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 1099511628211ULL;
  }
  return hash ^ (hash >> 32U);
}

template <typename T>
void sort_unique(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

}  // namespace

WordId Lexicon::find(std::string_view word) const {
  if (word.empty() || slots_.empty()) return 0;
  if (word.front() >= '0' && word.front() <= '9') {
    double value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error == std::errc() && end == word.data() + word.size()) return find_number(value);
  }
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t slot = hash_of(word) & mask; slots_[slot] != 0; slot = (slot + 1) & mask) {
    if (words_[slots_[slot]] == word) return slots_[slot];
  }
  return 0;
}

bool Lexicon::belongs(WordId word, SetId set) const {
  return std::binary_search(members_[set].begin(), members_[set].end(), word);
}

// Interval 2k lies below bound k, interval 2k+1 is the bound itself.
WordId Lexicon::find_number(double value) const {
  const auto at = std::lower_bound(bounds_.begin(), bounds_.end(), value);
  const auto index = static_cast<WordId>(at - bounds_.begin());
  const bool equal = at != bounds_.end() && *at == value;
  return first_interval_ + 2 * index + (equal ? 1 : 0);
}

void Lexicon::fill_slots() {
  std::size_t slots = 16;
  while (slots < words_.size() * 3) slots *= 2;
  slots_.assign(slots, 0);
  for (WordId id = 1; id < words_.size(); ++id) {
    std::size_t slot = hash_of(words_[id]) & (slots - 1);
    while (slots_[slot] != 0) slot = (slot + 1) & (slots - 1);
    slots_[slot] = id;
  }
}

WordId LexiconBuilder::add_word(const std::string& word) {
  const auto [at, fresh] = word_ids_.emplace(word, static_cast<WordId>(words_.size()));
  if (fresh) words_.push_back(word);
  return at->second;
}

SetId LexiconBuilder::add_set(std::vector<WordId> words, std::vector<NumberRange> numbers) {
  Set set{std::move(words), std::move(numbers)};
  sort_unique(set.first);
  sort_unique(set.second);
  const auto [at, fresh] = set_ids_.emplace(set, static_cast<SetId>(sets_.size()));
  if (fresh) sets_.push_back(std::move(set));
  return at->second;
}

Lexicon LexiconBuilder::build() const {
  Lexicon out;
  out.words_ = words_;
  out.fill_slots();
  for (const auto& [words, numbers] : sets_) {
    for (const NumberRange& range : numbers) {
      out.bounds_.push_back(range.low);
      out.bounds_.push_back(range.high);
    }
  }
  sort_unique(out.bounds_);
  out.first_interval_ = static_cast<WordId>(out.words_.size());
  out.words_.resize(out.words_.size() + 2 * out.bounds_.size() + 1);
  for (const auto& [words, numbers] : sets_) {
    std::vector<WordId> members = words;
    for (const NumberRange& range : numbers) {
      const WordId last = out.find_number(range.high);
      for (WordId word = out.find_number(range.low); word <= last; ++word) members.push_back(word);
    }
    sort_unique(members);
    out.members_.push_back(std::move(members));
  }
  return out;
}

}  // namespace nestline::service
