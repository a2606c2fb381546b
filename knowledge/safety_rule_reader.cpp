#include "knowledge/safety_rule_reader.h"

#include "knowledge/names.h"
#include "knowledge/toml_table.h"

namespace nestline::knowledge {
namespace {

using Strings = std::vector<std::string>;

// The value that `key` names in a table of names, or a fault.
template <typename Value, std::size_t N>
std::optional<Value> read_name(TableReader& reader, std::string_view key, const std::string& name,
                               const std::array<std::pair<Value, std::string_view>, N>& names) {
  if (name.empty()) return std::nullopt;
  if (const auto value = value_named(names, name)) return value;
  reader.error(key, "\"" + name + "\" is not one of the known names");
  return std::nullopt;
}

// `ignore = ["what-if", "past"]`: kinds of mention that are no hit.
void read_ignored(TableReader& reader, SafetyRule& rule) {
  for (const std::string& kind : reader.optional_strings("ignore").value_or(Strings{})) {
    if (kind == "what-if") {
      rule.ignore_what_if = true;
    } else if (kind == "past") {
      rule.ignore_past = true;
    } else {
      reader.error("ignore", "\"" + kind + "\" is neither what-if nor past");
    }
  }
}

bool read_required_anywhere(TableReader& reader) {
  const std::string within = reader.optional_string("requires_within");
  if (!within.empty() && within != "message" && within != "near") {
    reader.error("requires_within", "must be near or message");
  }
  return within == "message";
}

SafetyRule read_rule(TableReader& reader) {
  SafetyRule rule;
  rule.line = reader.line();
  rule.id = reader.filled_string("id");
  rule.situation = reader.optional_string("situation");
  rule.category = read_name(reader, "category", reader.filled_string("category"), kSafetyCategories)
                      .value_or(SafetyCategory::MedicalEmergency);
  rule.tier = read_name(reader, "tier", reader.optional_string("tier"), kSafetyTiers)
                  .value_or(usual_tier(rule.category));
  rule.reply = reader.filled_string("reply");
  rule.contacts = reader.strings("contacts");
  rule.phrases = reader.strings("phrases");
  rule.required = reader.optional_strings("requires").value_or(Strings{});
  rule.required_anywhere = read_required_anywhere(reader);
  rule.unless = reader.optional_strings("unless").value_or(Strings{});
  read_ignored(reader, rule);
  rule.max_age_months = reader.optional_integer("max_age_months");
  rule.min_age_months = reader.optional_integer("min_age_months");
  rule.examples = reader.strings("examples");
  rule.lookalikes = reader.strings("lookalikes");
  return rule;
}

std::vector<SafetyWords> read_words(TableReader& file, const toml::table& table,
                                    std::string_view key, FaultSink& sink) {
  std::vector<SafetyWords> out;
  if (!table.contains(key)) return out;
  const toml::table* words = file.table(key);
  if (words == nullptr) return out;
  TableReader reader(*words, sink, std::string(key));
  for (const auto& [name, value] : *words) {
    out.push_back({std::string(name.str()), reader.strings(name.str()),
                   static_cast<int>(value.source().begin.line)});
  }
  // A class may use those above it, so the order of the file is kept, not toml++'s order of names.
  std::stable_sort(out.begin(), out.end(),
                   [](const SafetyWords& a, const SafetyWords& b) { return a.line < b.line; });
  return out;
}

}  // namespace

SafetyRuleFile read_safety_rules(std::string_view toml, std::string file,
                                 std::vector<Fault>& faults) {
  SafetyRuleFile out;
  out.language = file.substr(0, file.find('/'));
  FaultSink sink(file, faults);
  out.file = std::move(file);
  const std::optional<toml::table> table = parse_toml(toml, sink);
  if (!table) return out;
  TableReader reader(*table, sink);
  out.classes = read_words(reader, *table, "classes", sink);
  out.cues = read_words(reader, *table, "cues", sink);
  for (const toml::table* entry : reader.tables("rules")) {
    const auto index = std::to_string(out.rules.size());
    TableReader rule(*entry, sink, "rules[" + index + "]");
    out.rules.push_back(read_rule(rule));
    rule.finish();
  }
  reader.finish();
  return out;
}

}  // namespace nestline::knowledge
