// Small rule sets written in a test, and the shipped ones.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "knowledge/safety_rule.h"
#include "service/safety/rule_set.h"
#include "service/safety/screen.h"

namespace nestline::test {

// Classes that give negators, breaks and the like, for rules written in a test.
std::string_view small_classes();

// Compiles TOML texts as English files. Throws when there is a fault.
service::RuleSet compile_text(const std::vector<std::string>& files);

// One rule with these lines ("phrases = [...]") in it, after the small classes.
service::RuleSet one_rule(const std::string& lines);

// The rules of knowledge/content, compiled once for the whole test program.
const service::RuleSet& shipped_rules();
const std::vector<knowledge::SafetyRuleFile>& shipped_files();

// Ids of the rules that fire, most urgent first, separated by spaces, each once.
std::string fired(const service::RuleSet& rules, std::string_view message,
                  service::ScreenFacts facts = {});
// The same with what the message itself tells of the child.
std::string fired_as_read(const service::RuleSet& rules, std::string_view message);

}  // namespace nestline::test
