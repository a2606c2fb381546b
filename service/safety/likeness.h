// A second reader beside the rules. The rules find what their writers thought of; this finds what
// is told in other words. It is a linear model over the words of a stretch of text, learned from
// the examples of the rules and from further texts of danger, of diagnosis-seeking and of ordinary
// life
// (`<lang>/safety-texts`). All languages are learned together, so nothing depends on
// which language a message is said to be in.
//
// A stretch is a sentence, two short sentences, or part of a long one, so that danger is found in
// the middle of a long story. Features: stems, pairs of neighbouring stems, pairs of words within a
// few words of each other, and letter groups of 3 and 4; every occurrence counts, which makes the
// score of each stretch a sum over its words: a message is read once, whatever its stretches.
//
// Deterministic. Immutable after learn(); safe from any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "service/language/text.h"
#include "service/matching/hash_table.h"
#include "service/matching/linear_model.h"
#include "service/matching/sparse.h"
#include "service/matching/spelling.h"

namespace nestline::service {

// What a stretch of text can be like.
enum class LikenessKind : std::uint8_t { Urgent, Diagnosis };
inline constexpr std::size_t kLikenessKinds = 2;

struct LikenessText {
  std::string text;
  std::optional<LikenessKind> kind;  // none: ordinary
  std::string label;                 // of texts with a kind: which danger, for the reply
  bool is_example = false;           // of a rule: its words are worth mending to, however rare
};

struct Likening {
  LikenessKind kind = LikenessKind::Urgent;
  float margin = 0;         // above 0 likelier than not
  std::uint32_t first = 0;  // tokens of the stretch, both inclusive
  std::uint32_t last = 0;
};

class Likeness {
 public:
  Likeness() = default;  // has learned nothing and finds nothing
  static Likeness learn(std::span<const LikenessText> texts);

  // What was learned, as bytes: for this version on this kind of machine only.
  [[nodiscard]] std::string save() const;
  // Nothing where the bytes are damaged or were not learned from `texts`.
  static std::optional<Likeness> load(std::string_view bytes, std::span<const LikenessText> texts);

  // For each kind the stretch that is most like it, with its margin; the caller decides from which
  // margin it believes. Empty where nothing was learned or the text has no word.
  [[nodiscard]] std::vector<Likening> find(const Text& text) const;
  // The words of the texts it learned from.
  [[nodiscard]] const Spelling& spelling() const { return spelling_; }
  // Which danger, or which plea: the likeliest label of its kind.
  [[nodiscard]] std::string label_of(const Text& text, const Likening& found) const;

 private:
  struct Known {
    float idf = 0;
    std::uint32_t id = 0;
    std::array<float, kLikenessKinds> weights{};
  };
  // Of the tokens first to last - 1.
  [[nodiscard]] SparseVector vector_of(const Text& text, std::uint32_t first,
                                       std::uint32_t last) const;
  [[nodiscard]] SparseVector telling_of(SparseVector vector) const;
  struct Told {
    std::uint32_t id = 0;
    float idf = 0;
    std::uint8_t kind = 0;  // of feature
  };
  // The label of this kind and its margin; past the last label where there is none.
  [[nodiscard]] std::pair<std::size_t, float> likeliest_label(const SparseVector& telling,
                                                              LikenessKind kind) const;
  [[nodiscard]] float with_label(std::span<const Told> told, float margin) const;

  std::uint64_t learned_from_ = 0;  // hash of the texts
  HashTable<Known> features_;
  std::uint32_t telling_ =
      0;  // features with smaller ids are words and pairs, which tell the label
  std::array<float, kLikenessKinds> bias_{};
  LinearModel labels_;  // which label, among texts of a kind
  std::vector<std::string> label_names_;
  std::vector<LikenessKind> label_kinds_;
  using WordCount = std::pair<std::string, std::uint32_t>;
  std::vector<WordCount> words_;  // of two texts at least, and in how many
  Spelling spelling_;

  friend class LikenessLearner;
};

}  // namespace nestline::service
