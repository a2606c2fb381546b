// A linear classifier over sparse vectors: for each class a one-against-the-rest support vector
// machine (squared hinge loss), trained by dual coordinate descent with shrinking (Hsieh et al.,
// 2008). Deterministic: the order of visits comes from a fixed generator, so the same texts give
// the same weights on every machine of one kind. Immutable after training; safe from any thread.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

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
  int rounds = 12;
};

class LinearModel {
 public:
  static LinearModel train(std::span<const TrainingRow> rows, const TrainingOptions& options);

  // The margin of every class; `out` has `classes()` places.
  void score(const SparseVector& features, std::span<float> out) const;
  // What one feature adds to the margin of one class.
  [[nodiscard]] float weight(std::uint32_t feature, std::uint32_t of_class) const {
    return weights_[feature * stride_ + of_class];
  }
  [[nodiscard]] float bias(std::uint32_t of_class) const { return bias_[of_class]; }
  [[nodiscard]] std::uint32_t classes() const { return classes_; }

 private:
  std::uint32_t classes_ = 0;
  std::size_t stride_ = 0;
  std::vector<float> weights_;  // feature by feature, so that one feature's weights lie together
  std::vector<float> bias_;
};

}  // namespace nestline::service
