#include "knowledge/toml_text.h"

#include <array>
#include <cstdio>

#include "knowledge/date.h"
#include "knowledge/utf8.h"

namespace nestline::knowledge {

std::string quote_toml(std::string_view value) {
  std::string out = "\"";
  for (const char c : value) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\r':
        out += "\\r";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
          std::array<char, 8> escape{};
          std::snprintf(escape.data(), escape.size(), "\\u%04X", static_cast<unsigned>(c));
          out += escape.data();
        } else {
          out += c;
        }
    }
  }
  return out + "\"";
}

void TomlText::line(std::string_view key, std::string_view value) {
  text_.append(key).append(" = ").append(value).append("\n");
}

void TomlText::string(std::string_view key, std::string_view value) {
  line(key, quote_toml(value));
}

void TomlText::integer(std::string_view key, int value) { line(key, std::to_string(value)); }

void TomlText::strings(std::string_view key, const std::vector<std::string>& values) {
  std::string one_line = "[";
  for (const std::string& value : values) {
    if (one_line.size() > 1) one_line += ", ";
    one_line += quote_toml(value);
  }
  one_line += "]";
  if (key.size() + 3 + count_characters(one_line) <= kLineWidth) {
    line(key, one_line);
    return;
  }
  text_.append(key).append(" = [\n");
  for (const std::string& value : values)
    text_.append("  ").append(quote_toml(value)).append(",\n");
  text_ += "]\n";
}

void TomlText::ages(std::string_view key, const AgeRange& range) {
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "[%d, %d]", range.from, range.to);
  line(key, buffer.data());
}

void TomlText::date(std::string_view key, const Date& value) { line(key, date_text(value)); }

void TomlText::table(std::string_view name) {
  if (!text_.empty()) text_ += "\n";
  text_.append("[").append(name).append("]\n");
}

void TomlText::entry(std::string_view name) {
  if (!text_.empty()) text_ += "\n";
  text_.append("[[").append(name).append("]]\n");
}

}  // namespace nestline::knowledge
