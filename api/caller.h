// Who asks, as the guard found out: the site, and what the key allows. A value, made for one
// request.
#pragma once

#include <memory>

#include "service/sites/api_key.h"
#include "service/sites/site_directory.h"

namespace nestline::api {

enum class Quota { Left, Spent };

struct Caller {
  std::shared_ptr<const service::SiteEntry> entry;  // never null
  service::Scopes scopes;                           // without a key: ask
  // Spent: only an urgent question may still be answered.
  Quota quota = Quota::Left;

  [[nodiscard]] const service::Site& site() const { return entry->site; }
  [[nodiscard]] const service::Tailoring& tailoring() const { return entry->tailoring; }
  [[nodiscard]] bool may(service::Scope scope) const { return scopes.has(scope); }
};

}  // namespace nestline::api
