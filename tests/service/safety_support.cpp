#include "tests/service/safety_support.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "knowledge/safety_rule_reader.h"
#include "service/safety/check.h"

namespace nestline::test {
namespace {

using knowledge::Fault;
using knowledge::SafetyRuleFile;

void require_none(const std::vector<Fault>& faults) {
  if (faults.empty()) return;
  const Fault& first = faults.front();
  throw std::runtime_error(first.file + " " + first.field + ": " + first.message);
}

std::vector<SafetyRuleFile> read_shipped() {
  namespace fs = std::filesystem;
  const fs::path content = NESTLINE_CONTENT_DIR;
  std::vector<fs::path> paths;
  for (const fs::path& language : {fs::path("en"), fs::path("es")}) {
    for (const auto& entry : fs::directory_iterator(content / language / "safety")) {
      if (entry.path().filename() != "replies.toml") {
        paths.push_back(fs::relative(entry.path(), content));
      }
    }
  }
  std::sort(paths.begin(), paths.end());
  std::vector<SafetyRuleFile> out;
  std::vector<Fault> faults;
  for (const fs::path& path : paths) {
    std::ifstream in(content / path);
    const std::string text(std::istreambuf_iterator<char>(in), {});
    out.push_back(knowledge::read_safety_rules(text, path.generic_string(), faults));
  }
  require_none(faults);
  return out;
}

}  // namespace

std::string_view small_classes() {
  return R"toml([classes]
negator = ["=no", "=not", "=never", "=without", "=isnt", "=doesnt", "=dont", "=hasnt", "=cant"]
through = ["=a", "=any", "=is", "=have", "=has", "=having", "=to", "=going", "=really", "=of", "=sign"]
break = ["=but", "=and", "=now"]
turn = ["=but", "=now"]
fact = ["=have", "=has", "=is", "=hes"]
common = ["=he", "=hes", "=she", "=his", "=her", "=i", "=my", "=it", "=him", "=the", "=on", "=or"]
everyday = ["cry", "sleep"]
child = ["=he", "=hes", "=she", "baby", "son"]
temp = ["38..42.9", "100.4..108"]

[cues]
what-if = ["=afraid <child> (=might|=could)", "(=prevent|=avoid)"]
past = ["=last =year"]
)toml";
}

service::RuleSet compile_text(const std::vector<std::string>& files) {
  std::vector<SafetyRuleFile> read;
  std::vector<Fault> faults;
  for (const std::string& text : files) {
    read.push_back(knowledge::read_safety_rules(text, "en/safety/test.toml", faults));
  }
  service::RuleSet rules = service::RuleSet::compile(std::move(read), faults);
  require_none(faults);
  return rules;
}

service::RuleSet one_rule(const std::string& lines) {
  return compile_text({std::string(small_classes()) + R"(
[[rules]]
id = "test"
category = "medical-emergency"
reply = "urgent.test"
contacts = ["medical-emergency"]
examples = []
lookalikes = []
)" + lines});
}

const std::vector<SafetyRuleFile>& shipped_files() {
  static const std::vector<SafetyRuleFile> files = read_shipped();
  return files;
}

const service::RuleSet& shipped_rules() {
  static const service::RuleSet rules = [] {
    std::vector<Fault> faults;
    service::RuleSet compiled = service::RuleSet::compile(shipped_files(), faults);
    require_none(faults);
    return compiled;
  }();
  return rules;
}

std::string fired(const service::RuleSet& rules, std::string_view message,
                  service::ScreenFacts facts) {
  std::vector<std::string> ids;
  for (const service::Hit& hit : screen(rules, service::read_text(message), facts).hits) {
    const std::string& id = rules.rules()[hit.rule].id;
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  }
  std::string out;
  for (const std::string& id : ids) out += (out.empty() ? "" : " ") + id;
  return out;
}

std::string fired_as_read(const service::RuleSet& rules, std::string_view message) {
  return fired(rules, message, service::facts_in(service::read_text(message)));
}

}  // namespace nestline::test
