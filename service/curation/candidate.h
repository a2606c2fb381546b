// What a candidate edition would do, found out beside the live one: validation and lint, the texts
// that prove the safety rules (those of the live edition too: a rule that goes must not take its
// cases with it), golden questions, and the list of answers that would change. Takes a second or
// more, no I/O; may run on any thread beside the requests.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "knowledge/fault.h"
#include "service/answering/answer.h"
#include "service/answering/snapshot.h"
#include "service/curation/edition_store.h"

namespace nestline::service {

struct AnswerBrief {
  std::string kind;
  std::vector<std::string> topics;  // the first three
  std::vector<std::string> passages;
  std::vector<std::string> message;  // ids of phrases
  std::vector<std::string> rules;
};
AnswerBrief brief_of(const Answer& answer);

// A question to ask both editions. A golden one has what it expects.
struct ReplayQuestion {
  std::string id;
  std::string text;
  std::string language;
  std::optional<int> age_months;
  std::string kind;                 // expected; empty: not golden
  std::vector<std::string> topics;  // expected, any of them first
};

struct AnswerChange {
  ReplayQuestion question;
  AnswerBrief before;
  AnswerBrief after;
  bool right_before = false;  // of a golden question
  bool right_after = false;
};

struct Block {
  std::string reason;  // "fault", "safety_example", "golden", "content"
  std::string text;
  std::optional<knowledge::Fault> fault;
};

struct Examination {
  std::shared_ptr<const Snapshot> snapshot;  // null where it cannot be built
  std::string checksum;
  std::vector<Block> blocks;  // none: it may go live
  std::vector<knowledge::Fault> warnings;
  std::vector<AnswerChange> answers;
  int replayed = 0;
};

struct ExamineOptions {
  knowledge::Date today{};
  std::vector<ReplayQuestion> questions;  // kept ones, redacted
  // Whether the content of this checksum has its clinical review.
  std::function<bool(const std::string& checksum)> reviewed;
  // "checking", 0.2
  std::function<void(const char* step, double progress)> progress;
};

Examination examine(const Snapshot& live, const Plan& plan, const ExamineOptions& options);

}  // namespace nestline::service
