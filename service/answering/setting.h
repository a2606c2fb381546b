// What the stages after reading share about one question: borrowed, for the length of one
// answer_question call.
#pragma once

#include <optional>

#include "service/answering/question.h"
#include "service/answering/snapshot.h"
#include "service/language/text.h"
#include "service/sites/tailoring.h"

namespace nestline::service {

struct Setting {
  const Snapshot& snapshot;
  const AnsweringLanguage& language;
  const Question& question;
  const Text& text;
  std::optional<int> child_age_months;
  const Tailoring& tailoring;
};

}  // namespace nestline::service
