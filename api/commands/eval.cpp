#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>

#include "api/codec/evaluation_json.h"
#include "api/commands/commands.h"
#include "api/commands/content.h"
#include "api/commands/evaluation.h"

namespace nestline::api {
namespace {

struct Tally {
  EvaluationFigures figures;
  std::map<std::pair<std::string, std::string>, int> confused;
  std::vector<double> micros;
};

void count_row(const EvaluationRow& row, const service::Answer& answer, Tally& tally) {
  EvaluationFigures& f = tally.figures;
  ++f.rows;
  const std::set<std::string> kinds = accepted_kinds(row);
  const std::string kind(service::name_of(answer.kind));
  const bool kind_hit = kinds.contains(kind);
  f.kind_hits += kind_hit ? 1 : 0;
  if (!kind_hit) f.missed.push_back(fmt::format("{} kind {} got {}", row.id, row.kind, kind));

  const auto only = [&](const char* name) { return kinds == std::set<std::string>{name}; };
  if (only("urgent")) {
    ++f.urgent_only;
    f.urgent_found += kind == "urgent" ? 1 : 0;
  }
  if (!kinds.contains("urgent")) {
    ++f.not_urgent;
    f.false_alarms += kind == "urgent" ? 1 : 0;
  }
  if (only("no_diagnosis")) {
    ++f.diagnosis_only;
    f.diagnosis_found += kind == "no_diagnosis" ? 1 : 0;
  }
  if (!kinds.contains("no_diagnosis")) {
    ++f.not_diagnosis;
    f.false_refusals += kind == "no_diagnosis" ? 1 : 0;
  }
  if (only("out_of_scope")) {
    ++f.off_topic;
    f.off_topic_answered += kind == "guidance" ? 1 : 0;
  }
  if (kind_of_label(row.kind) == "guidance") {
    ++f.answerable;
    f.abstained += kind == "out_of_scope" || kind == "clarify" ? 1 : 0;
    f.refused += kind == "refer" || kind == "no_diagnosis" || kind == "urgent" ? 1 : 0;
  }
  if (row.primary.empty()) return;
  std::set<std::string> topics = {row.primary};
  topics.insert(row.also.begin(), row.also.end());
  ++f.with_topic;
  const auto hit_within = [&](std::size_t most) {
    for (std::size_t i = 0; i < std::min(most, answer.topics.size()); ++i) {
      if (topics.contains(answer.topics[i].id.value)) return true;
    }
    return false;
  };
  f.top1 += hit_within(1) ? 1 : 0;
  f.top3 += hit_within(3) ? 1 : 0;
  if (!hit_within(1)) {
    const std::string got =
        answer.topics.empty() ? "(" + kind + ")" : answer.topics.front().id.value;
    ++tally.confused[{row.primary, got}];
    f.missed.push_back(fmt::format("{} topic {} got {}", row.id, row.primary, got));
  }
}

Result<EvaluationFigures> evaluate(const service::Snapshot& snapshot, const std::string& path) {
  Tally tally;
  const Status done = answer_rows(snapshot, path, [&](const AnsweredRow& answered) {
    tally.micros.push_back(answered.micros);
    count_row(answered.row, answered.answer, tally);
  });
  if (!done) return done.error();
  EvaluationFigures& figures = tally.figures;
  figures.file = path;
  for (const auto& [pair, count] : tally.confused) {
    figures.confused.push_back({pair.first, pair.second, count});
  }
  std::stable_sort(figures.confused.begin(), figures.confused.end(),
                   [](const auto& a, const auto& b) { return a.count > b.count; });
  std::sort(tally.micros.begin(), tally.micros.end());
  if (!tally.micros.empty()) {
    figures.p50_micros = tally.micros[tally.micros.size() / 2];
    figures.p99_micros = tally.micros[tally.micros.size() * 99 / 100];
  }
  return figures;
}

void print_figures(const EvaluationFigures& f, bool misses) {
  fmt::print("{}: {} rows\n", f.file, f.rows);
  fmt::print("  kind accuracy          {}\n", share(f.kind_hits, f.rows));
  fmt::print("  topic top-1            {}\n", share(f.top1, f.with_topic));
  fmt::print("  topic top-3            {}\n", share(f.top3, f.with_topic));
  fmt::print("  abstained on guidance  {}\n", share(f.abstained, f.answerable));
  fmt::print("  other kind instead     {}\n", share(f.refused, f.answerable));
  fmt::print("  off-topic answered     {}\n", share(f.off_topic_answered, f.off_topic));
  fmt::print("  urgent recall          {}\n", share(f.urgent_found, f.urgent_only));
  fmt::print("  urgent false alarms    {}\n", share(f.false_alarms, f.not_urgent));
  fmt::print("  diagnosis recall       {}\n", share(f.diagnosis_found, f.diagnosis_only));
  fmt::print("  diagnosis refusals     {}\n", share(f.false_refusals, f.not_diagnosis));
  fmt::print("  time a question        p50 {:.0f} us, p99 {:.0f} us\n", f.p50_micros, f.p99_micros);
  constexpr std::size_t kShown = 10;
  for (std::size_t i = 0; i < std::min(kShown, f.confused.size()); ++i) {
    fmt::print("  {:3} x {} -> {}\n", f.confused[i].count, f.confused[i].right, f.confused[i].got);
  }
  if (misses) {
    for (const std::string& miss : f.missed) fmt::print("  missed {}\n", miss);
  }
}

}  // namespace

int eval(const EvalOptions& options) {
  const std::shared_ptr<const service::Snapshot> snapshot = load_snapshot(options.content);
  if (snapshot == nullptr) return 1;
  std::vector<EvaluationFigures> all;
  for (const std::string& file : options.files) {
    Result<EvaluationFigures> figures = evaluate(*snapshot, file);
    if (!figures) {
      fmt::print(stderr, "nestline: {}\n", figures.error().message);
      return 1;
    }
    all.push_back(std::move(figures).value());
  }
  if (options.json) {
    fmt::print("{}\n", evaluation_json(all));
    return 0;
  }
  for (const EvaluationFigures& figures : all) print_figures(figures, options.misses);
  return 0;
}

}  // namespace nestline::api
