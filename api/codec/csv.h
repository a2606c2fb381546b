// Comma-separated values (RFC 4180), strictly: quotes only around whole cells, as many cells in
// every row as in the first, UTF-8. Pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/result.h"

namespace nestline::api {

using CsvRow = std::vector<std::string>;

// All rows, the header among them; empty lines are left out. The error's field is the row, counted
// from 1 as a spreadsheet does. A byte order mark is passed over.
Result<std::vector<CsvRow>> read_csv(std::string_view text);

// One line with its end. A cell that a spreadsheet would run as a formula gets an apostrophe in
// front; read_cell takes it away again.
std::string csv_line(const CsvRow& row);
std::string read_cell(std::string cell);

}  // namespace nestline::api
