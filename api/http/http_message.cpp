#include "api/http/http_message.h"

#include "api/http/text.h"

namespace nestline::api {

namespace {

std::optional<std::string> first_value(const Fields& fields, std::string_view name) {
  for (const Field& field : fields) {
    if (field.name == name) return field.value;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> HttpRequest::header(std::string_view name) const {
  for (const Field& field : headers) {
    if (equal_ignoring_case(field.name, name)) return field.value;
  }
  return std::nullopt;
}

std::optional<std::string> HttpRequest::path_parameter(std::string_view name) const {
  return first_value(path_parameters, name);
}

std::optional<std::string> HttpRequest::query_parameter(std::string_view name) const {
  return first_value(query_parameters, name);
}

}  // namespace nestline::api
