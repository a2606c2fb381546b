#include "service/language/word_vectors.h"

#include <cstring>

#include "knowledge/embedded.h"

namespace nestline::knowledge {
extern const EmbeddedFile word_vectors_files[];
}  // namespace nestline::knowledge

namespace nestline::service {
namespace {

// The layout is described in scripts/cut-vectors.mjs.
constexpr std::string_view kMark = "NLWV";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kHead = 16;
constexpr std::uint32_t kMostDimensions = 512;

template <typename Value>
Value value_at(const char* values, std::size_t index) {
  Value out{};
  std::memcpy(&out, values + index * sizeof out, sizeof out);
  return out;
}

std::uint64_t hash_of(std::string_view word) {
  std::uint64_t hash = 1469598103934665603ULL;
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return hash;
}

}  // namespace

std::optional<WordVectors> WordVectors::load(std::string_view bytes) {
  if (bytes.size() < kHead || bytes.substr(0, kMark.size()) != kMark) return std::nullopt;
  if (value_at<std::uint32_t>(bytes.data(), 1) != kVersion) return std::nullopt;
  WordVectors out;
  out.count_ = value_at<std::uint32_t>(bytes.data(), 2);
  out.dimensions_ = value_at<std::uint32_t>(bytes.data(), 3);
  if (out.dimensions_ == 0 || out.dimensions_ > kMostDimensions) return std::nullopt;
  const std::size_t count = out.count_;
  const std::size_t row = sizeof(std::uint64_t) + sizeof(std::uint32_t) + sizeof(float);
  if (bytes.size() != kHead + count * (row + out.dimensions_)) return std::nullopt;
  out.hashes_ = bytes.data() + kHead;
  out.ranks_ = out.hashes_ + count * sizeof(std::uint64_t);
  out.scales_ = out.ranks_ + count * sizeof(std::uint32_t);
  out.numbers_ = reinterpret_cast<const std::int8_t*>(out.scales_ + count * sizeof(float));
  return out;
}

WordVectors WordVectors::builtin() {
  const knowledge::EmbeddedFile& file = knowledge::word_vectors_files[0];
  return load({file.begin, static_cast<std::size_t>(file.end - file.begin)})
      .value_or(WordVectors());
}

std::optional<std::uint32_t> WordVectors::find(std::string_view word) const {
  const std::uint64_t hash = hash_of(word);
  std::uint32_t first = 0;
  std::uint32_t last = count_;
  while (first < last) {
    const std::uint32_t middle = first + (last - first) / 2;
    if (value_at<std::uint64_t>(hashes_, middle) < hash) {
      first = middle + 1;
    } else {
      last = middle;
    }
  }
  if (first == count_ || value_at<std::uint64_t>(hashes_, first) != hash) return std::nullopt;
  return first;
}

std::uint32_t WordVectors::rank(std::uint32_t place) const {
  return value_at<std::uint32_t>(ranks_, place);
}

void WordVectors::add(std::uint32_t place, float factor, std::span<float> to) const {
  const std::int8_t* numbers = numbers_ + std::size_t{place} * dimensions_;
  const float scaled = factor * value_at<float>(scales_, place);
  for (std::uint32_t d = 0; d < dimensions_; ++d) {
    to[d] += scaled * static_cast<float>(numbers[d]);
  }
}

}  // namespace nestline::service
