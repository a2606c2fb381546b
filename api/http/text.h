// Checks and decoding of text that comes from the network. Strict: what is not plainly right is
// refused, because a lenient reader here and a strict one behind it disagree in ways that attackers
// use. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace nestline::api {

// ASCII only, as HTTP defines its names.
bool equal_ignoring_case(std::string_view a, std::string_view b);

bool is_token(std::string_view text);  // RFC 9110 5.6.2, at least one character

// No overlong forms, no surrogates, nothing above U+10FFFF.
bool is_valid_utf8(std::string_view text);

// C0, DEL or C1 (as UTF-8).
bool has_control_character(std::string_view text);

enum class Plus { IsPlus, IsSpace };  // a form-encoded query writes a space as '+'

// Nothing where a '%' is not followed by two hex digits, or where the result is not valid UTF-8 or
// holds a control character.
std::optional<std::string> percent_decode(std::string_view text, Plus plus);

}  // namespace nestline::api
