#include "service/safety/lexicon.h"

#include <algorithm>
#include <bit>
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
  if (word.empty()) return 0;
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

// Interval 2k lies below bound k, interval 2k+1 is the bound itself.
WordId Lexicon::find_number(double value) const {
  const auto at = std::lower_bound(bounds_.begin(), bounds_.end(), value);
  const auto index = static_cast<WordId>(at - bounds_.begin());
  const bool equal = at != bounds_.end() && *at == value;
  return first_interval_ + 2 * index + (equal ? 1 : 0);
}

std::vector<std::vector<WordId>> Lexicon::members() const {
  std::vector<std::vector<WordId>> out(set_count_);
  for (WordId word = 0; word < words_.size(); ++word) {
    for (std::size_t block = 0; block < row_size_; ++block) {
      for (std::uint64_t bits = rows_[word * row_size_ + block]; bits != 0; bits &= bits - 1) {
        out[block * 64 + static_cast<std::size_t>(std::countr_zero(bits))].push_back(word);
      }
    }
  }
  return out;
}

SetId LexiconBuilder::add_set(std::vector<std::string> words, std::vector<NumberRange> numbers) {
  Set set{std::move(words), std::move(numbers)};
  sort_unique(set.words);
  sort_unique(set.numbers);
  const auto [at, fresh] = ids_.emplace(set, static_cast<SetId>(sets_.size()));
  if (fresh) sets_.push_back(std::move(set));
  return at->second;
}

Lexicon LexiconBuilder::build() const {
  Lexicon out;
  out.set_count_ = sets_.size();
  out.row_size_ = sets_.size() / 64 + 1;
  out.words_.emplace_back();
  for (const Set& set : sets_) {
    out.words_.insert(out.words_.end(), set.words.begin(), set.words.end());
    for (const NumberRange& range : set.numbers) {
      out.bounds_.push_back(range.low);
      out.bounds_.push_back(range.high);
    }
  }
  sort_unique(out.words_);
  sort_unique(out.bounds_);

  std::size_t slots = 16;
  while (slots < out.words_.size() * 3) slots *= 2;
  out.slots_.assign(slots, 0);
  for (WordId id = 1; id < out.words_.size(); ++id) {
    std::size_t slot = hash_of(out.words_[id]) & (slots - 1);
    while (out.slots_[slot] != 0) slot = (slot + 1) & (slots - 1);
    out.slots_[slot] = id;
  }

  out.first_interval_ = static_cast<WordId>(out.words_.size());
  out.words_.resize(out.words_.size() + 2 * out.bounds_.size() + 1);
  out.rows_.assign(out.words_.size() * out.row_size_, 0);
  const auto mark = [&](WordId word, SetId set) {
    out.rows_[word * out.row_size_ + set / 64] |= std::uint64_t{1} << (set % 64);
  };
  for (SetId id = 0; id < sets_.size(); ++id) {
    for (const std::string& word : sets_[id].words) mark(out.find(word), id);
    for (const NumberRange& range : sets_[id].numbers) {
      const WordId last = out.find_number(range.high);
      for (WordId word = out.find_number(range.low); word <= last; ++word) mark(word, id);
    }
  }
  return out;
}

}  // namespace nestline::service
