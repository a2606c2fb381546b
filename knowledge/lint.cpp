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
#include "knowledge/readability.h"
#include "knowledge/required_phrases.h"
#include "knowledge/utf8.h"
#include "knowledge/wording.h"

namespace nestline::knowledge {
namespace {

// One text that somebody reads.
struct Reading {
  std::string file;
  std::string field;
  std::string_view text;
};

class WordingLint {
 public:
  WordingLint(std::string_view language, FaultList& faults)
      : language_(language), faults_(faults) {}

  void check(const Reading& reading, Readers readers = Readers::Parents) {
    for (const WordingHit& hit : find_forbidden_wording(reading.text, language_, readers)) {
      faults_.error(reading.file, reading.field, "\"" + hit.words + "\" " + hit.why, reading.text);
    }
  }

 private:
  std::string_view language_;
  FaultList& faults_;
};

void lint_wording(const Passage& passage, const std::string& file, WordingLint& wording) {
  const Readers readers =
      passage.audience == Audience::Practitioner ? Readers::Practitioners : Readers::Parents;
  wording.check({file, "title", passage.title}, readers);
  wording.check({file, "summary", passage.summary}, readers);
  for (const Part& part : passage.parts) {
    for (const Block& block : part.blocks) {
      for (const std::string& line : block.lines) wording.check({file, "body", line}, readers);
    }
  }
}

void lint_wording(const LanguageContent& from, FaultList& faults) {
  if (!has_wording_lists(from.language)) {
    faults.error(from.language, "", "there are no lists of forbidden wording for this language");
    return;
  }
  WordingLint wording(from.language, faults);
  for (const Topic& topic : from.topics) {
    const std::string file = topic_path(from.language, topic);
    const Readers readers =
        topic.group == kPracticeGroup ? Readers::Practitioners : Readers::Parents;
    wording.check({file, "name", topic.name}, readers);
    wording.check({file, "definition", topic.definition}, readers);
  }
  for (const Passage& passage : from.passages) {
    lint_wording(passage, passage_path(from.language, passage), wording);
  }
  for (const Phrase& phrase : from.phrases) {
    wording.check({file_path(from.language, phrase.file), phrase.id.value, phrase.text});
  }
  for (const Referral& referral : from.referrals) {
    const std::string file = file_path(from.language, referral.file);
    for (const std::string_view text :
         {std::string_view(referral.name), std::string_view(referral.organization),
          std::string_view(referral.description), std::string_view(referral.hours),
          std::string_view(referral.eligibility)}) {
      wording.check({file, referral.id.value, text});
    }
  }
}

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
