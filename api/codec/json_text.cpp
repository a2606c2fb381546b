#include "api/codec/json_text.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace nestline::api {
namespace {

// Walks the tokens without building anything: depth and double names are checked before a value
// exists.
class Gate : public Json::json_sax_t {
 public:
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return open(); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    if (names_.back().insert(name).second) return true;
    problem = "a name is given twice";
    return false;
  }
  bool parse_error(std::size_t position, const std::string&, const Json::exception&) override {
    problem = "is not valid JSON (at byte " + std::to_string(position) + ")";
    return false;
  }

  std::string problem;

 private:
  bool open() {
    names_.emplace_back();
    if (names_.size() <= kMaxDepth) return true;
    problem = "is nested too deeply";
    return false;
  }
  bool close() {
    names_.pop_back();
    return true;
  }
  std::vector<std::set<std::string>> names_;
};

}  // namespace

Result<Json> parse_object(std::string_view body) {
  // The library takes a NUL for the end and would not look at what stands behind it.
  if (const std::size_t nul = body.find('\0'); nul != std::string_view::npos) {
    return Error{ErrorCode::InvalidInput,
                 "is not valid JSON (at byte " + std::to_string(nul + 1) + ")", ""};
  }
  Gate gate;
  if (!Json::sax_parse(body, &gate)) {
    return Error{ErrorCode::InvalidInput, gate.problem.empty() ? "is not valid JSON" : gate.problem,
                 ""};
  }
  Json json = Json::parse(body, nullptr, false);
  if (json.is_discarded()) return Error{ErrorCode::InvalidInput, "is not valid JSON", ""};
  if (!json.is_object()) return Error{ErrorCode::InvalidInput, "must be a JSON object", ""};
  return json;
}

void ObjectReader::fail(const std::string& name, std::string message) {
  if (!error_) error_ = Error{ErrorCode::InvalidInput, std::move(message), "/" + name};
}

const Json* ObjectReader::take(const char* name) {
  known_.emplace_back(name);
  const auto found = object_.find(name);
  return found == object_.end() ? nullptr : &*found;
}

std::string ObjectReader::required_string(const char* name) {
  const Json* value = take(name);
  if (value == nullptr) {
    fail(name, "is missing");
    return {};
  }
  if (!value->is_string()) {
    fail(name, "must be a string");
    return {};
  }
  return value->get<std::string>();
}

std::string ObjectReader::optional_string(const char* name, std::size_t max_bytes) {
  if (object_.find(name) == object_.end()) {
    take(name);
    return {};
  }
  std::string value = required_string(name);
  if (value.size() > max_bytes) {
    fail(name, "must have at most " + std::to_string(max_bytes) + " characters");
  }
  return value;
}

std::optional<int> ObjectReader::optional_integer(const char* name) {
  const Json* value = take(name);
  if (value == nullptr) return std::nullopt;
  if (value->is_number()) {  // 24.0 is a whole number too (JSON Schema 2020-12)
    const auto number = value->get<double>();
    if (std::abs(number) <= std::numeric_limits<int>::max() && std::trunc(number) == number) {
      return static_cast<int>(number);
    }
  }
  fail(name, "must be a whole number");
  return std::nullopt;
}

bool ObjectReader::required_boolean(const char* name) {
  const Json* value = take(name);
  if (value == nullptr) {
    fail(name, "is missing");
  } else if (!value->is_boolean()) {
    fail(name, "must be true or false");
  } else {
    return value->get<bool>();
  }
  return false;
}

bool ObjectReader::optional_boolean(const char* name) {
  if (object_.find(name) != object_.end()) return required_boolean(name);
  take(name);
  return false;
}

std::vector<std::string> ObjectReader::optional_strings(const char* name, std::size_t most) {
  std::vector<std::string> out;
  const Json* value = take(name);
  if (value == nullptr) return out;
  if (!value->is_array()) {
    fail(name, "must be a list of strings");
    return out;
  }
  if (value->size() > most) fail(name, "must have at most " + std::to_string(most) + " items");
  for (std::size_t i = 0; i < std::min(most, value->size()); ++i) {
    if (!(*value)[i].is_string()) {
      fail(std::string(name) + "/" + std::to_string(i), "must be a string");
      break;
    }
    out.push_back((*value)[i].get<std::string>());
  }
  return out;
}

Status ObjectReader::finish() {
  for (const auto& [name, value] : object_.items()) {
    if (std::find(known_.begin(), known_.end(), name) != known_.end()) continue;
    // Only a plain name is repeated to the caller; a pointer escapes ~ and /.
    const bool plain = name.size() <= 64 && name.find_first_of("~/") == std::string::npos;
    fail(plain ? name : "", "is not a known field");
  }
  if (error_) return *error_;
  return ok_status();
}

}  // namespace nestline::api
