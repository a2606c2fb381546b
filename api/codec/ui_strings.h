// The words of our own pages and of the widget, by language: api/web/shared/strings, compiled in.
// What parents read as guidance is not here but among the phrases of the content. Immutable; safe
// from any thread.
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nestline::api {

class UiStrings {
 public:
  // Built once. A file that cannot be read is a fault of the build and ends the program.
  static const UiStrings& builtin();

  [[nodiscard]] const std::vector<std::string>& languages() const { return languages_; }

  // In `language`, else in English. An unknown key is a bug: std::out_of_range.
  [[nodiscard]] const std::string& text(std::string_view language, std::string_view key) const;

  // With {name} places filled.
  using Values = std::initializer_list<std::pair<std::string_view, std::string>>;
  [[nodiscard]] std::string filled(std::string_view language, std::string_view key,
                                   Values values) const;

  [[nodiscard]] bool has(std::string_view language, std::string_view key) const;

  // All keys of a language, sorted.
  [[nodiscard]] std::vector<std::string> keys(std::string_view language) const;

 private:
  UiStrings();
  std::vector<std::string> languages_;
  std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> texts_;
};

}  // namespace nestline::api
