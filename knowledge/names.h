// Tables of enumerators and their names in files and in the contract: std::pair<Value,
// std::string_view>, in any container. Pure functions; safe from any thread.
#pragma once

#include <optional>
#include <string_view>

namespace nestline::knowledge {

// Empty where the table lacks the value.
template <typename Names, typename Value>
constexpr std::string_view name_in(const Names& names, Value value) {
  for (const auto& [one, name] : names) {
    if (one == value) return name;
  }
  return "";
}

// Nothing where no value is called so.
template <typename Names>
constexpr auto value_named(const Names& names, std::string_view wanted)
    -> std::optional<decltype(names[0].first)> {
  for (const auto& [value, name] : names) {
    if (name == wanted) return value;
  }
  return std::nullopt;
}

}  // namespace nestline::knowledge
