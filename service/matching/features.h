// What the readers of words share: the hash that names a feature, and how occurrences become a
// vector. Pure functions; safe from any thread.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "service/matching/sparse.h"

namespace nestline::service {

// FNV-1a, kept apart by `seed` for kinds of features that may be spelt alike.
inline std::uint64_t hash_of(std::string_view text, std::uint64_t seed) {
  std::uint64_t hash = 1469598103934665603ULL ^ (seed * 0x9E3779B97F4A7C15ULL);
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return hash ^ (hash >> 29U);
}

// Sorts by id and adds up what has the same.
inline void sum_by_id(SparseVector& vector) {
  std::sort(vector.begin(), vector.end(),
            [](const Feature& a, const Feature& b) { return a.id < b.id; });
  std::size_t last = 0;
  for (std::size_t i = 1; i < vector.size(); ++i) {
    if (vector[i].id == vector[last].id) {
      vector[last].value += vector[i].value;
    } else {
      vector[++last] = vector[i];
    }
  }
  if (!vector.empty()) vector.resize(last + 1);
}

}  // namespace nestline::service
