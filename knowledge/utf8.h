// Walking UTF-8 one character at a time, for the checks of this ring. Pure functions; safe from any
// thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace nestline::knowledge {

// The character at `pos`, which moves past it; U+FFFD for an invalid byte (overlong forms and
// surrogates included), of which one is passed. `pos` must be inside.
char32_t next_character(std::string_view utf8, std::size_t& pos);

bool is_valid_utf8(std::string_view bytes);

// Number of characters (code points): the measure of every length limit and of line width.
std::size_t count_characters(std::string_view utf8);

void append_character(std::string& utf8, char32_t character);

}  // namespace nestline::knowledge
