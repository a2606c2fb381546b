// Reads one file of safety rules. Used at start-up, by the checks and by the tests. Safe to call
// from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "knowledge/fault.h"
#include "knowledge/safety_rule.h"

namespace nestline::knowledge {

// `file` is the path inside the content folder; its first folder is the language. Faults are added
// for what is missing, unknown or of the wrong type; what could be read is returned all the same.
SafetyRuleFile read_safety_rules(std::string_view toml, std::string file,
                                 std::vector<Fault>& faults);

}  // namespace nestline::knowledge
