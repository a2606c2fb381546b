// A service of HSDS as one flat row: column names and texts, in the file's order. Between the two
// file formats and the values. Internal to the codec folder.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/codec/hsds.h"

namespace nestline::api {

class HsdsRecord {
 public:
  void set(std::string column, std::string text) {
    cells_.emplace_back(std::move(column), std::move(text));
  }
  // Empty where there is no such column.
  [[nodiscard]] std::string get(std::string_view column) const;
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& cells() const {
    return cells_;
  }

 private:
  std::vector<std::pair<std::string, std::string>> cells_;
};

// Lists in one cell are parted by semicolons.
std::vector<std::string> split_list(std::string_view text);
std::string join_list(const std::vector<std::string>& items);

// Checks the row and adds it to the file, or its faults.
void add_referral(const HsdsRecord& record, std::size_t row, const std::string& original,
                  const knowledge::Date& today, HsdsFile& file);

}  // namespace nestline::api
