#include "knowledge/lint.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <string_view>
#include <unordered_map>

#include "knowledge/content_files.h"
#include "knowledge/fault_locator.h"
#include "knowledge/lint_topics.h"
#include "knowledge/lint_wording.h"
#include "knowledge/readability.h"
#include "knowledge/required_phrases.h"
#include "knowledge/utf8.h"

namespace nestline::knowledge {
namespace {

std::string one_decimal(double value) {
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.1f", value);
  return buffer.data();
}

void lint_reading_grade(const Passage& passage, const std::string& file, FaultList& faults) {
  const ReadingMeasure measure = measure_reading(passage);
  const double grade = measure.flesch_kincaid();
  const double smog = measure.smog();
  const std::string told = "reading grade is " + one_decimal(grade) + " (Flesch-Kincaid) and " +
                           one_decimal(smog) + " (SMOG); aim at 7 or below";
  if (grade > kMostGrade || smog > kMostGrade) {
    faults.error(file, "body", told);
  } else if (grade > kWarnGrade || smog > kWarnSmog) {
    faults.warning(file, "body", told);
  }
}

void lint_passages(const LanguageContent& from, Date today, FaultList& faults) {
  const bool english = from.language == "en" || from.language.starts_with("en-");
  for (const Passage& passage : from.passages) {
    const std::string file = passage_path(from.language, passage);
    if (count_characters(passage.summary) > kMostSummaryCharacters) {
      faults.error(file, "summary",
                   "has " + std::to_string(count_characters(passage.summary)) +
                       " characters, at most " + std::to_string(kMostSummaryCharacters) +
                       " are allowed",
                   passage.summary);
    }
    if (passage.sources.empty()) faults.error(file, "sources", "must name at least one source");
    if (passage.review.due < today)
      faults.error(file, "review.due", "the review is overdue", "due = ");
    if (english && passage.audience != Audience::Practitioner)
      lint_reading_grade(passage, file, faults);
  }
}

void lint_contacts(const LanguageContent& from, Date today, FaultList& faults) {
  for (const Referral& referral : from.referrals) {
    if (referral.kind == ReferralKind::Service)
      continue;  // a kind of help has no number that could change
    if (!referral.last_verified.ok() || !today.ok()) continue;
    const auto age = std::chrono::sys_days{today} - std::chrono::sys_days{referral.last_verified};
    if (age > kContactsStaleAfter) {
      faults.warning(
          file_path(from.language, referral.file), "last_verified",
          "of \"" + referral.id.value + "\" is " + std::to_string(age.count()) + " days ago",
          referral.id.value);
    }
  }
}

int first_different_line(std::string_view a, std::string_view b) {
  const auto [end, other] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  return 1 + static_cast<int>(std::count(a.begin(), end, '\n'));
}

std::vector<Fault> lint_form(const Content& content, std::span<const ContentFile> files) {
  std::unordered_map<std::string, std::string> canonical;
  for (ContentFile& file : write_content(content))
    canonical.emplace(std::move(file.path), std::move(file.text));
  std::vector<Fault> faults;
  for (const ContentFile& file : files) {
    const auto written = canonical.find(file.path);  // absent where the reader told a fault already
    if (written == canonical.end() || written->second == file.text) continue;
    faults.push_back({file.path, first_different_line(file.text, written->second), "",
                      "is not in canonical form; run nestline check --fix", false});
  }
  return faults;
}

}  // namespace

std::vector<Fault> lint_content(const Content& content, std::span<const ContentFile> files,
                                Date today) {
  const FaultLocator locator(files);
  FaultList faults(locator);
  for (const LanguageContent& language : content.languages) {
    lint_wording(language, faults);
    lint_passages(language, today, faults);
    lint_contacts(language, today, faults);
    lint_topics(language, faults);
  }
  std::vector<Fault> out = faults.take();
  const std::vector<Fault> form = lint_form(content, files);
  out.insert(out.end(), form.begin(), form.end());
  return out;
}

}  // namespace nestline::knowledge
