// What operators and integrators see besides answers: readiness and the contract as a page.
// Pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace nestline::api {

struct Readiness {
  std::string status;  // "ready", "degraded", "draining"
  int edition = 0;
  std::vector<std::string> reasons;
};
std::string readiness_json(const Readiness& readiness);

// The OpenAPI contract as one HTML page without any request to elsewhere. `style` and `script` are
// paths of this server; with a script (it may be empty) each route can be tried in place.
std::string docs_page(std::string_view contract, std::string_view style, std::string_view script);

}  // namespace nestline::api
