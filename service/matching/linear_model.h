// A linear classifier over sparse vectors: for each class a one-against-the-rest support vector
// machine (squared hinge loss), trained by dual coordinate descent (Hsieh et al., 2008), all
// classes side by side: a row is visited once for all of them, so that its weights are read once.
// Deterministic: the order of visits comes from a fixed generator and no sum depends on the number
// of threads. Weights are kept as 8-bit steps of a scale for each feature: a quarter of the memory,
// and one feature's weights lie in one or two cache lines. Immutable after training; safe from any
// thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "service/matching/bytes.h"
#include "service/matching/sparse.h"

namespace nestline::service {

struct TrainingRow {
  SparseVector features;
  std::uint32_t label = 0;  // class, below `classes`
  float importance = 1;     // scales the cost of getting this row wrong
};

struct TrainingOptions {
  std::uint32_t features = 0;  // one past the highest feature id
  std::uint32_t classes = 0;
  float cost = 1.0F;  // C: larger fits the rows more closely
  int rounds = 6;
};

class LinearModel {
 public:
  static LinearModel train(std::span<const TrainingRow> rows, const TrainingOptions& options);

  // What was trained, as bytes for this version on this kind of machine, and back; nothing where
  // they are damaged.
  void save(ByteWriter& to) const;
  static std::optional<LinearModel> load(ByteReader& from);

  // The margin of every class; `out` has `classes()` places.
  void score(const SparseVector& features, std::span<float> out) const;
  // What one feature adds to the margin of one class.
  [[nodiscard]] float weight(std::uint32_t feature, std::uint32_t of_class) const {
    return scales_[feature] * static_cast<float>(steps_[feature * stride_ + of_class]);
  }
  // The largest weight of a feature, whatever the class and the sign.
  [[nodiscard]] float largest_weight(std::uint32_t feature) const;
  // The same model for texts that have these features only, numbered anew in this order.
  [[nodiscard]] LinearModel with_features(std::span<const std::uint32_t> kept) const;
  [[nodiscard]] float bias(std::uint32_t of_class) const { return bias_[of_class]; }
  [[nodiscard]] std::uint32_t classes() const { return classes_; }
  [[nodiscard]] std::size_t features() const { return scales_.size(); }

 private:
  std::uint32_t classes_ = 0;
  std::size_t stride_ = 0;
  std::vector<std::int8_t> steps_;  // feature by feature
  std::vector<float> scales_;       // by feature
  std::vector<float> bias_;
};

}  // namespace nestline::service
