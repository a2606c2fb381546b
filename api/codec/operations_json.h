// What operators and integrators see besides answers: readiness, the contract as a page, the front
// page. Pure functions.
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

// The OpenAPI contract as one HTML page without scripts and without any request to elsewhere.
std::string docs_page(std::string_view contract);

// What the service is, in its own approved sentences, and where the contract is.
std::string home_page(std::string_view greeting, std::string_view limits);

}  // namespace nestline::api
