#include "service/matching/spelling.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <utility>

namespace nestline::service {
namespace {

constexpr std::size_t kShortest = 4;
constexpr std::size_t kTwoEdits = 8;
// Longer is no word, and its deletions would cost time with the cube of its length.
constexpr std::size_t kLongest = 24;

constexpr unsigned kBucketBits = 16;

std::uint32_t bucket_of(std::uint32_t key) { return key >> (32 - kBucketBits); }

std::uint32_t hash_of(std::string_view text) {
  std::uint64_t hash = 1469598103934665603ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return static_cast<std::uint32_t>(hash >> 32U);
}

int edits_allowed(std::size_t length) {
  if (length < kShortest || length > kLongest) return 0;
  return length < kTwoEdits ? 1 : 2;
}

// Every form of `word` with up to `edits` letters left out, the word itself first.
template <typename Visit>
void for_each_deletion(const std::string& word, int edits, Visit visit) {
  visit(hash_of(word));
  if (edits == 0) return;
  for (std::size_t i = 0; i < word.size(); ++i) {
    std::string shorter = word;
    shorter.erase(i, 1);
    for_each_deletion(shorter, edits - 1, visit);
  }
}

}  // namespace

int edit_distance(std::string_view a, std::string_view b, int limit) {
  const auto rows = a.size() + 1;
  const auto columns = b.size() + 1;
  if (std::abs(static_cast<int>(a.size()) - static_cast<int>(b.size())) > limit) return limit + 1;
  std::vector<int> cells(rows * columns);
  const auto at = [&](std::size_t i, std::size_t j) -> int& { return cells[i * columns + j]; };
  for (std::size_t i = 0; i < rows; ++i) at(i, 0) = static_cast<int>(i);
  for (std::size_t j = 0; j < columns; ++j) at(0, j) = static_cast<int>(j);
  for (std::size_t i = 1; i < rows; ++i) {
    for (std::size_t j = 1; j < columns; ++j) {
      const int cost = a[i - 1] == b[j - 1] ? 0 : 1;
      int best = std::min({at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + cost});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        best = std::min(best, at(i - 2, j - 2) + 1);
      }
      at(i, j) = best;
    }
  }
  return std::min(at(a.size(), b.size()), limit + 1);
}

Spelling Spelling::learn(std::span<const Text> texts) {
  Spelling spelling;
  for (const Text& text : texts) {
    for (const Token& token : text.tokens) {
      const auto [place, added] =
          spelling.known_.emplace(token.word, static_cast<std::uint32_t>(spelling.words_.size()));
      if (added) {
        spelling.words_.push_back(token.word);
        spelling.counts_.push_back(0);
      }
      ++spelling.counts_[place->second];
    }
  }
  spelling.index_deletions();
  return spelling;
}

Spelling Spelling::learn(std::span<const std::pair<std::string, std::uint32_t>> words,
                         int most_edits) {
  Spelling spelling;
  spelling.most_edits_ = most_edits;
  for (const auto& [word, count] : words) {
    spelling.known_.emplace(word, static_cast<std::uint32_t>(spelling.words_.size()));
    spelling.words_.push_back(word);
    spelling.counts_.push_back(count);
  }
  spelling.index_deletions();
  return spelling;
}

int Spelling::edits_for(std::size_t length) const {
  return std::min(edits_allowed(length), most_edits_);
}

void Spelling::index_deletions() {
  // A word seen once may itself be misspelt, so only words seen twice are repaired to.
  for (std::uint32_t i = 0; i < words_.size(); ++i) {
    const std::string& word = words_[i];
    if (counts_[i] < 2 || word.size() < kShortest) continue;
    for_each_deletion(word, edits_for(word.size()), [&](std::uint32_t key) {
      deletions_.push_back({key, i});
    });
  }
  auto& deletions = deletions_;
  const auto order = [](const Deletion& d) { return std::pair(d.key, d.word); };
  std::sort(deletions.begin(), deletions.end(),
            [&](const Deletion& a, const Deletion& b) { return order(a) < order(b); });
  deletions.erase(
      std::unique(deletions.begin(), deletions.end(),
                  [&](const Deletion& a, const Deletion& b) { return order(a) == order(b); }),
      deletions.end());
  deletions.shrink_to_fit();
  bucket_end_.resize(std::size_t{1} << kBucketBits);
  for (const Deletion& d : deletions) ++bucket_end_[bucket_of(d.key)];
  std::partial_sum(bucket_end_.begin(), bucket_end_.end(), bucket_end_.begin());
}

bool Spelling::knows(std::string_view word) const {
  const auto known = known_.find(std::string(word));
  return known != known_.end() && counts_[known->second] >= 2;
}

template <typename Visit>
void Spelling::for_each_word(std::uint32_t key, Visit visit) const {
  const std::uint32_t bucket = bucket_of(key);
  const std::uint32_t first = bucket == 0 ? 0 : bucket_end_[bucket - 1];
  for (std::uint32_t i = first; i < bucket_end_[bucket]; ++i) {
    if (deletions_[i].key == key) visit(deletions_[i].word);
  }
}

void Spelling::save(ByteWriter& to) const {
  to.values(counts_);
  for (const std::string& word : words_) to.text(word);
  to.values(deletions_);
  to.values(bucket_end_);
}

std::optional<Spelling> Spelling::load(ByteReader& from) {
  Spelling out;
  out.counts_ = from.values<std::uint32_t>();
  for (std::uint32_t i = 0; i < out.counts_.size() && from.ok(); ++i) {
    out.words_.push_back(from.text());
    out.known_.emplace(out.words_.back(), i);
  }
  out.deletions_ = from.values<Deletion>();
  out.bucket_end_ = from.values<std::uint32_t>();
  const bool whole = from.ok() && out.bucket_end_.size() == std::size_t{1} << kBucketBits &&
                     out.bucket_end_.back() == out.deletions_.size() &&
                     std::is_sorted(out.bucket_end_.begin(), out.bucket_end_.end()) &&
                     std::all_of(out.deletions_.begin(), out.deletions_.end(),
                                 [&](const Deletion& d) { return d.word < out.words_.size(); });
  if (!whole) return std::nullopt;
  return out;
}

std::optional<std::string> Spelling::repair(std::string_view word) const {
  const std::string spelt(word);
  if (knows(word)) return std::nullopt;
  const int allowed = edits_for(word.size());
  if (allowed == 0 || bucket_end_.empty()) return std::nullopt;

  int best_distance = allowed + 1;
  std::uint32_t best = 0;
  for_each_deletion(spelt, allowed, [&](std::uint32_t key) {
    for_each_word(key, [&](std::uint32_t i) {
      const int distance = edit_distance(word, words_[i], allowed);
      if (distance < best_distance || (distance == best_distance && counts_[i] > counts_[best])) {
        best_distance = distance;
        best = i;
      }
    });
  });
  if (best_distance > allowed || best_distance == 0) return std::nullopt;
  return words_[best];
}

}  // namespace nestline::service
