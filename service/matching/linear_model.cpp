#include "service/matching/linear_model.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <thread>

namespace nestline::service {
namespace {

// A small fixed generator (xorshift), so that training does not depend on the standard library's.
class Shuffler {
 public:
  void shuffle(std::vector<std::uint32_t>& items) {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[next() % i]);
  }

 private:
  std::uint64_t next() {
    state_ ^= state_ << 13U;
    state_ ^= state_ >> 7U;
    state_ ^= state_ << 17U;
    return state_;
  }
  std::uint64_t state_ = 88172645463325252ULL;
};

constexpr float kTolerance = 0.1F;

struct BinaryModel {
  std::vector<float> weights;
  float bias = 0;
};

// One class against the rest. The bias is a feature that is always 1.
BinaryModel train_one(std::span<const TrainingRow> rows, std::span<const float> squares,
                      std::uint32_t positive, const TrainingOptions& options) {
  BinaryModel model{std::vector<float>(options.features, 0.0F), 0};
  std::vector<float> alpha(rows.size(), 0.0F);
  std::vector<std::uint32_t> order(rows.size());
  std::iota(order.begin(), order.end(), 0U);
  Shuffler shuffler;
  // Rows that are safely on their side are left out of the later rounds (shrinking) and looked at
  // once more at the end.
  std::vector<std::uint32_t> active = order;
  float slack = std::numeric_limits<float>::infinity();
  for (int round = 0; round < options.rounds; ++round) {
    shuffler.shuffle(active);
    float largest = 0;
    std::size_t kept = 0;
    for (const std::uint32_t i : active) {
      const TrainingRow& row = rows[i];
      const float y = row.label == positive ? 1.0F : -1.0F;
      float margin = model.bias;
      for (const Feature& f : row.features) margin += model.weights[f.id] * f.value;
      const float diagonal = 0.5F / (options.cost * row.importance);
      const float gradient = y * margin - 1 + diagonal * alpha[i];
      if (alpha[i] == 0 && gradient > slack) continue;
      active[kept++] = i;
      const float projected = alpha[i] > 0 ? gradient : std::min(gradient, 0.0F);
      if (projected == 0) continue;
      largest = std::max(largest, std::abs(projected));
      const float old = alpha[i];
      alpha[i] = std::max(0.0F, old - gradient / (squares[i] + diagonal));
      const float step = (alpha[i] - old) * y;
      for (const Feature& f : row.features) model.weights[f.id] += step * f.value;
      model.bias += step;
    }
    active.resize(kept);
    slack = largest;
    if (largest < kTolerance) {
      if (kept == rows.size()) break;
      active = order;
      slack = std::numeric_limits<float>::infinity();
    }
  }
  return model;
}

}  // namespace

LinearModel LinearModel::train(std::span<const TrainingRow> rows, const TrainingOptions& options) {
  LinearModel model;
  model.classes_ = options.classes;
  model.stride_ = (std::size_t{options.classes} + 7) / 8 * 8;
  model.weights_.assign(model.stride_ * options.features, 0.0F);
  model.bias_.assign(options.classes, 0.0F);

  std::vector<float> squares(rows.size(), 1.0F);  // 1 for the bias
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (const Feature& f : rows[i].features) squares[i] += f.value * f.value;
  }
  // Each class is trained on its own, so the result does not depend on the number of threads.
  const unsigned threads = std::clamp(std::thread::hardware_concurrency(), 1U, 4U);
  const auto work = [&](unsigned first) {
    for (std::uint32_t c = first; c < options.classes; c += threads) {
      const BinaryModel one = train_one(rows, squares, c, options);
      for (std::uint32_t f = 0; f < options.features; ++f) {
        model.weights_[f * model.stride_ + c] = one.weights[f];
      }
      model.bias_[c] = one.bias;
    }
  };
  std::vector<std::thread> pool;
  for (unsigned t = 1; t < threads; ++t) pool.emplace_back(work, t);
  work(0);
  for (std::thread& thread : pool) thread.join();
  return model;
}

void LinearModel::score(const SparseVector& features, std::span<float> out) const {
  std::copy(bias_.begin(), bias_.end(), out.begin());
  for (const Feature& f : features) {
    const float* row = &weights_[f.id * stride_];
    for (std::uint32_t c = 0; c < classes_; ++c) out[c] += f.value * row[c];
  }
}

}  // namespace nestline::service
