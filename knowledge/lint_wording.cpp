#include "knowledge/lint_wording.h"

#include <string>
#include <string_view>

#include "knowledge/required_phrases.h"
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

void lint_passage(const Passage& passage, const std::string& file, WordingLint& wording) {
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

}  // namespace

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
    lint_passage(passage, passage_path(from.language, passage), wording);
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

std::vector<Fault> forbidden_wording(const Content& content) {
  const FaultLocator nowhere({});
  FaultList faults(nowhere);
  for (const LanguageContent& language : content.languages) lint_wording(language, faults);
  return faults.take();
}

}  // namespace nestline::knowledge
