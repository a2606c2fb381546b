#include "tests/knowledge/sample_content.h"

#include <algorithm>

#include "knowledge/required_phrases.h"

namespace nestline::knowledge {
namespace {

constexpr Date kVerified{std::chrono::year{2026}, std::chrono::October, std::chrono::day{1}};
constexpr Date kDue{std::chrono::year{2027}, std::chrono::May, std::chrono::day{24}};

Topic topic(const std::string& group) {
  Topic out;
  out.id = {group + "-topic"};
  out.name = "About " + group;
  out.group = group;
  out.definition = "Questions about " + group + ".";
  out.ages = {0, 72};
  out.needs = {"parent-support"};
  out.keywords = {group + "word"};
  out.phrases = {group + " all day"};
  for (int i = 0; i < 15; ++i) {
    out.examples.push_back(group + " question " +
                           std::string(static_cast<std::size_t>(i + 1), 'x'));
  }
  out.near_misses = {{"how do I sell a car, " + group, "out_of_scope"},
                     {"he is not breathing, " + group, "urgent"},
                     {"he has a rash, " + group, "refer"}};
  return out;
}

Passage passage(const std::string& topic_id, const std::string& slug) {
  Passage out;
  out.id = {topic_id + "/" + slug};
  out.title = "When the day is long";
  out.summary = "A long day is hard for both of you. Rest first.";
  out.ages = {0, 24};
  out.sources = {{{"brief"}, "Section 1"}};
  out.review.due = kDue;
  out.parts = {{"going-on",
                "What may be going on",
                {{false, {"Your baby cries a lot. You are not alone."}}}},
               {"try", "What to try", {{true, {"Hold your baby.", "Sing a song."}}}},
               {"help", "When to ask for help", {{false, {"Talk to your doctor if you worry."}}}}};
  return out;
}

Referral referral(const std::string& id, ReferralKind kind, const std::string& need) {
  Referral out;
  out.id = {id};
  out.file = "referrals/helplines";
  out.name = "Somebody to call";
  out.description = "They listen to parents.";
  out.kind = kind;
  out.needs = {need};
  out.last_verified = kVerified;
  out.source = "example.org";
  return out;
}

SafetyRuleFile rules() {
  SafetyRule rule;
  rule.id = "not-breathing";
  rule.reply = "urgent.breathing";
  rule.contacts = {"medical-emergency"};
  rule.phrases = {"not breathing"};
  SafetyRuleFile out;
  out.file = "en/safety/medical.toml";
  out.language = "en";
  out.rules = {rule};
  return out;
}

}  // namespace

Content sample_content() {
  LanguageContent english;
  english.language = "en";
  for (const std::string_view group : kTopicGroups) {
    english.topics.push_back(topic(std::string(group)));
    english.passages.push_back(passage(english.topics.back().id.value, "first"));
    english.passages.push_back(passage(english.topics.back().id.value, "second"));
  }
  english.referrals = {referral("someone", ReferralKind::Service, "parent-support"),
                       referral("us-911", ReferralKind::Emergency, "medical-emergency")};
  english.safety = {rules()};
  for (const std::string& id : required_phrases())
    english.phrases.push_back({{id}, "phrases", "Here is what may help."});
  english.phrases.push_back({{"urgent.breathing"}, "safety/replies", "Call now."});
  english.golden = {{"g1", "my baby cries", "guidance", {{"comfort-topic"}}, 3},
                    {"g2", "is he autistic", "no_diagnosis", {}, std::nullopt}};
  english.backgrounds = {{"out_of_scope", "questions/out_of_scope", {"sell a car"}}};
  Content content;
  content.sources = {{{"brief"}, "The brief", "", "", "brief"}};
  content.languages = {english};
  return content;
}

std::string told(const std::vector<Fault>& faults) {
  std::string out;
  for (const Fault& fault : faults) {
    out += (fault.warning ? "warning " : "") + fault.file + ":" + std::to_string(fault.line) + " " +
           fault.field + " " + fault.message + "\n";
  }
  return out;
}

bool has_fault(const std::vector<Fault>& faults, std::string_view file, std::string_view field,
               std::string_view words) {
  return std::count_if(faults.begin(), faults.end(), [&](const Fault& fault) {
           return fault.file == file && fault.field == field &&
                  fault.message.find(words) != std::string::npos;
         }) == 1;
}

}  // namespace nestline::knowledge
