#include "api/codec/ui_strings.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "knowledge/embedded.h"

namespace nestline::knowledge {
extern const EmbeddedFile ui_strings_files[];
extern const unsigned long ui_strings_count;
}  // namespace nestline::knowledge

namespace nestline::api {

UiStrings::UiStrings() {
  for (unsigned long i = 0; i < knowledge::ui_strings_count; ++i) {
    const knowledge::EmbeddedFile& file = knowledge::ui_strings_files[i];
    const std::string_view path = file.path;  // "en.json", "en.pages.json"
    const std::string language(path.substr(0, path.find('.')));
    const nlohmann::json json = nlohmann::json::parse(file.begin, file.end);
    auto& texts = texts_[language];
    for (const auto& [key, value] : json.items()) {
      if (!texts.emplace(key, value.get<std::string>()).second) {
        throw std::runtime_error("interface word given twice: " + key);
      }
    }
  }
  for (const auto& [language, texts] : texts_) languages_.push_back(language);
}

const UiStrings& UiStrings::builtin() {
  static const UiStrings strings;
  return strings;
}

const std::string& UiStrings::text(std::string_view language, std::string_view key) const {
  for (const std::string_view one : {language, std::string_view("en")}) {
    const auto texts = texts_.find(one);
    if (texts == texts_.end()) continue;
    const auto found = texts->second.find(key);
    if (found != texts->second.end()) return found->second;
  }
  throw std::out_of_range("no interface word: " + std::string(key));
}

bool UiStrings::has(std::string_view language, std::string_view key) const {
  const auto texts = texts_.find(language);
  return texts != texts_.end() && texts->second.contains(key);
}

std::vector<std::string> UiStrings::keys(std::string_view language) const {
  std::vector<std::string> out;
  const auto texts = texts_.find(language);
  if (texts == texts_.end()) return out;
  for (const auto& [key, value] : texts->second) out.push_back(key);
  return out;
}

std::string UiStrings::filled(std::string_view language, std::string_view key,
                              Values values) const {
  const std::string& pattern = text(language, key);
  std::string out;
  for (std::size_t at = 0; at < pattern.size();) {
    const std::size_t open = pattern.find('{', at);
    const std::size_t close = pattern.find('}', open == std::string::npos ? at : open);
    if (open == std::string::npos || close == std::string::npos) {
      out += pattern.substr(at);
      break;
    }
    out += pattern.substr(at, open - at);
    const std::string_view name = std::string_view(pattern).substr(open + 1, close - open - 1);
    for (const auto& [wanted, value] : values) {
      if (wanted == name) out += value;
    }
    at = close + 1;
  }
  return out;
}

}  // namespace nestline::api
