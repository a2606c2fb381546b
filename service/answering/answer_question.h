// The path of one question: read, screen, match, decide, compose. The same function serves REST,
// the command line, the try-out and the tests.
//
// Same question and same snapshot give the same answer. No I/O, no clock, no state; safe from any
// thread.
#pragma once

#include "service/answering/answer.h"
#include "service/answering/question.h"
#include "service/answering/snapshot.h"

namespace nestline::service {

Answer answer_question(const Snapshot& snapshot, const Question& question);

}  // namespace nestline::service
