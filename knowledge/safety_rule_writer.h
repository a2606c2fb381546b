// Writes one file of safety rules; reading it again gives the same rules. Pure function; safe from
// any thread.
#pragma once

#include <string>

#include "knowledge/safety_rule.h"

namespace nestline::knowledge {

std::string write_safety_rules(const SafetyRuleFile& file);

}  // namespace nestline::knowledge
