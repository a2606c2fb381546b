// Turns a text into the features of the linear topic model: stems, pairs of neighbouring stems, and
// character n-grams of 3 and 4 letters inside words. Each kind is weighted by rarity (idf) and
// scaled to its share of a vector of length 1.
//
// The space is learned from the training texts: words from one text on, pairs and n-grams from two
// on; a feature that was never seen has no place. Immutable after build; safe from any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "service/language/text.h"
#include "service/matching/hash_table.h"
#include "service/matching/sparse.h"

namespace nestline::service {

class FeatureSpace {
 public:
  static FeatureSpace learn(std::span<const Text> texts);

  // `weights` gives each token of `text` its importance (1 is plain); empty means all 1.
  [[nodiscard]] SparseVector vector_of(const Text& text, std::span<const float> weights = {}) const;

  // The part of `features` that the token at `index` brings about: for explanations.
  [[nodiscard]] std::vector<std::uint32_t> features_of_token(const Text& text,
                                                             std::size_t index) const;

  [[nodiscard]] std::size_t size() const { return idf_.size(); }
  [[nodiscard]] bool knows_word(std::string_view stem) const;

 private:
  enum class Kind : std::uint8_t { Word, Pair, Letters };
  template <typename Visit>
  static void for_each_key(const Text& text, std::size_t token, Visit visit);

  HashTable<std::uint32_t> ids_;
  std::vector<float> idf_;  // by id
  std::vector<Kind> kinds_;
};

}  // namespace nestline::service
