// The SQL of counted answers and of feedback. What is kept of an answer: one count, and for 30 days
// a row under its random id so that feedback finds it; never a word of the question. Recorder
// decides when; this knows how. Functions on a Database; safe from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

#include "knowledge/result.h"
#include "service/insight/feedback.h"
#include "service/storage/database.h"

namespace nestline::service {

// What is recorded of an answer.
struct AnswerRecord {
  std::string answer_id;
  std::string site;      // "default"
  std::string kind;      // name_of(AnswerKind)
  std::string topic;     // the first topic's id, empty where there is none
  std::string language;  // "en"
  std::int64_t edition = 0;
};

struct DatedAnswer {
  AnswerRecord answer;
  std::int64_t day = 0;  // since 1970-01-01 UTC
};

using AnswerBatch = std::unordered_map<std::string, DatedAnswer>;  // by answer id

// Days since 1970-01-01 UTC.
std::int64_t day_of(std::int64_t now_ms);

// All of the batch in one transaction: rows, and counts added up.
Status save_answers(Database& database, const AnswerBatch& batch);

// Empty when there is no such answer (or no longer).
Result<std::optional<AnswerRecord>> find_answer(Transaction& transaction,
                                                const std::string& answer_id);

// Replaces what was said of the same answer before. The caller commits.
Status put_feedback(Transaction& transaction, const Feedback& feedback, const AnswerRecord& answer,
                    std::int64_t now_ms);

// Deletes the rows of answers given before `day`, a thousand a transaction so that nobody waits
// long. Counts stay.
Status forget_answers(Database& database, std::int64_t day);

// A write that changes nothing: ok when the database can be written.
Status try_writing(Database& database);

}  // namespace nestline::service
