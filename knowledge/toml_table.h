// Reading a TOML table field by field, each fault told with file, line and field. A field that is
// missing or of the wrong type gives its default and a fault; a field that nobody asked for is a
// fault as well, so that a misspelt name is seen. Internal to the knowledge ring (includes toml++).
// One thread at a time.
#pragma once

// toml++ 3.3 asserts that a table header begins with a letter, which "[=]" breaks; with the
// assertion off it reports the error in the usual way. This is the one place that includes toml++,
// so that all see the same.
#define TOML_ASSERT(expr) static_assert(true)
#include <toml++/toml.h>

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/content.h"
#include "knowledge/fault.h"

namespace nestline::knowledge {

// Where faults of one file go. `first_line` is the line of the file on which the TOML text begins.
class FaultSink {
 public:
  FaultSink(std::string file, std::vector<Fault>& faults, int first_line = 1)
      : file_(std::move(file)), faults_(faults), first_line_(first_line) {}

  // `line` is relative to the TOML text, 1-based; 0 means the whole file.
  void error(int line, std::string field, std::string message);
  [[nodiscard]] const std::string& file() const { return file_; }

 private:
  std::string file_;
  std::vector<Fault>& faults_;
  int first_line_;
};

// "examples[3]"
std::string indexed(std::string_view name, std::size_t index);

// The parsed text, or a fault and nothing.
std::optional<toml::table> parse_toml(std::string_view text, FaultSink& sink);

class TableReader {
 public:
  TableReader(const toml::table& table, FaultSink& sink, std::string where = "");

  std::string string(std::string_view key);         // required, may be empty
  std::string filled_string(std::string_view key);  // required, not empty
  std::string optional_string(std::string_view key);
  std::vector<std::string> strings(std::string_view key);  // required, may be []
  std::optional<std::vector<std::string>> optional_strings(std::string_view key);
  AgeRange ages(std::string_view key);
  Date date(std::string_view key);
  std::optional<Date> optional_date(std::string_view key);
  int integer(std::string_view key);
  std::optional<int> optional_integer(std::string_view key);
  const toml::table* table(std::string_view key);                // required
  std::vector<const toml::table*> tables(std::string_view key);  // array of tables; absent is none

  // Call last: every field that was not read is unknown.
  void finish();

  void error(std::string_view key, std::string message);
  [[nodiscard]] std::string field(std::string_view key) const;
  [[nodiscard]] int line() const { return static_cast<int>(table_.source().begin.line); }

 private:
  const toml::node* take(std::string_view key, bool required);
  [[nodiscard]] int line_of(std::string_view key) const;
  std::vector<std::string> read_strings(const toml::node& node, std::string_view key);

  const toml::table& table_;
  FaultSink& sink_;
  std::string where_;
  std::set<std::string, std::less<>> known_;
};

}  // namespace nestline::knowledge
