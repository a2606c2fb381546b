// Sparse vectors: what a text looks like to the linear model. Values.
#pragma once

#include <cstdint>
#include <vector>

namespace nestline::service {

struct Feature {
  std::uint32_t id = 0;
  float value = 0;
};

using SparseVector = std::vector<Feature>;  // ids rise

}  // namespace nestline::service
