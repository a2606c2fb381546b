#include <algorithm>

#include "api/codec/csv.h"
#include "api/codec/hsds_files.h"
#include "api/codec/json_object.h"

namespace nestline::api {
namespace {

std::string original_json(const HsdsRecord& record) {
  JsonArray cells;
  for (const auto& [column, text] : record.cells()) {
    JsonArray cell;
    cell.string(column);
    cell.string(text);
    cells.raw(cell.text());
  }
  JsonObject original;
  original.raw("csv", cells.text());
  return original.text();
}

// The header's own faults: a column without a name, or twice.
void check_header(const CsvRow& header, HsdsFile& file) {
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (header[i].empty()) {
      file.faults.push_back({1, "column " + std::to_string(i + 1), "has no name"});
    } else if (std::count(header.begin(), header.begin() + static_cast<std::ptrdiff_t>(i),
                          header[i]) > 0) {
      file.faults.push_back({1, header[i], "stands twice in the header"});
    }
  }
  for (const char* required :
       {"id", "name", "status", "organization.name", "assured_date", "need"}) {
    if (std::find(header.begin(), header.end(), required) == header.end()) {
      file.faults.push_back(
          {1, required, "is missing from the header (is a comma between the columns?)"});
    }
  }
}

}  // namespace

HsdsRecord csv_record(const Json& original) {
  HsdsRecord record;
  const auto cells = original.find("csv");
  if (cells == original.end() || !cells->is_array()) return record;
  for (const Json& cell : *cells) {
    if (cell.is_array() && cell.size() == 2 && cell[0].is_string() && cell[1].is_string()) {
      record.set(cell[0].get<std::string>(), cell[1].get<std::string>());
    }
  }
  return record;
}

HsdsFile read_hsds_csv(std::string_view text, const knowledge::Date& today) {
  HsdsFile file;
  const Result<std::vector<CsvRow>> rows = read_csv(text);
  if (!rows) {
    file.faults.push_back({std::stoul("0" + rows.error().field), "", rows.error().message});
    return file;
  }
  if (rows->empty()) {
    file.faults.push_back({0, "", "the file is empty: it needs at least a header"});
    return file;
  }
  CsvRow header;
  for (const std::string& cell : rows->front()) header.push_back(read_cell(cell));
  check_header(header, file);
  if (!file.faults.empty()) return file;
  for (std::size_t r = 1; r < rows->size(); ++r) {
    HsdsRecord record;
    for (std::size_t i = 0; i < header.size(); ++i) record.set(header[i], read_cell((*rows)[r][i]));
    add_referral(record, r + 1, original_json(record), today, file);
  }
  return file;
}

std::string write_hsds_csv(const std::vector<service::SiteReferral>& referrals) {
  std::vector<HsdsRecord> records;
  CsvRow header;
  for (const service::SiteReferral& referral : referrals) {
    const Result<Json> original = parse_object(referral.original);
    if (!original) continue;
    const auto json = original->find("json");
    records.push_back(json != original->end() ? flat_record(*json) : csv_record(*original));
    for (const auto& [column, text] : records.back().cells()) {
      if (std::find(header.begin(), header.end(), column) == header.end()) header.push_back(column);
    }
  }
  if (header.empty())
    header = {"id", "name", "status", "organization.name", "assured_date", "need"};
  std::string out = csv_line(header);
  for (const HsdsRecord& record : records) {
    CsvRow row;
    for (const std::string& column : header) row.push_back(record.get(column));
    out += csv_line(row);
  }
  return out;
}

}  // namespace nestline::api
