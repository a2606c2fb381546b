#include "knowledge/toml_table.h"

#include <utility>

#include "knowledge/toml_guard.h"

namespace nestline::knowledge {

void FaultSink::error(int line, std::string field, std::string message) {
  const int in_file = line > 0 ? line + first_line_ - 1 : 0;
  faults_.push_back({file_, in_file, std::move(field), std::move(message), false});
}

std::string indexed(std::string_view name, std::size_t index) {
  return std::string(name) + "[" + std::to_string(index) + "]";
}

std::optional<toml::table> parse_toml(std::string_view text, FaultSink& sink) {
  if (const std::optional<int> line = find_unsafe_line(text)) {
    sink.error(*line, "",
               "letters outside ASCII may stand only in comments and in strings of one line");
    return std::nullopt;
  }
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& e) {
    sink.error(static_cast<int>(e.source().begin.line), "", std::string(e.description()));
    return std::nullopt;
  }
}

TableReader::TableReader(const toml::table& table, FaultSink& sink, std::string where)
    : table_(table), sink_(sink), where_(std::move(where)) {}

std::string TableReader::field(std::string_view key) const {
  return where_.empty() ? std::string(key) : where_ + "." + std::string(key);
}

int TableReader::line_of(std::string_view key) const {
  const toml::node* node = table_.get(key);
  return static_cast<int>((node != nullptr ? node->source() : table_.source()).begin.line);
}

void TableReader::error(std::string_view key, std::string message) {
  sink_.error(line_of(key), field(key), std::move(message));
}

const toml::node* TableReader::take(std::string_view key, bool required) {
  known_.emplace(key);
  const toml::node* node = table_.get(key);
  if (node == nullptr && required) error(key, "is missing");
  return node;
}

std::string TableReader::string(std::string_view key) {
  const toml::node* node = take(key, true);
  if (node == nullptr) return {};
  if (!node->is_string()) {
    error(key, "must be a string");
    return {};
  }
  return node->as_string()->get();
}

std::string TableReader::filled_string(std::string_view key) {
  std::string value = string(key);
  const toml::node* node = table_.get(key);
  if (value.empty() && node != nullptr && node->is_string()) error(key, "must not be empty");
  return value;
}

std::string TableReader::optional_string(std::string_view key) {
  return take(key, false) == nullptr ? std::string() : string(key);
}

std::vector<std::string> TableReader::read_strings(const toml::node& node, std::string_view key) {
  std::vector<std::string> out;
  const toml::array* array = node.as_array();
  if (array == nullptr) {
    error(key, "must be a list of strings");
    return out;
  }
  for (std::size_t i = 0; i < array->size(); ++i) {
    const toml::node& item = *array->get(i);
    const std::string name = indexed(field(key), i);
    const int line = static_cast<int>(item.source().begin.line);
    if (!item.is_string()) {
      sink_.error(line, name, "must be a string");
    } else if (item.as_string()->get().empty()) {
      sink_.error(line, name, "must not be empty");
    } else {
      out.push_back(item.as_string()->get());
    }
  }
  return out;
}

std::vector<std::string> TableReader::strings(std::string_view key) {
  const toml::node* node = take(key, true);
  return node == nullptr ? std::vector<std::string>() : read_strings(*node, key);
}

std::optional<std::vector<std::string>> TableReader::optional_strings(std::string_view key) {
  const toml::node* node = take(key, false);
  if (node == nullptr) return std::nullopt;
  return read_strings(*node, key);
}

AgeRange TableReader::ages(std::string_view key) {
  const toml::node* node = take(key, true);
  if (node == nullptr) return {};
  const toml::array* array = node->as_array();
  if (array == nullptr || array->size() != 2 || !array->get(0)->is_integer() ||
      !array->get(1)->is_integer()) {
    error(key, "must be two ages in months, [from, to]");
    return {};
  }
  const auto from = array->get(0)->as_integer()->get();
  const auto to = array->get(1)->as_integer()->get();
  if (from < 0 || to > kMaxAgeMonths || from > to) {
    error(key, "must rise and lie between 0 and " + std::to_string(kMaxAgeMonths) + " months");
    return {};
  }
  return {static_cast<int>(from), static_cast<int>(to)};
}

std::optional<Date> TableReader::optional_date(std::string_view key) {
  const toml::node* node = take(key, false);
  if (node == nullptr) return std::nullopt;
  const auto* value = node->as_date();
  if (value == nullptr) {
    error(key, "must be a date such as 2027-05-24");
    return std::nullopt;
  }
  const toml::date date = value->get();
  return Date{std::chrono::year{date.year}, std::chrono::month{date.month},
              std::chrono::day{date.day}};
}

Date TableReader::date(std::string_view key) {
  if (take(key, true) == nullptr) return {};
  return optional_date(key).value_or(Date{});
}

std::optional<int> TableReader::optional_integer(std::string_view key) {
  const toml::node* node = take(key, false);
  if (node == nullptr) return std::nullopt;
  if (!node->is_integer() || !std::in_range<int>(node->as_integer()->get())) {
    error(key, "must be a whole number");
    return std::nullopt;
  }
  return static_cast<int>(node->as_integer()->get());
}

int TableReader::integer(std::string_view key) {
  if (take(key, true) == nullptr) return 0;
  return optional_integer(key).value_or(0);
}

const toml::table* TableReader::table(std::string_view key) {
  const toml::node* node = take(key, true);
  if (node == nullptr) return nullptr;
  if (!node->is_table()) error(key, "must be a table");
  return node->as_table();
}

std::vector<const toml::table*> TableReader::tables(std::string_view key) {
  std::vector<const toml::table*> out;
  const toml::node* node = take(key, false);
  if (node == nullptr) return out;
  const toml::array* array = node->as_array();
  if (array == nullptr) {
    error(key, "must be a list of tables");
    return out;
  }
  for (const toml::node& item : *array) {
    if (item.is_table()) {
      out.push_back(item.as_table());
    } else {
      sink_.error(static_cast<int>(item.source().begin.line), field(key), "must be a table");
    }
  }
  return out;
}

void TableReader::finish() {
  for (const auto& [key, node] : table_) {
    if (known_.contains(key.str())) continue;
    sink_.error(static_cast<int>(node.source().begin.line), field(key.str()),
                "is not a known field");
  }
}

}  // namespace nestline::knowledge
