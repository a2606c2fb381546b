// `nestline eval --knowledge DIR FILE`: the topic matcher alone, on a folder of topics that need
// not be fit to publish (no passages, no safety rules). tests/bench/convert_intents.py makes such
// folders from public sets, so that what is measured there is the engine that parents meet.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>

#include "api/codec/requests.h"
#include "api/commands/commands.h"
#include "api/commands/content.h"
#include "api/commands/evaluation.h"
#include "service/language/text.h"
#include "service/matching/matcher.h"

namespace nestline::api {
namespace {

using Clock = std::chrono::steady_clock;

double micros_since(Clock::time_point begin) {
  return std::chrono::duration<double, std::micro>(Clock::now() - begin).count();
}

struct MatchedRow {
  bool in_scope = false;
  bool top1 = false;
  bool top3 = false;
  float confidence = 0;  // of the best topic
};

struct Matched {
  std::vector<MatchedRow> rows;
  std::vector<double> micros;  // of the matching stage, the reading of the text apart
};

Result<Matched> match_file(const service::Matcher& matcher,
                           const knowledge::LanguageContent& content, const std::string& path) {
  std::ifstream in(path);
  if (!in) return Error{ErrorCode::NotFound, "cannot read " + path, ""};
  Matched out;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty()) continue;
    const Result<EvaluationRow> row = parse_evaluation_row(line);
    if (!row) {
      return Error{
          ErrorCode::InvalidInput,
          fmt::format("{}:{}: {} {}", path, number, row.error().field, row.error().message), ""};
    }
    const service::Text text = service::read_text(row->text);
    const auto begin = Clock::now();
    const service::TopicMatch match = matcher.match(text);
    out.micros.push_back(micros_since(begin));
    MatchedRow matched;
    matched.in_scope = kind_of_label(row->kind) == "guidance";
    matched.confidence = match.topics.front().confidence;
    for (std::size_t i = 0; i < std::min<std::size_t>(3, match.topics.size()); ++i) {
      const std::string& id = content.topics[match.topics[i].topic].id.value;
      const bool right = id == row->primary ||
                         std::find(row->also.begin(), row->also.end(), id) != row->also.end();
      matched.top1 = matched.top1 || (right && i == 0);
      matched.top3 = matched.top3 || right;
    }
    out.rows.push_back(matched);
  }
  return out;
}

// The confidence that `share` of the in-scope rows reach.
float threshold_accepting(const std::vector<MatchedRow>& rows, double share) {
  std::vector<float> confidences;
  for (const MatchedRow& row : rows) {
    if (row.in_scope) confidences.push_back(row.confidence);
  }
  if (confidences.empty()) return 0;
  std::sort(confidences.begin(), confidences.end());
  return confidences[static_cast<std::size_t>((1 - share) *
                                              static_cast<double>(confidences.size()))];
}

// Whether confidence means what it says: ten steps of confidence, how often the best topic was
// right in each, and the mean gap, weighted by rows (expected calibration error). Rows that are
// not for us have no right topic.
void print_calibration(const std::vector<MatchedRow>& rows) {
  constexpr std::size_t kSteps = 10;
  struct Step {
    int rows = 0;
    int right = 0;
    double confidence = 0;
  };
  std::vector<Step> steps(kSteps);
  for (const MatchedRow& row : rows) {
    Step& step = steps[std::min(kSteps - 1, static_cast<std::size_t>(row.confidence * kSteps))];
    ++step.rows;
    step.right += row.top1 ? 1 : 0;
    step.confidence += row.confidence;
  }
  double error = 0;
  for (const Step& step : steps) error += std::abs(step.confidence - step.right);
  fmt::print("  calibration error      {:.3f}\n", error / static_cast<double>(rows.size()));
  for (const Step& step : steps) {
    if (step.rows == 0) continue;
    fmt::print("    said {:.2f}, was right {:.2f} ({} rows)\n", step.confidence / step.rows,
               static_cast<double>(step.right) / step.rows, step.rows);
  }
}

void print_matched(const std::string& file, Matched matched, std::optional<float> threshold) {
  int in_scope = 0;
  int top1 = 0;
  int top3 = 0;
  int accepted = 0;
  int refused = 0;
  for (const MatchedRow& row : matched.rows) {
    in_scope += row.in_scope ? 1 : 0;
    top1 += row.in_scope && row.top1 ? 1 : 0;
    top3 += row.in_scope && row.top3 ? 1 : 0;
    const bool is_accepted = !threshold || row.confidence >= *threshold;
    accepted += row.in_scope && is_accepted ? 1 : 0;
    refused += !row.in_scope && !is_accepted ? 1 : 0;
  }
  fmt::print("{}: {} rows\n", file, matched.rows.size());
  fmt::print("  topic top-1            {}\n", share(top1, in_scope));
  fmt::print("  topic top-3            {}\n", share(top3, in_scope));
  if (threshold) {
    fmt::print("  in scope accepted      {}\n", share(accepted, in_scope));
    fmt::print("  out of scope found     {}\n",
               share(refused, static_cast<int>(matched.rows.size()) - in_scope));
  }
  std::sort(matched.micros.begin(), matched.micros.end());
  fmt::print("  matching stage         p50 {:.1f} us, p99 {:.1f} us\n",
             matched.micros[matched.micros.size() / 2],
             matched.micros[matched.micros.size() * 99 / 100]);
}

}  // namespace

int eval_knowledge(const EvalOptions& options) {
  const auto fail = [](const Error& error) {
    fmt::print(stderr, "nestline: {}\n", error.message);
    return 1;
  };
  const Result<LoadedContent> loaded = load_content(options.knowledge);
  if (!loaded) return fail(loaded.error());
  const auto& languages = loaded->content.languages;
  const auto english = std::find_if(languages.begin(), languages.end(),
                                    [](const auto& each) { return each.language == "en"; });
  if (has_error(loaded->faults) || english == languages.end() || english->topics.empty()) {
    print_faults(loaded->faults);
    fmt::print(stderr, "nestline: {} has no topics that can be read\n", options.knowledge);
    return 1;
  }
  const auto begin = Clock::now();
  const service::Matcher matcher(*english);
  fmt::print("{} topics, trained in {:.2f} s\n", english->topics.size(), micros_since(begin) / 1e6);
  constexpr double kAccepted = 0.95;
  std::optional<float> threshold;
  if (!options.validation.empty()) {
    const Result<Matched> matched = match_file(matcher, *english, options.validation);
    if (!matched) return fail(matched.error());
    threshold = threshold_accepting(matched->rows, kAccepted);
    fmt::print("{}: {:.0f}% of what is in scope reach a confidence of {:.3f}\n", options.validation,
               100 * kAccepted, *threshold);
    print_calibration(matched->rows);
  }
  for (const std::string& file : options.files) {
    Result<Matched> matched = match_file(matcher, *english, file);
    if (!matched) return fail(matched.error());
    if (matched->rows.empty()) return fail({ErrorCode::InvalidInput, file + " has no rows", ""});
    print_matched(file, std::move(matched).value(), threshold);
  }
  return 0;
}

}  // namespace nestline::api
