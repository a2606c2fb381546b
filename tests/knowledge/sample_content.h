// A small content without a single fault, for tests that break one thing at a time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "knowledge/content.h"
#include "knowledge/fault.h"

namespace nestline::knowledge {

inline constexpr Date kToday{std::chrono::year{2026}, std::chrono::November, std::chrono::day{24}};

// One topic in each group ("comfort-topic", ...), two passages each, a helpline, a kind of help,
// one rule, phrases and golden questions, all in English.
Content sample_content();

// "file:line field message", a line each, warnings with "warning" before them: for messages of
// failing tests.
std::string told(const std::vector<Fault>& faults);

// Whether exactly one fault has this file and field and these words in its message.
bool has_fault(const std::vector<Fault>& faults, std::string_view file, std::string_view field,
               std::string_view words);

}  // namespace nestline::knowledge
