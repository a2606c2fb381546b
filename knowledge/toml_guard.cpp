#include "knowledge/toml_guard.h"

#include <algorithm>

namespace nestline::knowledge {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool has_long_string(std::string_view text) {
  return text.find("\"\"\"") != std::string_view::npos ||
         text.find("'''") != std::string_view::npos;
}

void skip_spaces(std::string_view& line) {
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
}

bool skip(std::string_view& line, char c) {
  skip_spaces(line);
  if (!line.starts_with(c)) return false;
  line.remove_prefix(1);
  return true;
}

// "key =", or nothing.
bool skip_key(std::string_view& line) {
  constexpr std::string_view kKeyLetters =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
  skip_spaces(line);
  const std::size_t length = std::min(line.find_first_not_of(kKeyLetters), line.size());
  line.remove_prefix(length);
  return length == 0 || skip(line, '=');
}

bool skip_string(std::string_view& line) {
  skip_spaces(line);
  if (!line.starts_with('"') && !line.starts_with('\'')) return false;
  const char quote = line.front();
  std::size_t pos = 1;
  while (pos < line.size() && line[pos] != quote) pos += quote == '"' && line[pos] == '\\' ? 2 : 1;
  if (pos >= line.size()) return false;
  line.remove_prefix(pos + 1);
  return true;
}

bool has_plain_shape(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (!skip_key(line)) return false;
  skip(line, '[');
  while (skip_string(line)) {
    if (!skip(line, ',')) break;
  }
  skip(line, ']');
  skip_spaces(line);
  return line.empty() || line.starts_with('#');
}

}  // namespace

std::optional<int> find_unsafe_line(std::string_view toml) {
  if (toml.starts_with("\xEF\xBB\xBF")) toml.remove_prefix(3);
  if (is_ascii(toml)) return std::nullopt;
  int number = 1;
  for (std::size_t pos = 0; pos < toml.size(); ++number) {
    const std::size_t end = std::min(toml.find('\n', pos), toml.size());
    const std::string_view line = toml.substr(pos, end - pos);
    if ((has_long_string(line) || !is_ascii(line)) && !has_plain_shape(line)) return number;
    pos = end + 1;
  }
  return std::nullopt;
}

}  // namespace nestline::knowledge
