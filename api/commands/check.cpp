#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "api/commands/commands.h"
#include "api/commands/content.h"
#include "knowledge/check.h"
#include "knowledge/content_files.h"
#include "service/matching/cross_validation.h"
#include "service/safety/check.h"

namespace nestline::api {
namespace {

knowledge::Date today() {
  return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
}

// Rewrites what is not in canonical form; returns how many files.
Result<int> fix_files(const std::filesystem::path& folder, const LoadedContent& loaded) {
  int fixed = 0;
  for (const knowledge::ContentFile& written : knowledge::write_content(loaded.content)) {
    const auto was = std::find_if(loaded.files.begin(), loaded.files.end(),
                                  [&](const auto& file) { return file.path == written.path; });
    if (was != loaded.files.end() && was->text == written.text) continue;
    std::ofstream out(folder / written.path, std::ios::binary | std::ios::trunc);
    out << written.text;
    out.close();
    if (!out) return Error{ErrorCode::Unavailable, "cannot write " + written.path, ""};
    fmt::print("rewrote {}\n", written.path);
    ++fixed;
  }
  return fixed;
}

void print_counts(const knowledge::Content& content) {
  for (const knowledge::LanguageContent& language : content.languages) {
    int parent = 0;
    int practitioner = 0;
    int both = 0;
    for (const knowledge::Passage& passage : language.passages) {
      switch (passage.audience) {
        case knowledge::Audience::Parent:
          ++parent;
          break;
        case knowledge::Audience::Practitioner:
          ++practitioner;
          break;
        case knowledge::Audience::Both:
          ++both;
          break;
      }
    }
    std::size_t rules = 0;
    for (const knowledge::SafetyRuleFile& file : language.safety) rules += file.rules.size();
    std::size_t examples = 0;
    for (const knowledge::Topic& topic : language.topics) examples += topic.examples.size();
    fmt::print(
        "{}: {} topics, {} examples, {} passages ({} parent, {} practitioner, {} both), "
        "{} referrals, {} safety rules, {} phrases, {} golden questions\n",
        language.language, language.topics.size(), examples, language.passages.size(), parent,
        practitioner, both, language.referrals.size(), rules, language.phrases.size(),
        language.golden.size());
  }
}

// Each example question answered by a matcher that has not seen it.
std::vector<knowledge::Fault> leave_out(const knowledge::LanguageContent& language) {
  const service::LeaveOutFigures figures = service::leave_examples_out(language);
  fmt::print("{}: left out of training, {} of {} examples find their topic ({:.1f}%)\n",
             language.language, figures.right, figures.examples,
             100.0 * figures.right / std::max(1, figures.examples));
  return figures.faults;
}

}  // namespace

int check(const CheckOptions& options) {
  const Result<LoadedContent> loaded = load_content(options.content);
  if (!loaded) {
    fmt::print(stderr, "nestline: {}\n", loaded.error().message);
    return 1;
  }
  std::vector<knowledge::Fault> faults = loaded->faults;
  if (options.fix) {
    if (options.content.empty() || has_error(faults)) {
      print_faults(faults);
      fmt::print(stderr,
                 "nestline: --fix needs a content folder that can be read without errors\n");
      return options.content.empty() ? 2 : 1;
    }
    const Result<int> fixed = fix_files(options.content, *loaded);
    if (!fixed) {
      fmt::print(stderr, "nestline: {}\n", fixed.error().message);
      return 1;
    }
    CheckOptions again = options;
    again.fix = false;
    return check(again);
  }
  for (knowledge::Fault& fault :
       knowledge::check_content(loaded->content, loaded->files, today())) {
    faults.push_back(std::move(fault));
  }
  std::vector<knowledge::SafetyRuleFile> files;
  for (const knowledge::LanguageContent& language : loaded->content.languages) {
    files.insert(files.end(), language.safety.begin(), language.safety.end());
  }
  const service::RuleSet rules = service::RuleSet::compile(std::move(files), faults);
  for (knowledge::Fault& fault : service::check_rules(rules)) faults.push_back(std::move(fault));
  print_counts(loaded->content);
  if (!options.quick && !has_error(faults)) {
    for (const knowledge::LanguageContent& language : loaded->content.languages) {
      if (language.topics.empty()) continue;
      for (knowledge::Fault& fault : leave_out(language)) faults.push_back(std::move(fault));
    }
  }
  if (!options.warnings) {
    std::erase_if(faults, [](const knowledge::Fault& fault) { return fault.warning; });
  }
  print_faults(faults);
  const auto errors =
      std::count_if(faults.begin(), faults.end(), [](const auto& fault) { return !fault.warning; });
  fmt::print("{} errors, {} warnings\n", errors, faults.size() - static_cast<std::size_t>(errors));
  return errors == 0 ? 0 : 1;
}

}  // namespace nestline::api
