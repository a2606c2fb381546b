// api/openapi.json, compiled in.
#pragma once

#include <string_view>

namespace nestline::api {

std::string_view contract_json();

}  // namespace nestline::api
