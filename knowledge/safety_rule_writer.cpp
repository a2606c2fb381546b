#include "knowledge/safety_rule_writer.h"

#include "knowledge/names.h"
#include "knowledge/toml_text.h"

namespace nestline::knowledge {
namespace {

void write_words(TomlText& out, std::string_view table, const std::vector<SafetyWords>& words) {
  if (words.empty()) return;
  out.table(table);
  for (const SafetyWords& one : words) out.strings(one.name, one.words);
}

void write_rule(TomlText& out, const SafetyRule& rule) {
  out.entry("rules");
  out.string("id", rule.id);
  if (!rule.situation.empty()) out.string("situation", rule.situation);
  out.string("category", name_in(kSafetyCategories, rule.category));
  if (rule.tier != usual_tier(rule.category)) out.string("tier", name_in(kSafetyTiers, rule.tier));
  out.string("reply", rule.reply);
  out.strings("contacts", rule.contacts);
  std::vector<std::string> ignored;
  if (rule.ignore_what_if) ignored.emplace_back("what-if");
  if (rule.ignore_past) ignored.emplace_back("past");
  if (!ignored.empty()) out.strings("ignore", ignored);
  if (rule.min_age_months) out.integer("min_age_months", *rule.min_age_months);
  if (rule.max_age_months) out.integer("max_age_months", *rule.max_age_months);
  out.strings("phrases", rule.phrases);
  if (!rule.required.empty()) out.strings("requires", rule.required);
  if (rule.required_anywhere) out.string("requires_within", "message");
  if (!rule.unless.empty()) out.strings("unless", rule.unless);
  out.strings("examples", rule.examples);
  out.strings("lookalikes", rule.lookalikes);
}

}  // namespace

std::string write_safety_rules(const SafetyRuleFile& file) {
  TomlText out;
  write_words(out, "classes", file.classes);
  write_words(out, "cues", file.cues);
  for (const SafetyRule& rule : file.rules) write_rule(out, rule);
  return out.text();
}

}  // namespace nestline::knowledge
