// Which language a message is written in: a hint, never the reason to withhold help. Safe from any
// thread.
#pragma once

#include <string>
#include <string_view>

namespace nestline::service {

// ISO 639-1 code of a message that is surely in one language, or "" where it is too short (under 20
// letters) or mixed.
std::string detect_language(std::string_view utf8);

}  // namespace nestline::service
