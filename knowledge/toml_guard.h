// A gate before toml++, whose version 3.3 has undefined behaviour wherever it asks whether a
// character outside ASCII is a space: in malformed values, after quoted keys, in strings of several
// lines. So a line with such a character must have the plain shape of our files, in which toml++
// never asks:
//
//   key = ["one", "two"] # comment
//
// with any part left out, and a text with such a character has no strings of several lines. Pure;
// safe from any thread. Internal to the knowledge ring.
#pragma once

#include <optional>
#include <string_view>

namespace nestline::knowledge {

// 1-based number of the first line that must not reach toml++.
std::optional<int> find_unsafe_line(std::string_view toml);

}  // namespace nestline::knowledge
