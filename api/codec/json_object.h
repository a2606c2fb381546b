// JSON out: appends members in the order given. Strings are escaped by api/http/problem.h's one
// escaper; what goes in as raw() is already JSON. Internal to the codec folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/http/problem.h"

namespace nestline::api {

class JsonObject {
 public:
  void string(std::string_view name, std::string_view value) {
    key(name);
    append_json_string(text_, value);
  }
  void raw(std::string_view name, std::string_view json) {
    key(name);
    text_ += json;
  }
  void strings(std::string_view name, const std::vector<std::string>& values);
  [[nodiscard]] std::string text() const { return text_ + "}"; }

 private:
  void key(std::string_view name) {
    if (text_.size() > 1) text_ += ',';
    append_json_string(text_, name);
    text_ += ':';
  }
  std::string text_ = "{";
};

class JsonArray {
 public:
  void string(std::string_view value) {
    comma();
    append_json_string(text_, value);
  }
  // An empty piece is left out.
  void raw(std::string_view json) {
    if (json.empty()) return;
    comma();
    text_ += json;
  }
  [[nodiscard]] std::string text() const { return text_ + "]"; }

 private:
  void comma() {
    if (text_.size() > 1) text_ += ',';
  }
  std::string text_ = "[";
};

inline void JsonObject::strings(std::string_view name, const std::vector<std::string>& values) {
  JsonArray array;
  for (const std::string& value : values) array.string(value);
  raw(name, array.text());
}

}  // namespace nestline::api
