#include "service/insight/answer_log.h"

#include <map>
#include <tuple>

namespace nestline::service {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::size_t kForgetAtOnce = 1000;

constexpr char kInsertAnswerSql[] =
    "INSERT INTO answers (id, day, site, kind, topic, language, edition)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING";
constexpr char kAddCountSql[] =
    "INSERT INTO answer_counts (day, site, kind, topic, language, edition, count)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7)"
    " ON CONFLICT (day, site, kind, topic, language, edition)"
    " DO UPDATE SET count = answer_counts.count + excluded.count";
constexpr char kSelectAnswerSql[] =
    "SELECT site, kind, topic, language, edition FROM answers WHERE id = $1";
constexpr char kPutFeedbackSql[] =
    "INSERT INTO feedback (answer_id, given_at, helpful, site, kind, topic, language, edition)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
    " ON CONFLICT (answer_id) DO UPDATE SET given_at = excluded.given_at,"
    " helpful = excluded.helpful";
constexpr char kDeleteReasonsSql[] = "DELETE FROM feedback_reasons WHERE answer_id = $1";
constexpr char kInsertReasonSql[] =
    "INSERT INTO feedback_reasons (answer_id, reason) VALUES ($1, $2)";
constexpr char kForgetSql[] =
    "DELETE FROM answers WHERE id IN"
    " (SELECT id FROM answers WHERE day < $1 ORDER BY day LIMIT 1000) RETURNING day";
constexpr char kTryWritingSql[] = "UPDATE sites SET name = name WHERE id = 'default'";

// Runs a statement whose rows nobody needs.
Status run(Transaction& transaction, std::string_view sql, std::initializer_list<Value> values) {
  const Result<Rows> done = transaction.run(sql, values);
  if (!done) return done.error();
  return ok_status();
}

}  // namespace

std::int64_t day_of(std::int64_t now_ms) { return now_ms / kDayMs; }

Status save_answers(Database& database, const AnswerBatch& batch) {
  Result<Transaction> begun = database.begin(Access::Write);
  if (!begun) return begun.error();
  Transaction& transaction = begun.value();

  std::map<
      std::tuple<std::int64_t, std::string, std::string, std::string, std::string, std::int64_t>,
      std::int64_t>
      counts;
  for (const auto& [id, dated] : batch) {
    const AnswerRecord& answer = dated.answer;
    if (Status added = run(transaction, kInsertAnswerSql,
                           {id, dated.day, answer.site, answer.kind, answer.topic, answer.language,
                            answer.edition});
        !added) {
      return added;
    }
    ++counts[{dated.day, answer.site, answer.kind, answer.topic, answer.language, answer.edition}];
  }
  for (const auto& [key, count] : counts) {
    const auto& [day, site, kind, topic, language, edition] = key;
    if (Status added =
            run(transaction, kAddCountSql, {day, site, kind, topic, language, edition, count});
        !added) {
      return added;
    }
  }
  return transaction.commit();
}

Result<std::optional<AnswerRecord>> find_answer(Transaction& transaction,
                                                const std::string& answer_id) {
  const Result<Rows> rows = transaction.run(kSelectAnswerSql, {answer_id});
  if (!rows) return rows.error();
  if (rows->empty()) return std::optional<AnswerRecord>();
  const Row& row = rows->front();
  return std::optional<AnswerRecord>(
      {answer_id, row.text(0), row.text(1), row.text(2), row.text(3), row.integer(4)});
}

Status put_feedback(Transaction& transaction, const Feedback& feedback, const AnswerRecord& answer,
                    std::int64_t now_ms) {
  const std::int64_t helpful = feedback.verdict == Helpfulness::Helpful ? 1 : 0;
  if (Status put = run(transaction, kPutFeedbackSql,
                       {feedback.answer_id, now_ms, helpful, answer.site, answer.kind, answer.topic,
                        answer.language, answer.edition});
      !put) {
    return put;
  }
  if (Status deleted = run(transaction, kDeleteReasonsSql, {feedback.answer_id}); !deleted) {
    return deleted;
  }
  for (const FeedbackReason reason : feedback.reasons) {
    if (Status added =
            run(transaction, kInsertReasonSql, {feedback.answer_id, std::string(name_of(reason))});
        !added) {
      return added;
    }
  }
  return ok_status();
}

Status forget_answers(Database& database, std::int64_t day) {
  std::size_t forgotten = kForgetAtOnce;
  while (forgotten == kForgetAtOnce) {
    Result<Transaction> begun = database.begin(Access::Write);
    if (!begun) return begun.error();
    const Result<Rows> rows = begun.value().run(kForgetSql, {day});
    if (!rows) return rows.error();
    forgotten = rows->size();
    if (Status done = begun.value().commit(); !done) return done;
  }
  return ok_status();
}

Status try_writing(Database& database) {
  Result<Transaction> begun = database.begin(Access::Write);
  if (!begun) return begun.error();
  if (Status written = run(begun.value(), kTryWritingSql, {}); !written) return written;
  return begun.value().commit();
}

}  // namespace nestline::service
