// Walking UTF-8 one character at a time. Internal to the language folder.
#pragma once

#include <cstdint>
#include <string_view>

namespace nestline::service {

// The character at `pos`, which moves past it; -1 for an invalid byte, which is passed too. `pos`
// must be inside.
std::int32_t next_character(std::string_view utf8, std::size_t& pos);

}  // namespace nestline::service
