#include "api/codec/csv.h"

#include <algorithm>

#include "api/http/text.h"

namespace nestline::api {
namespace {

constexpr std::size_t kMostRows = 10'001;
constexpr std::string_view kMark = "\xEF\xBB\xBF";

Error refuse(std::size_t row, std::string why) {
  return {ErrorCode::InvalidInput, std::move(why), std::to_string(row)};
}

bool has_control(std::string_view cell) {
  return std::any_of(cell.begin(), cell.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7F;
  });
}

// Reads one row from `text`, which moves past it.
Result<CsvRow> read_row(std::string_view& text, std::size_t number) {
  CsvRow row;
  while (true) {
    std::string cell;
    if (text.starts_with('"')) {
      text.remove_prefix(1);
      while (true) {
        const std::size_t quote = text.find('"');
        if (quote == std::string_view::npos)
          return refuse(number, "a quotation mark is not closed");
        cell += text.substr(0, quote);
        text.remove_prefix(quote + 1);
        if (!text.starts_with('"')) break;
        cell += '"';
        text.remove_prefix(1);
      }
    } else {
      const std::size_t end = std::min(text.find_first_of(",\r\n"), text.size());
      cell = text.substr(0, end);
      text.remove_prefix(end);
      if (cell.find('"') != std::string::npos) {
        return refuse(number,
                      "a quotation mark inside a cell: the cell needs quotation marks around "
                      "it, and two for each inside");
      }
    }
    if (!is_valid_utf8(cell)) return refuse(number, "is not UTF-8");
    if (has_control(cell)) return refuse(number, "has a control character");
    row.push_back(std::move(cell));
    if (text.starts_with(',')) {
      text.remove_prefix(1);
      continue;
    }
    if (text.starts_with('\r')) text.remove_prefix(1);
    if (text.starts_with('\n')) {
      text.remove_prefix(1);
    } else if (!text.empty()) {
      return refuse(number, "has text after a closing quotation mark");
    }
    return row;
  }
}

bool starts_formula(std::string_view cell) {
  return !cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos;
}

// "+44 20 7946 0000" and "-1.5" are no formulas.
bool is_number(std::string_view cell) {
  return cell.find_first_not_of("0123456789 ().", 1) == std::string_view::npos &&
         (cell.front() == '+' || cell.front() == '-');
}

}  // namespace

Result<std::vector<CsvRow>> read_csv(std::string_view text) {
  if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
  std::vector<CsvRow> rows;
  std::size_t number = 0;
  while (!text.empty()) {
    ++number;
    Result<CsvRow> row = read_row(text, number);
    if (!row) return row.error();
    if (row->size() == 1 && row->front().empty()) continue;
    if (!rows.empty() && row->size() != rows.front().size()) {
      return refuse(number, "has " + std::to_string(row->size()) + " cells, the first row has " +
                                std::to_string(rows.front().size()));
    }
    if (rows.size() == kMostRows) return refuse(number, "at most 10000 rows are read");
    rows.push_back(std::move(row).value());
  }
  return rows;
}

std::string csv_line(const CsvRow& row) {
  std::string out;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) out += ',';
    std::string cell = row[i];
    if (starts_formula(cell) && !is_number(cell)) cell.insert(cell.begin(), '\'');
    const bool plain = cell.find_first_of(",\"\r\n") == std::string::npos &&
                       !cell.starts_with(' ') && !cell.ends_with(' ');
    if (plain) {
      out += cell;
      continue;
    }
    out += '"';
    for (const char c : cell) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }
  return out + "\r\n";
}

std::string read_cell(std::string cell) {
  if (cell.starts_with('\'') && starts_formula(std::string_view(cell).substr(1))) {
    cell.erase(0, 1);
  }
  return cell;
}

}  // namespace nestline::api
