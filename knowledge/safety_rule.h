// A rule of the safety screen: which words mean danger (or a plea for a diagnosis, or an ordinary
// health question), what takes the alarm back, which fixed reply is given, and the texts that prove
// it. Rules are data: `<lang>/safety/*.toml`, written by the safety editors and checked against
// their own examples before they can be published. service/safety/pattern.h describes the language
// of the patterns. Values; safe to use from any thread.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nestline::knowledge {

enum class SafetyCategory {
  MedicalEmergency,
  Crisis,
  HarmToChild,
  IntrusiveThoughts,  // unwanted thoughts are not intent: a reply of their own
  Protection,
  DomesticViolence,
  DangerousPractice,
  Diagnosis,  // answered with no_diagnosis
  Health,     // answered with refer
};

// How soon, most urgent first: the order in which hits win.
enum class SafetyTier {
  CallEmergencyNow,
  CrisisNow,
  ProtectChild,
  ProtectAdult,
  StopUnsafePractice,
  UrgentSameDay,
  NoDiagnosis,
  Refer,
};

inline constexpr std::array<std::pair<SafetyCategory, std::string_view>, 9> kSafetyCategories{{
    {SafetyCategory::MedicalEmergency, "medical-emergency"},
    {SafetyCategory::Crisis, "crisis"},
    {SafetyCategory::HarmToChild, "harm-to-child"},
    {SafetyCategory::IntrusiveThoughts, "intrusive-thoughts"},
    {SafetyCategory::Protection, "protection"},
    {SafetyCategory::DomesticViolence, "domestic-violence"},
    {SafetyCategory::DangerousPractice, "dangerous-practice"},
    {SafetyCategory::Diagnosis, "diagnosis"},
    {SafetyCategory::Health, "health"},
}};

inline constexpr std::array<std::pair<SafetyTier, std::string_view>, 8> kSafetyTiers{{
    {SafetyTier::CallEmergencyNow, "call-emergency-now"},
    {SafetyTier::CrisisNow, "crisis-now"},
    {SafetyTier::ProtectChild, "protect-child"},
    {SafetyTier::ProtectAdult, "protect-adult"},
    {SafetyTier::StopUnsafePractice, "stop-unsafe-practice"},
    {SafetyTier::UrgentSameDay, "urgent-same-day"},
    {SafetyTier::NoDiagnosis, "no-diagnosis"},
    {SafetyTier::Refer, "refer"},
}};

// The tier of a rule that names none.
constexpr SafetyTier usual_tier(SafetyCategory category) {
  switch (category) {
    case SafetyCategory::MedicalEmergency:
      return SafetyTier::CallEmergencyNow;
    case SafetyCategory::Crisis:
    case SafetyCategory::HarmToChild:
    case SafetyCategory::IntrusiveThoughts:
      return SafetyTier::CrisisNow;
    case SafetyCategory::Protection:
      return SafetyTier::ProtectChild;
    case SafetyCategory::DomesticViolence:
      return SafetyTier::ProtectAdult;
    case SafetyCategory::DangerousPractice:
      return SafetyTier::StopUnsafePractice;
    case SafetyCategory::Diagnosis:
      return SafetyTier::NoDiagnosis;
    case SafetyCategory::Health:
      return SafetyTier::Refer;
  }
  return SafetyTier::CallEmergencyNow;
}

struct SafetyRule {
  std::string id;         // unique within its language
  std::string situation;  // the red flag it covers; empty for diagnosis and health
  SafetyCategory category = SafetyCategory::MedicalEmergency;
  SafetyTier tier = SafetyTier::CallEmergencyNow;
  std::string reply;                  // id of a fixed phrase
  std::vector<std::string> contacts;  // needs that helplines (urgent) or kinds of help serve
  std::vector<std::string> phrases;   // patterns: any one is a hit
  std::vector<std::string> required;  // patterns, in the file `requires`: any one must be present
  bool required_anywhere = false;     // in the whole message; else within 30 words of the hit
  std::vector<std::string> unless;  // patterns: any one in the clause of a hit takes that hit back
  bool ignore_what_if = false;      // "afraid he might choke", "how to prevent choking" are no hit
  bool ignore_past = false;         // "had one last year" is no hit
  std::optional<int> max_age_months;    // fires only for a child known to be this old or younger
  std::optional<int> min_age_months;    // does not fire for a child known to be younger
  std::vector<std::string> examples;    // must fire
  std::vector<std::string> lookalikes;  // must fire neither this rule nor any urgent one
  int line = 0;                         // where it begins in its file
};

// A named set of words ("<child>") or of cue patterns, shared by all rules of its language.
struct SafetyWords {
  std::string name;
  std::vector<std::string> words;
  int line = 0;
};

struct SafetyRuleFile {
  std::string file;      // path inside the content folder, "en/safety/medical.toml"
  std::string language;  // the folder it stands in, "en"
  std::vector<SafetyWords> classes;
  std::vector<SafetyWords> cues;
  std::vector<SafetyRule> rules;
};

}  // namespace nestline::knowledge
