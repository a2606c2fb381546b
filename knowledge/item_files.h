// Reading and writing one TOML file of each kind of item. Internal to the knowledge ring.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/content.h"
#include "knowledge/fault.h"

namespace nestline::knowledge {

// `file` is the path inside the content folder; `name` what an item keeps of it, to be written
// there again.
struct FileText {
  std::string_view text;
  std::string file;
  std::string name;
};

std::vector<Source> read_sources(const FileText& in, std::vector<Fault>& faults);
std::optional<Topic> read_topic(const FileText& in, std::vector<Fault>& faults);
std::vector<Referral> read_referrals(const FileText& in, std::vector<Fault>& faults);
std::vector<Phrase> read_phrases(const FileText& in, std::vector<Fault>& faults);
std::vector<LexiconEntry> read_lexicon(const FileText& in, std::vector<Fault>& faults);
std::vector<GoldenQuestion> read_golden(const FileText& in, std::vector<Fault>& faults);
std::optional<Background> read_background(const FileText& in, std::vector<Fault>& faults);
std::optional<SafetyTexts> read_safety_texts(const FileText& in, std::vector<Fault>& faults);
std::optional<MatchingSettings> read_matching(const FileText& in, std::vector<Fault>& faults);

std::string write_sources(const std::vector<Source>& sources);
std::string write_topic(const Topic& topic);
std::string write_referrals(const std::vector<Referral>& referrals);
std::string write_phrases(const std::vector<Phrase>& phrases);
std::string write_lexicon(const std::vector<LexiconEntry>& entries);
std::string write_golden(const std::vector<GoldenQuestion>& questions);
std::string write_background(const Background& background);
std::string write_safety_texts(const SafetyTexts& texts);
std::string write_matching(const MatchingSettings& settings);

}  // namespace nestline::knowledge
