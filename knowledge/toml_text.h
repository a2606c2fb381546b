// The one way we write TOML: fields in a fixed order, a list on one line where it fits in
// kLineWidth columns and otherwise one item a line. Reading what it wrote and writing it again
// gives the same bytes. Internal to the knowledge ring.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "knowledge/content.h"

namespace nestline::knowledge {

inline constexpr std::size_t kLineWidth = 100;

class TomlText {
 public:
  void string(std::string_view key, std::string_view value);
  void strings(std::string_view key, const std::vector<std::string>& values);
  void integer(std::string_view key, int value);
  void ages(std::string_view key, const AgeRange& range);
  void date(std::string_view key, const Date& value);
  void table(std::string_view name);  // [name], with an empty line before it
  void entry(std::string_view name);  // [[name]], with an empty line before it
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  void line(std::string_view key, std::string_view value);
  std::string text_;
};

// `value` as a TOML basic string, quotes included.
std::string quote_toml(std::string_view value);

}  // namespace nestline::knowledge
