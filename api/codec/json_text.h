// Strict JSON in. Internal to the codec folder (includes nlohmann).
//
// What is refused: anything but one object, nesting deeper than kMaxDepth, a name given twice,
// invalid UTF-8, numbers out of range. A parsed document is never written out again: nlohmann's
// dump() recurses.
#pragma once

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/result.h"

namespace nestline::api {

inline constexpr int kMaxDepth = 16;

using Json = nlohmann::json;

Result<Json> parse_object(std::string_view body);

// Reads the fields of one object, each checked; a field that nobody asked for is an error. Errors
// name the field as a JSON pointer. The first error wins and is kept until finish().
class ObjectReader {
 public:
  explicit ObjectReader(const Json& object) : object_(object) {}

  std::string required_string(const char* name);
  std::string optional_string(const char* name, std::size_t max_bytes);
  std::optional<int> optional_integer(const char* name);
  bool required_boolean(const char* name);
  bool optional_boolean(const char* name);
  std::vector<std::string> optional_strings(const char* name, std::size_t most);
  // A field that the caller reads itself.
  void skip(const char* name) { take(name); }

  // The first error, or none.
  Status finish();

 private:
  const Json* take(const char* name);
  void fail(const std::string& name, std::string message);

  const Json& object_;
  std::vector<std::string> known_;
  std::optional<Error> error_;
};

}  // namespace nestline::api
