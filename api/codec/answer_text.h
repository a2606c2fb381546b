// An answer's JSON laid out for a terminal, 80 columns wide. Pure function.
#pragma once

#include <string>
#include <string_view>

namespace nestline::api {

std::string answer_text(std::string_view answer_json);

}  // namespace nestline::api
