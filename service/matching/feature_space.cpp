#include "service/matching/feature_space.h"

#include <algorithm>
#include <cmath>

#include "service/matching/features.h"
#include "service/matching/phrase_index.h"

namespace nestline::service {
namespace {

// The share of the vector's squared length that each kind of feature gets.
constexpr std::array<float, 4> kShares = {0.35F, 0.15F, 0.15F, 0.35F};

constexpr std::size_t kShortest = 3;
constexpr std::size_t kLongest = 4;
constexpr std::size_t kNearWords = 6;  // words, fillers apart, that make near pairs
// Up to so many words the mean of the vectors counts fully.
constexpr float kShortText = 10;

void scale_to_one(std::vector<float>& vector) {
  float square = 0;
  for (const float x : vector) square += x * x;
  if (square <= 0) return;
  const float scale = 1 / std::sqrt(square);
  for (float& x : vector) x *= scale;
}

}  // namespace

template <typename Visit>
void FeatureSpace::for_each_key(const Text& text, std::size_t token, std::size_t from,
                                Visit visit) {
  const std::string& stem = text.tokens[token].stem;
  const std::uint64_t hash = hash_of(stem, 1);
  visit(hash, Kind::Word);
  if (token > from) {
    visit(hash_of(text.tokens[token - 1].stem, 2) * 31 + hash, Kind::Pair);
  }
  if (!is_filler(text.tokens[token].word)) {
    std::size_t near = 0;
    for (std::size_t i = token; i > from && near < kNearWords; --i) {
      const Token& other = text.tokens[i - 1];
      if (is_filler(other.word)) continue;
      const std::uint64_t before = hash_of(other.stem, 1);
      visit((before ^ hash) * 0x9E3779B97F4A7C15ULL + (before + hash), Kind::Near);
      ++near;
    }
  }
  const std::string padded = " " + text.tokens[token].word + " ";
  for (std::size_t length = kShortest; length <= kLongest; ++length) {
    for (std::size_t i = 0; i + length <= padded.size(); ++i) {
      visit(hash_of(std::string_view(padded).substr(i, length), 3), Kind::Letters);
    }
  }
}

FeatureSpace FeatureSpace::learn(std::span<const Text> texts, const WordVectors& vectors,
                                 float vector_share) {
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
    for (const Sentence& sentence : text.sentences) {
      for (std::size_t i = sentence.first; i < sentence.last; ++i) {
        for_each_key(text, i, sentence.first, [&](std::uint64_t key, Kind kind) {
          Seen& entry = seen[key];
          if (entry.last == number) return;
          if (entry.texts == 0) order.push_back(key);
          entry = {entry.texts + 1, number, kind};
        });
      }
    }
  }
  const auto is_kept = [](const Seen& entry) {
    return entry.kind == Kind::Word || entry.texts >= 2;
  };
  FeatureSpace space;
  const auto count = static_cast<float>(texts.size());
  space.idf_of_new_ = std::log(1 + count) + 1;
  for (const std::uint64_t key : order) {
    const Seen& entry = seen[key];
    if (!is_kept(entry)) continue;
    space.ids_[key] = static_cast<std::uint32_t>(space.idf_.size());
    space.idf_.push_back(std::log((1 + count) / (1 + static_cast<float>(entry.texts))) + 1);
    space.kinds_.push_back(entry.kind);
  }
  if (vector_share <= 0 || vectors.size() == 0 || texts.empty()) return space;
  space.vectors_ = vectors;
  space.vector_share_ = vector_share;
  std::vector<float> mean(vectors.dimensions());
  space.mean_ = mean;
  for (const Text& text : texts) {
    const std::vector<float> of_text = space.mean_of_words(text, {0, text.tokens.size()}, {});
    for (std::size_t d = 0; d < mean.size(); ++d) mean[d] += of_text[d] / count;
  }
  space.mean_ = std::move(mean);
  return space;
}

float FeatureSpace::idf_of_word(std::string_view stem) const {
  const std::uint32_t* id = ids_.find(hash_of(stem, 1));
  return id == nullptr ? idf_of_new_ : idf_[*id];
}

std::vector<float> FeatureSpace::mean_of_words(const Text& text, Range range,
                                               std::span<const float> weights) const {
  std::vector<float> out(mean_.size());
  for (std::size_t i = range.first; i < range.last; ++i) {
    const Token& token = text.tokens[i];
    if (const std::optional<std::uint32_t> place = vectors_.find(token.word)) {
      vectors_.add(*place, (weights.empty() ? 1.0F : weights[i]) * idf_of_word(token.stem), out);
    }
  }
  scale_to_one(out);
  for (std::size_t d = 0; d < out.size(); ++d) out[d] -= mean_[d];
  return out;
}

SparseVector FeatureSpace::vector_of(const Text& text, std::span<const float> weights) const {
  return vector_of(text, {0, text.tokens.size()}, weights);
}

SparseVector FeatureSpace::vector_of(const Text& text, const Sentence& sentence) const {
  return vector_of(text, {sentence.first, sentence.last}, {});
}

SparseVector FeatureSpace::vector_of(const Text& text, Range range,
                                     std::span<const float> weights) const {
  SparseVector out;
  out.reserve((range.last - range.first) * 16 + mean_.size());
  for (const Sentence& sentence : text.sentences) {
    const std::size_t from = std::max<std::size_t>(sentence.first, range.first);
    const std::size_t last = std::min<std::size_t>(sentence.last, range.last);
    for (std::size_t i = from; i < last; ++i) {
      const float weight = weights.empty() ? 1.0F : weights[i];
      if (weight <= 0) continue;
      for_each_key(text, i, from, [&](std::uint64_t key, Kind) {
        if (const std::uint32_t* id = ids_.find(key)) out.push_back({*id, weight});
      });
    }
  }
  sum_by_id(out);

  std::array<float, kKinds> squares{};
  for (Feature& feature : out) {
    const float damped = feature.value > 1 ? 1 + std::log(feature.value) : feature.value;
    feature.value = damped * idf_[feature.id];
    squares[static_cast<std::size_t>(kinds_[feature.id])] += feature.value * feature.value;
  }
  std::array<float, kKinds> scales{};
  for (std::size_t k = 0; k < scales.size(); ++k) {
    scales[k] = squares[k] > 0 ? std::sqrt(kShares[k] / squares[k]) : 0;
  }
  for (Feature& feature : out) {
    feature.value *= scales[static_cast<std::size_t>(kinds_[feature.id])];
  }
  if (mean_.empty() || range.first == range.last) return out;
  std::vector<float> mean = mean_of_words(text, range, weights);
  scale_to_one(mean);
  const auto length = static_cast<float>(range.last - range.first);
  const float scale = std::sqrt(vector_share_ * std::min(1.0F, kShortText / length));
  for (std::uint32_t d = 0; d < mean.size(); ++d) {
    out.push_back({first_of_vectors() + d, scale * mean[d]});
  }
  return out;
}

std::vector<std::uint32_t> FeatureSpace::features_of_token(const Text& text,
                                                           std::size_t index) const {
  std::size_t from = 0;
  for (const Sentence& sentence : text.sentences) {
    if (sentence.first <= index && index < sentence.last) from = sentence.first;
  }
  std::vector<std::uint32_t> out;
  for_each_key(text, index, from, [&](std::uint64_t key, Kind) {
    if (const std::uint32_t* id = ids_.find(key)) out.push_back(*id);
  });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool FeatureSpace::knows_word(std::string_view stem) const {
  return ids_.find(hash_of(stem, 1)) != nullptr;
}

void FeatureSpace::keep(std::span<const std::uint32_t> kept) {
  constexpr std::uint32_t kForgotten = 0xFFFFFFFFU;
  std::vector<std::uint32_t> renumbered(idf_.size(), kForgotten);
  std::vector<float> idf;
  std::vector<Kind> kinds;
  for (const std::uint32_t id : kept) {
    if (id >= idf_.size()) continue;
    renumbered[id] = static_cast<std::uint32_t>(idf.size());
    idf.push_back(idf_[id]);
    kinds.push_back(kinds_[id]);
  }
  HashTable<std::uint32_t> ids;
  ids_.for_each([&](std::uint64_t key, std::uint32_t id) {
    if (renumbered[id] != kForgotten) ids[key] = renumbered[id];
  });
  ids_ = std::move(ids);
  idf_ = std::move(idf);
  kinds_ = std::move(kinds);
}

void FeatureSpace::save(ByteWriter& to) const {
  std::vector<std::uint64_t> keys(idf_.size());
  ids_.for_each([&](std::uint64_t key, std::uint32_t id) { keys[id] = key; });
  to.values(keys);
  to.values(idf_);
  to.values(kinds_);
  to.value(vector_share_);
  to.value(idf_of_new_);
  to.values(mean_);
}

std::optional<FeatureSpace> FeatureSpace::load(ByteReader& from, const WordVectors& vectors) {
  FeatureSpace space;
  const auto keys = from.values<std::uint64_t>();
  space.idf_ = from.values<float>();
  space.kinds_ = from.values<Kind>();
  space.vector_share_ = from.value<float>();
  space.idf_of_new_ = from.value<float>();
  space.mean_ = from.values<float>();
  if (!from.ok() || keys.size() != space.idf_.size() || keys.size() != space.kinds_.size()) {
    return std::nullopt;
  }
  if (!space.mean_.empty() && space.mean_.size() != vectors.dimensions()) return std::nullopt;
  for (const Kind kind : space.kinds_) {
    if (static_cast<std::size_t>(kind) >= kKinds) return std::nullopt;
  }
  for (std::uint32_t id = 0; id < keys.size(); ++id) space.ids_[keys[id]] = id;
  space.vectors_ = vectors;
  return space;
}

}  // namespace nestline::service
