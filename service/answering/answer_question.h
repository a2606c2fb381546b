// The path of one question: read, screen, match, decide, compose. The same function serves REST,
// the command line, the try-out and the tests.
//
// Same question, snapshot and tailoring give the same answer. No I/O, no clock, no state; safe from
// any thread.
#pragma once

#include <optional>

#include "service/answering/answer.h"
#include "service/answering/question.h"
#include "service/answering/snapshot.h"
#include "service/sites/tailoring.h"

namespace nestline::service {

Answer answer_question(const Snapshot& snapshot, const Question& question,
                       const Tailoring& tailoring = {});

// The urgent answer that answer_question would give, or nothing when it would give another kind:
// for a caller who may ask nothing else now.
std::optional<Answer> answer_if_urgent(const Snapshot& snapshot, const Question& question);

}  // namespace nestline::service
