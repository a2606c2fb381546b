#include "service/safety/likeness_texts.h"

#include <algorithm>

#include "service/safety/screen.h"

namespace nestline::service {
namespace {

using knowledge::LanguageContent;
using knowledge::SafetyRule;

void add_ordinary(const std::vector<std::string>& texts, std::vector<LikenessText>& out) {
  for (const std::string& text : texts) out.push_back({text, std::nullopt, ""});
}

void add_rule(const SafetyRule& rule, const std::string& language, std::vector<LikenessText>& out) {
  const Outcome outcome = outcome_of(rule.category);
  for (const std::string& example : rule.examples) {
    if (outcome == Outcome::Urgent) {
      out.push_back({example, LikenessKind::Urgent, language + "/" + rule.situation, true});
    } else if (outcome == Outcome::NoDiagnosis) {
      out.push_back({example, LikenessKind::Diagnosis, language + "/" + rule.reply, true});
    } else {
      out.push_back({example, std::nullopt, "", true});
    }
  }
  // What is no such danger may still ask for a diagnosis, so only look-alikes of danger are sure to
  // be neither.
  if (outcome == Outcome::Urgent) add_ordinary(rule.lookalikes, out);
}

void add_texts(const knowledge::SafetyTexts& texts, const std::string& language,
               std::vector<LikenessText>& out) {
  if (texts.situation == knowledge::kOrdinaryTexts) {
    add_ordinary(texts.texts, out);
    return;
  }
  const bool is_diagnosis = texts.situation == knowledge::kDiagnosisTexts;
  for (const std::string& text : texts.texts) {
    if (is_diagnosis) {
      out.push_back({text, LikenessKind::Diagnosis, ""});
    } else {
      out.push_back({text, LikenessKind::Urgent, language + "/" + texts.situation});
    }
  }
}

void add_everyday(const LanguageContent& from, std::vector<LikenessText>& out) {
  for (const knowledge::Topic& topic : from.topics) add_ordinary(topic.examples, out);
  for (const knowledge::Background& background : from.backgrounds) {
    add_ordinary(background.examples, out);
  }
}

}  // namespace

std::vector<LikenessText> likeness_texts(const knowledge::Content& content) {
  std::vector<LikenessText> out;
  const bool has_texts = std::any_of(content.languages.begin(), content.languages.end(),
                                     [](const auto& from) { return !from.safety_texts.empty(); });
  if (!has_texts) return out;
  for (const LanguageContent& from : content.languages) {
    for (const knowledge::SafetyRuleFile& file : from.safety) {
      for (const SafetyRule& rule : file.rules) add_rule(rule, from.language, out);
    }
    for (const knowledge::SafetyTexts& texts : from.safety_texts) {
      add_texts(texts, from.language, out);
    }
    add_everyday(from, out);
  }
  return out;
}

}  // namespace nestline::service
