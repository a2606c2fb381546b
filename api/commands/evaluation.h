// What the eval commands share: rows of labelled questions, answered one by one.
#pragma once

#include <functional>
#include <set>
#include <string>

#include "api/codec/requests.h"
#include "knowledge/result.h"
#include "service/answering/answer.h"
#include "service/answering/snapshot.h"

namespace nestline::api {

struct AnsweredRow {
  const EvaluationRow& row;
  const service::Answer& answer;
  double micros = 0;  // time of the answer
};

// Answers each row of a JSON Lines file. NotFound for a file that cannot be read, InvalidInput with
// file, line and field for a row that cannot be.
Status answer_rows(const service::Snapshot& snapshot, const std::string& path,
                   const std::function<void(const AnsweredRow&)>& visit);

// Our name for the kind of a label: "crisis" is urgent, "medical" is refer.
std::string kind_of_label(const std::string& label);
// The row's own kind and those that are right too.
std::set<std::string> accepted_kinds(const EvaluationRow& row);

// A share with its 95 % Wilson interval: "0.970  (97 of 100; 95% 0.915 to 0.990)".
std::string share(int hits, int of);

}  // namespace nestline::api
