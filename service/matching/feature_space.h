// Turns a text into the features of the linear topic model: stems, pairs of neighbouring stems,
// pairs of stems near each other in a sentence, character n-grams of 3 and 4 letters inside words,
// and the mean of the words' vectors. Each kind is weighted by rarity (idf) and scaled to its share
// of a vector of length 1; what the words' vectors say comes on top, and less in long texts, whose
// mean is much the same whatever they are about.
//
// The space is learned from the training texts: words from one text on, the other kinds from two
// on; a feature that was never seen has no place. Immutable after build; safe from any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "service/language/text.h"
#include "service/language/word_vectors.h"
#include "service/matching/bytes.h"
#include "service/matching/hash_table.h"
#include "service/matching/sparse.h"

namespace nestline::service {

class FeatureSpace {
 public:
  // `vector_share`: the squared length that the mean of the words' vectors gets beside the 1 of the
  // other features; 0 leaves vectors out.
  static FeatureSpace learn(std::span<const Text> texts, const WordVectors& vectors = {},
                            float vector_share = 0);

  // Of all tokens of `text`; `weights` gives each its importance (1 is plain), empty means all 1.
  [[nodiscard]] SparseVector vector_of(const Text& text, std::span<const float> weights = {}) const;
  // Of one sentence, its words counting alike.
  [[nodiscard]] SparseVector vector_of(const Text& text, const Sentence& sentence) const;

  // The part of `features` that the token at `index` brings about, vectors apart: for explanations.
  [[nodiscard]] std::vector<std::uint32_t> features_of_token(const Text& text,
                                                             std::size_t index) const;

  [[nodiscard]] std::size_t size() const { return idf_.size() + mean_.size(); }
  // Features from this id on are the numbers of the words' vectors.
  [[nodiscard]] std::uint32_t first_of_vectors() const {
    return static_cast<std::uint32_t>(idf_.size());
  }
  [[nodiscard]] bool is_word(std::uint32_t id) const { return kinds_[id] == Kind::Word; }
  // Forgets the features below first_of_vectors() that are not among `kept`, whose ids rise; what
  // is kept is numbered anew in this order.
  void keep(std::span<const std::uint32_t> kept);
  [[nodiscard]] bool knows_word(std::string_view stem) const;

  void save(ByteWriter& to) const;
  static std::optional<FeatureSpace> load(ByteReader& from, const WordVectors& vectors);

 private:
  enum class Kind : std::uint8_t { Word, Pair, Near, Letters };
  static constexpr std::size_t kKinds = 4;
  struct Range {
    std::size_t first = 0;
    std::size_t last = 0;  // one past
  };
  // Calls visit(key, kind) for the features that end at a token; pairs reach back to the range's
  // start.
  template <typename Visit>
  static void for_each_key(const Text& text, std::size_t token, std::size_t from, Visit visit);
  [[nodiscard]] SparseVector vector_of(const Text& text, Range range,
                                       std::span<const float> weights) const;
  // The direction of the weighted mean of the words' vectors, less the mean over all texts.
  [[nodiscard]] std::vector<float> mean_of_words(const Text& text, Range range,
                                                 std::span<const float> weights) const;
  [[nodiscard]] float idf_of_word(std::string_view stem) const;

  HashTable<std::uint32_t> ids_;
  std::vector<float> idf_;  // by id
  std::vector<Kind> kinds_;
  WordVectors vectors_;
  float vector_share_ = 0;
  float idf_of_new_ = 1;
  std::vector<float> mean_;  // of the training texts; empty where vectors are left out
};

}  // namespace nestline::service
