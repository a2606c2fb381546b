// Word vectors: 100 numbers a word, near for words that are used alike, so that "kiddo" is not a
// stranger where a curator wrote "child". English only. They are cut from a registry package at
// build time (scripts/install-vectors), one byte a number; a build without them has an empty table
// and everything works, less well on words that no curator wrote.
//
// A view of bytes that outlive it (those in the binary do). Immutable; safe from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace nestline::service {

class WordVectors {
 public:
  WordVectors() = default;  // knows no word

  // Nothing where the bytes are not such a table.
  static std::optional<WordVectors> load(std::string_view bytes);
  // The table built into the binary; empty where the build had none.
  static WordVectors builtin();

  // The place of a folded word, or nothing.
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view word) const;
  // How common the word is: 0 for the most common.
  [[nodiscard]] std::uint32_t rank(std::uint32_t place) const;
  // to += factor * the word's vector, which has length 1; `to` has `dimensions()` places.
  void add(std::uint32_t place, float factor, std::span<float> to) const;

  [[nodiscard]] std::uint32_t size() const { return count_; }
  [[nodiscard]] std::uint32_t dimensions() const { return dimensions_; }

 private:
  std::uint32_t count_ = 0;
  std::uint32_t dimensions_ = 0;
  const char* hashes_ = nullptr;  // rising; not aligned, like all that follow
  const char* ranks_ = nullptr;
  const char* scales_ = nullptr;
  const std::int8_t* numbers_ = nullptr;
};

}  // namespace nestline::service
