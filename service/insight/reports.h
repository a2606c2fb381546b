// What the counts say, as tables: one row for each combination of what was asked for. No word of a
// question is in them. Functions on a Database or a snapshot; safe from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "knowledge/result.h"
#include "service/answering/snapshot.h"
#include "service/storage/database.h"

namespace nestline::service {

using Cell = std::variant<std::string, std::int64_t>;
struct Table {
  std::vector<std::string> columns;
  std::vector<std::vector<Cell>> rows;
};

struct ReportRange {
  std::string site;       // empty: all
  std::int64_t from = 0;  // days since 1970-01-01, both inclusive
  std::int64_t to = 0;
};

// By some of day, kind, topic, site, edition, language. InvalidInput (field "by") for another word.
Result<Table> count_report(Database& database, const ReportRange& range,
                           const std::vector<std::string>& by);
// By topic: helpful, not helpful, and each reason.
Result<Table> feedback_report(Database& database, const ReportRange& range);

// How many passages parents of a child of each age can be shown, by topic; practitioners' apart.
Table coverage_report(const Snapshot& snapshot);
// Topics that compete: for how many of one topic's own examples another topic comes close behind it
// or before it. Asks the matcher every example: about a second.
Table overlap_report(const Snapshot& snapshot);

}  // namespace nestline::service
