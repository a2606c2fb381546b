#include "service/insight/reports.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>

#include "knowledge/date.h"
#include "service/answering/answer_question.h"

namespace nestline::service {
namespace {

constexpr std::array<std::string_view, 6> kBy{"day",  "kind",    "topic",
                                              "site", "edition", "language"};
// A second topic counts as close where it has this part of the first one's confidence.
constexpr float kClose = 0.6F;

struct AgeBand {
  const char* name;
  int from;
  int to;
};
constexpr std::array<AgeBand, 7> kBands{{{"0-5", 0, 5},
                                         {"6-11", 6, 11},
                                         {"12-23", 12, 23},
                                         {"24-35", 24, 35},
                                         {"36-47", 36, 47},
                                         {"48-59", 48, 59},
                                         {"60-96", 60, 96}}};

Cell cell_of(const Row& row, std::size_t column, std::string_view name) {
  if (name == "day") return knowledge::day_text(row.integer(column));
  if (name == "edition") return row.integer(column);
  return row.text(column);
}

}  // namespace

Result<Table> count_report(Database& database, const ReportRange& range,
                           const std::vector<std::string>& by) {
  Table table;
  std::string columns;
  for (const std::string& word : by) {
    if (std::find(kBy.begin(), kBy.end(), word) == kBy.end()) {
      return Error{ErrorCode::InvalidInput,
                   "must be some of day, kind, topic, site, edition, language", "by"};
    }
    if (!columns.empty()) columns += ", ";
    columns += word;  // one of our own words
    table.columns.push_back(word);
  }
  table.columns.emplace_back("count");
  const std::string sql = "SELECT " + columns + ", SUM(count) FROM answer_counts WHERE day >= $1" +
                          " AND day <= $2 AND ($3 = '' OR site = $3) GROUP BY " + columns +
                          " ORDER BY " + columns;
  Result<Transaction> begun = database.begin(Access::Read);
  if (!begun) return begun.error();
  const Result<Rows> rows = begun.value().run(sql, {range.from, range.to, range.site});
  if (!rows) return rows.error();
  for (const Row& row : *rows) {
    std::vector<Cell> cells;
    for (std::size_t i = 0; i < by.size(); ++i) cells.push_back(cell_of(row, i, by[i]));
    cells.emplace_back(row.integer(by.size()));
    table.rows.push_back(std::move(cells));
  }
  return table;
}

Result<Table> feedback_report(Database& database, const ReportRange& range) {
  constexpr std::array<std::string_view, 6> kReasons{
      "unsafe", "wrong_age", "not_my_question", "too_long", "hard_to_understand", "other"};
  constexpr std::int64_t kDayMs = 86'400'000;
  Result<Transaction> begun = database.begin(Access::Read);
  if (!begun) return begun.error();
  const std::string where =
      " WHERE f.given_at >= $1 AND f.given_at < $2 AND ($3 = '' OR f.site = $3)";
  const std::initializer_list<Value> values = {range.from * kDayMs, (range.to + 1) * kDayMs,
                                               range.site};
  const Result<Rows> verdicts = begun.value().run(
      "SELECT f.topic, SUM(f.helpful), COUNT(*) FROM feedback f" + where + " GROUP BY f.topic",
      values);
  if (!verdicts) return verdicts.error();
  const Result<Rows> reasons = begun.value().run(
      "SELECT f.topic, r.reason, COUNT(*) FROM feedback f JOIN feedback_reasons r ON r.answer_id ="
      " f.answer_id" +
          where + " GROUP BY f.topic, r.reason",
      values);
  if (!reasons) return reasons.error();
  std::map<std::string, std::map<std::string, std::int64_t>> by_topic;
  for (const Row& row : *reasons) by_topic[row.text(0)][row.text(1)] = row.integer(2);
  Table table{{"topic", "helpful", "not_helpful"}, {}};
  for (const std::string_view reason : kReasons) table.columns.emplace_back(reason);
  for (const Row& row : *verdicts) {
    std::vector<Cell> cells{row.text(0), row.integer(1), row.integer(2) - row.integer(1)};
    for (const std::string_view reason : kReasons) {
      cells.emplace_back(by_topic[row.text(0)][std::string(reason)]);
    }
    table.rows.push_back(std::move(cells));
  }
  return table;
}

Table coverage_report(const Snapshot& snapshot) {
  Table table{{"language", "topic"}, {}};
  for (const AgeBand& band : kBands) table.columns.emplace_back(band.name);
  table.columns.emplace_back("practitioner");
  for (const knowledge::LanguageContent& language : snapshot.content().languages) {
    for (const knowledge::Topic& topic : language.topics) {
      std::array<std::int64_t, kBands.size()> counts{};
      std::int64_t practitioner = 0;
      for (const knowledge::Passage& passage : language.passages) {
        if (passage.topic() != topic.id) continue;
        if (passage.audience != knowledge::Audience::Parent) ++practitioner;
        if (passage.audience == knowledge::Audience::Practitioner) continue;
        for (std::size_t i = 0; i < kBands.size(); ++i) {
          if (passage.ages.from <= kBands[i].to && kBands[i].from <= passage.ages.to) ++counts[i];
        }
      }
      std::vector<Cell> cells{language.language, topic.id.value};
      for (const std::int64_t count : counts) cells.emplace_back(count);
      cells.emplace_back(practitioner);
      table.rows.push_back(std::move(cells));
    }
  }
  return table;
}

Table overlap_report(const Snapshot& snapshot) {
  std::map<std::pair<std::string, std::string>, std::pair<std::int64_t, std::int64_t>> pairs;
  for (const knowledge::LanguageContent& language : snapshot.content().languages) {
    if (language.passages.empty()) continue;
    for (const knowledge::Topic& topic : language.topics) {
      for (const std::string& example : topic.examples) {
        AskRequest request;
        request.question = example;
        request.locale = language.language;
        const Result<Question> question = parse_question(std::move(request));
        if (!question) continue;
        const Answer answer = answer_question(snapshot, *question);
        if (answer.topics.size() < 2) continue;
        const bool first = answer.topics[0].id == topic.id;
        const AnsweredTopic& rival = first ? answer.topics[1] : answer.topics[0];
        auto& [close, lost] = pairs[{topic.id.value, rival.id.value}];
        if (!first) ++lost;
        if (first && rival.confidence >= kClose * answer.topics[0].confidence) ++close;
      }
    }
  }
  Table table{{"topic", "rival", "close_behind", "before"}, {}};
  for (const auto& [names, counts] : pairs) {
    if (counts.first + counts.second == 0) continue;
    table.rows.push_back({names.first, names.second, counts.first, counts.second});
  }
  std::stable_sort(table.rows.begin(), table.rows.end(), [](const auto& a, const auto& b) {
    return std::get<std::int64_t>(a[2]) + std::get<std::int64_t>(a[3]) >
           std::get<std::int64_t>(b[2]) + std::get<std::int64_t>(b[3]);
  });
  return table;
}

}  // namespace nestline::service
