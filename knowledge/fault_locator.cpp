#include "knowledge/fault_locator.h"

#include <algorithm>
#include <utility>

#include "knowledge/toml_text.h"

namespace nestline::knowledge {
namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t'; }

// Whether `words` stand at `pos`, a space of theirs matching any run of spaces and line ends.
bool stands_at(std::string_view text, std::size_t pos, std::string_view words) {
  for (const char c : words) {
    if (pos >= text.size()) return false;
    if (!is_space(c)) {
      if (text[pos++] != c) return false;
      continue;
    }
    if (!is_space(text[pos])) return false;
    while (pos < text.size() && is_space(text[pos])) ++pos;
  }
  return true;
}

std::size_t find_words(std::string_view text, std::string_view words) {
  if (words.empty()) return std::string_view::npos;
  for (std::size_t pos = text.find(words.front()); pos != std::string_view::npos;
       pos = text.find(words.front(), pos + 1)) {
    if (stands_at(text, pos, words)) return pos;
  }
  return std::string_view::npos;
}

}  // namespace

std::string topic_path(std::string_view language, const Topic& topic) {
  return file_path(language, "topics/" + topic.id.value);
}

std::string passage_path(std::string_view language, const Passage& passage) {
  return std::string(language) + "/passages/" + passage.id.value + ".md";
}

std::string file_path(std::string_view language, std::string_view file) {
  return std::string(language) + "/" + std::string(file) + ".toml";
}

std::string golden_path(std::string_view language) {
  return file_path(language, "questions/golden");
}

FaultLocator::FaultLocator(std::span<const ContentFile> files) {
  for (const ContentFile& file : files) texts_.emplace(file.path, file.text);
}

int FaultLocator::line_of(const std::string& path, std::string_view words) const {
  const auto file = texts_.find(path);
  if (file == texts_.end()) return 0;
  const std::string_view text = file->second;
  std::size_t pos = text.find(quote_toml(words));
  if (pos == std::string_view::npos) pos = find_words(text, words);
  if (pos == std::string_view::npos) return 0;
  return 1 + static_cast<int>(
                 std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(pos), '\n'));
}

void FaultList::error(const std::string& file, std::string field, std::string message,
                      std::string_view near) {
  const int line = near.empty() ? 0 : locator_.line_of(file, near);
  faults_.push_back({file, line, std::move(field), std::move(message), false});
}

void FaultList::warning(const std::string& file, std::string field, std::string message,
                        std::string_view near) {
  error(file, std::move(field), std::move(message), near);
  faults_.back().warning = true;
}

}  // namespace nestline::knowledge
