#include "service/matching/linear_model.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "service/matching/parallel.h"
#include "service/matching/vectorised.h"

namespace nestline::service {
namespace {

// Classes are trained in blocks, each on its own: wide enough for the processor's vector units, and
// no wider than there are classes.
constexpr std::size_t kWidest = 32;
constexpr std::size_t kNarrow = 8;
// A block is done when no row is wrong by more than this.
constexpr float kTolerance = 0.1F;
constexpr float kSteps = 127;

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

// to += factor * from, over one block. The two do not overlap, which lets the compiler use vectors.
NESTLINE_VECTORISED void add_scaled(float* __restrict to, const float* __restrict from,
                                    float factor, std::size_t width) {
  for (std::size_t c = 0; c < width; ++c) to[c] += factor * from[c];
}

NESTLINE_VECTORISED void add_steps(float* __restrict to, const std::int8_t* __restrict steps,
                                   float factor, std::size_t width) {
  for (std::size_t c = 0; c < width; ++c) to[c] += factor * static_cast<float>(steps[c]);
}

// The machines of the classes first to first + width - 1; those past the last class are trained on
// nothing.
class Block {
 public:
  // `squares` has the squared length of each row.
  Block(std::span<const TrainingRow> rows, std::span<const float> squares,
        const TrainingOptions& options, std::size_t first, std::size_t width)
      : rows_(rows),
        squares_(squares),
        options_(options),
        first_(first),
        width_(width),
        weights_(options.features * width, 0.0F),
        alpha_(rows.size() * width, 0.0F) {}

  void train() {
    std::vector<std::uint32_t> order(rows_.size());
    std::iota(order.begin(), order.end(), 0U);
    Shuffler shuffler;
    for (int round = 0; round < options_.rounds; ++round) {
      shuffler.shuffle(order);
      float largest = 0;
      for (const std::uint32_t i : order) largest = std::max(largest, visit(i, squares_[i]));
      if (largest < kTolerance) break;
    }
  }

  [[nodiscard]] const float* weights(std::size_t feature) const {
    return &weights_[feature * width_];
  }
  [[nodiscard]] float bias(std::size_t in_block) const { return bias_[in_block]; }

 private:
  // One step for every class of the block; returns the largest violation.
  float visit(std::uint32_t i, float square) {
    const TrainingRow& row = rows_[i];
    float margin[kWidest];
    std::copy(std::begin(bias_), std::end(bias_), margin);
    for (const Feature& f : row.features)
      add_scaled(margin, &weights_[f.id * width_], f.value, width_);
    const float diagonal = 0.5F / (options_.cost * row.importance);
    float* alpha = &alpha_[i * width_];
    float step[kWidest];
    float largest = 0;
    for (std::size_t c = 0; c < width_; ++c) {
      const float y = first_ + c == row.label ? 1.0F : -1.0F;
      const float gradient = y * margin[c] - 1 + diagonal * alpha[c];
      const float projected = alpha[c] > 0 ? gradient : std::min(gradient, 0.0F);
      const float next =
          projected == 0 ? alpha[c] : std::max(0.0F, alpha[c] - gradient / (square + diagonal));
      step[c] = (next - alpha[c]) * y;
      alpha[c] = next;
      largest = std::max(largest, std::abs(projected));
    }
    if (largest == 0) return 0;
    for (const Feature& f : row.features)
      add_scaled(&weights_[f.id * width_], step, f.value, width_);
    add_scaled(bias_, step, 1.0F, width_);
    return largest;
  }

  std::span<const TrainingRow> rows_;
  std::span<const float> squares_;
  const TrainingOptions& options_;
  std::size_t first_;
  std::size_t width_;
  std::vector<float> weights_;  // [feature][class of the block]
  std::vector<float> alpha_;    // [row][class of the block]
  float bias_[kWidest] = {};
};

}  // namespace

LinearModel LinearModel::train(std::span<const TrainingRow> rows, const TrainingOptions& options) {
  const std::size_t width = options.classes <= kNarrow ? kNarrow : kWidest;
  std::vector<float> squares(rows.size(), 1.0F);  // 1 for the bias, a feature that is always 1
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (const Feature& f : rows[i].features) squares[i] += f.value * f.value;
  }
  std::vector<Block> blocks;
  for (std::size_t first = 0; first < options.classes; first += width) {
    blocks.emplace_back(rows, squares, options, first, width);
  }
  for_each_index(blocks.size(), [&](std::size_t b) { blocks[b].train(); });

  LinearModel model;
  model.classes_ = options.classes;
  model.stride_ = blocks.size() * width;
  model.steps_.resize(model.stride_ * options.features);
  model.scales_.resize(options.features);
  for (std::size_t f = 0; f < options.features; ++f) {
    float largest = 0;
    for (const Block& block : blocks) {
      for (std::size_t c = 0; c < width; ++c) {
        largest = std::max(largest, std::abs(block.weights(f)[c]));
      }
    }
    model.scales_[f] = largest / kSteps;
    if (largest == 0) continue;
    for (std::size_t b = 0; b < blocks.size(); ++b) {
      for (std::size_t c = 0; c < width; ++c) {
        model.steps_[f * model.stride_ + b * width + c] =
            static_cast<std::int8_t>(std::lround(blocks[b].weights(f)[c] / model.scales_[f]));
      }
    }
  }
  for (std::uint32_t c = 0; c < options.classes; ++c) {
    model.bias_.push_back(blocks[c / width].bias(c % width));
  }
  return model;
}

float LinearModel::largest_weight(std::uint32_t feature) const { return scales_[feature] * kSteps; }

LinearModel LinearModel::with_features(std::span<const std::uint32_t> kept) const {
  LinearModel model;
  model.classes_ = classes_;
  model.stride_ = stride_;
  model.bias_ = bias_;
  model.steps_.reserve(kept.size() * stride_);
  model.scales_.reserve(kept.size());
  for (const std::uint32_t feature : kept) {
    const auto row = steps_.begin() + static_cast<std::ptrdiff_t>(feature * stride_);
    model.steps_.insert(model.steps_.end(), row, row + static_cast<std::ptrdiff_t>(stride_));
    model.scales_.push_back(scales_[feature]);
  }
  return model;
}

void LinearModel::save(ByteWriter& to) const {
  to.value(classes_);
  to.values(steps_);
  to.values(scales_);
  to.values(bias_);
}

std::optional<LinearModel> LinearModel::load(ByteReader& from) {
  LinearModel model;
  model.classes_ = from.value<std::uint32_t>();
  model.steps_ = from.values<std::int8_t>();
  model.scales_ = from.values<float>();
  model.bias_ = from.values<float>();
  const std::size_t features = model.scales_.size();
  if (!from.ok() || features == 0 || model.steps_.size() % features != 0) return std::nullopt;
  model.stride_ = model.steps_.size() / features;
  if (model.stride_ < model.classes_ || model.bias_.size() != model.classes_) return std::nullopt;
  return model;
}

void LinearModel::score(const SparseVector& features, std::span<float> out) const {
  std::vector<float> sums(stride_, 0.0F);
  for (const Feature& f : features) {
    add_steps(sums.data(), &steps_[f.id * stride_], f.value * scales_[f.id], stride_);
  }
  for (std::uint32_t c = 0; c < classes_; ++c) out[c] = sums[c] + bias_[c];
}

}  // namespace nestline::service
