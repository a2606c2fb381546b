// Ways in which haste or hiding changes a message without changing what it says. Each takes a
// message and the telling word in it, which may be empty. Deterministic.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace nestline::test {

struct Transform {
  std::string_view name;
  std::string (*apply)(const std::string& message, const std::string& word);
};

std::span<const Transform> transforms();

}  // namespace nestline::test
