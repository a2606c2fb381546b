#include "service/matching/feature_space.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "service/matching/features.h"

namespace nestline::service {
namespace {

// The share of the vector's squared length that each kind of feature gets.
constexpr float kWordShare = 0.40F;
constexpr float kPairShare = 0.20F;
constexpr float kLettersShare = 0.40F;

constexpr std::size_t kShortest = 3;
constexpr std::size_t kLongest = 4;

}  // namespace

template <typename Visit>
void FeatureSpace::for_each_key(const Text& text, std::size_t token, Visit visit) {
  const std::string& stem = text.tokens[token].stem;
  visit(hash_of(stem, 1), Kind::Word);
  if (token + 1 < text.tokens.size()) {
    const std::uint64_t next = hash_of(text.tokens[token + 1].stem, 1);
    visit(hash_of(stem, 2) * 31 + next, Kind::Pair);
  }
  const std::string padded = " " + text.tokens[token].word + " ";
  for (std::size_t length = kShortest; length <= kLongest; ++length) {
    for (std::size_t i = 0; i + length <= padded.size(); ++i) {
      visit(hash_of(std::string_view(padded).substr(i, length), 3), Kind::Letters);
    }
  }
}

FeatureSpace FeatureSpace::learn(std::span<const Text> texts) {
  struct Seen {
    std::uint32_t texts = 0;
    std::uint32_t last = 0;
    Kind kind = Kind::Word;
  };
  HashTable<Seen> seen;
  std::uint32_t number = 0;
  std::vector<std::uint64_t> order;
  for (const Text& text : texts) {
    ++number;
    for (std::size_t i = 0; i < text.tokens.size(); ++i) {
      for_each_key(text, i, [&](std::uint64_t key, Kind kind) {
        Seen& entry = seen[key];
        if (entry.last == number) return;
        if (entry.texts == 0) order.push_back(key);
        entry = {entry.texts + 1, number, kind};
      });
    }
  }
  const auto is_kept = [](const Seen& entry) {
    return entry.kind == Kind::Word || entry.texts >= 2;
  };
  FeatureSpace space;
  const auto count = static_cast<float>(texts.size());
  for (const std::uint64_t key : order) {
    const Seen& entry = seen[key];
    if (!is_kept(entry)) continue;
    space.ids_[key] = static_cast<std::uint32_t>(space.idf_.size());
    space.idf_.push_back(std::log((1 + count) / (1 + static_cast<float>(entry.texts))) + 1);
    space.kinds_.push_back(entry.kind);
  }
  return space;
}

SparseVector FeatureSpace::vector_of(const Text& text, std::span<const float> weights) const {
  SparseVector out;
  out.reserve(text.tokens.size() * 12);
  for (std::size_t i = 0; i < text.tokens.size(); ++i) {
    const float weight = weights.empty() ? 1.0F : weights[i];
    if (weight <= 0) continue;
    for_each_key(text, i, [&](std::uint64_t key, Kind) {
      if (const std::uint32_t* id = ids_.find(key)) out.push_back({*id, weight});
    });
  }
  sum_by_id(out);

  std::array<float, 3> squares{};
  for (Feature& feature : out) {
    const float damped = feature.value > 1 ? 1 + std::log(feature.value) : feature.value;
    feature.value = damped * idf_[feature.id];
    squares[static_cast<std::size_t>(kinds_[feature.id])] += feature.value * feature.value;
  }
  constexpr std::array<float, 3> kShares = {kWordShare, kPairShare, kLettersShare};
  std::array<float, 3> scales{};
  for (std::size_t k = 0; k < scales.size(); ++k) {
    scales[k] = squares[k] > 0 ? std::sqrt(kShares[k] / squares[k]) : 0;
  }
  for (Feature& feature : out) {
    feature.value *= scales[static_cast<std::size_t>(kinds_[feature.id])];
  }
  return out;
}

std::vector<std::uint32_t> FeatureSpace::features_of_token(const Text& text,
                                                           std::size_t index) const {
  std::vector<std::uint32_t> out;
  for_each_key(text, index, [&](std::uint64_t key, Kind) {
    if (const std::uint32_t* id = ids_.find(key)) out.push_back(*id);
  });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool FeatureSpace::knows_word(std::string_view stem) const {
  return ids_.find(hash_of(stem, 1)) != nullptr;
}

}  // namespace nestline::service
