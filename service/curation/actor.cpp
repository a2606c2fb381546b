#include "service/curation/actor.h"

#include <algorithm>

namespace nestline::service {

std::vector<std::string> Roles::words() const {
  std::vector<std::string> out;
  for (const auto& [role, name] : kRoles) {
    if (has(role)) out.emplace_back(name);
  }
  return out;
}

Result<Roles> Roles::parse(const std::vector<std::string>& words) {
  Roles out;
  for (const std::string& word : words) {
    const auto found = std::find_if(kRoles.begin(), kRoles.end(),
                                    [&](const auto& one) { return one.second == word; });
    if (found == kRoles.end()) {
      return Error{ErrorCode::InvalidInput, "must be author, reviewer or admin", "roles"};
    }
    out.add(found->first);
  }
  return out;
}

}  // namespace nestline::service
