// The fields of a form as a browser sends it without script: application/x-www-form-urlencoded.
// Pure; safe from any thread.
#pragma once

#include <optional>
#include <string_view>

#include "api/http/http_message.h"

namespace nestline::api {

// Decoded, in the order sent. Line ends become "\n"; other control characters are dropped from
// values. Nothing where a percent sign is malformed or a value is not UTF-8.
std::optional<Fields> read_form(std::string_view body);

// The first value of that name; empty where there is none.
std::string form_value(const Fields& form, std::string_view name);

}  // namespace nestline::api
