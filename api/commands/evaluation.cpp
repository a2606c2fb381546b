#include "api/commands/evaluation.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fstream>

#include "service/answering/answer_question.h"

namespace nestline::api {

std::string kind_of_label(const std::string& label) {
  if (label == "emergency" || label == "crisis" || label == "protection") return "urgent";
  if (label == "medical") return "refer";
  if (label == "diagnosis") return "no_diagnosis";
  if (label == "out-of-scope") return "out_of_scope";
  return label;
}

std::set<std::string> accepted_kinds(const EvaluationRow& row) {
  std::set<std::string> kinds = {kind_of_label(row.kind)};
  for (const std::string& also : row.also_kinds) kinds.insert(kind_of_label(also));
  return kinds;
}

Status answer_rows(const service::Snapshot& snapshot, const std::string& path,
                   const std::function<void(const AnsweredRow&)>& visit) {
  std::ifstream in(path);
  if (!in) return Error{ErrorCode::NotFound, "cannot read " + path, ""};
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty()) continue;
    const auto refuse = [&](const Error& error) {
      return Error{ErrorCode::InvalidInput,
                   fmt::format("{}:{}: {} {}", path, number, error.field, error.message), ""};
    };
    const Result<EvaluationRow> row = parse_evaluation_row(line);
    if (!row) return refuse(row.error());
    service::AskRequest request;
    request.question = row->text;
    request.locale = row->language;
    const Result<service::Question> question = service::parse_question(request);
    if (!question) return refuse(question.error());
    const auto begin = std::chrono::steady_clock::now();
    const service::Answer answer = service::answer_question(snapshot, *question);
    const auto end = std::chrono::steady_clock::now();
    visit({*row, answer, std::chrono::duration<double, std::micro>(end - begin).count()});
  }
  return ok_status();
}

std::string share(int hits, int of) {
  if (of == 0) return "none in this file";
  const double n = of;
  const double p = hits / n;
  constexpr double kZ = 1.96;
  const double centre = (p + kZ * kZ / (2 * n)) / (1 + kZ * kZ / n);
  const double half = kZ * std::sqrt(p * (1 - p) / n + kZ * kZ / (4 * n * n)) / (1 + kZ * kZ / n);
  return fmt::format("{:.3f}  ({} of {}; 95% {:.3f} to {:.3f})", p, hits, of,
                     std::max(0.0, centre - half), std::min(1.0, centre + half));
}

}  // namespace nestline::api
