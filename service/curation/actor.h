// Who does something in curation: a person of the staff with their roles, or the operator's own
// commands. Values; safe from any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "knowledge/result.h"

namespace nestline::service {

enum class Role { Author, Reviewer, Admin };

inline constexpr std::array<std::pair<Role, std::string_view>, 3> kRoles{{
    {Role::Author, "author"},
    {Role::Reviewer, "reviewer"},
    {Role::Admin, "admin"},
}};

class Roles {
 public:
  Roles() = default;
  Roles(std::initializer_list<Role> roles) {
    for (const Role role : roles) add(role);
  }
  void add(Role role) { bits_ |= bit(role); }
  [[nodiscard]] bool has(Role role) const { return (bits_ & bit(role)) != 0; }
  [[nodiscard]] bool empty() const { return bits_ == 0; }

  [[nodiscard]] std::vector<std::string> words() const;
  // InvalidInput (field "roles") for a word that is no role.
  static Result<Roles> parse(const std::vector<std::string>& words);

  friend bool operator==(const Roles&, const Roles&) = default;

 private:
  static unsigned bit(Role role) { return 1U << static_cast<unsigned>(role); }
  unsigned bits_ = 0;
};

struct Actor {
  std::int64_t id = 0;  // 0: the operator, at the command line
  std::string name;     // to sign in with
  Roles roles;
  std::string site;  // bound to this one; empty: not bound

  [[nodiscard]] bool may_write() const { return roles.has(Role::Author) || roles.has(Role::Admin); }
  [[nodiscard]] bool may_approve() const {
    return site.empty() && (roles.has(Role::Reviewer) || roles.has(Role::Admin));
  }
};

// The operator's commands: all rights but that of a second approval.
inline Actor operator_actor() { return {0, "operator", {Role::Author, Role::Admin}, ""}; }

}  // namespace nestline::service
