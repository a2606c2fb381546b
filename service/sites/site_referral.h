// A site's own entry of whom to ask, beside the shared ones. Always of the kind Service, so that it
// can never stand among the contacts of an urgent reply. A value.
#pragma once

#include <string>
#include <vector>

#include "knowledge/content.h"

namespace nestline::service {

struct SiteReferral {
  knowledge::Referral base;       // `file` and `source` stay empty
  std::string status = "active";  // HSDS: active, inactive, defunct, temporarily closed
  knowledge::AgeRange ages;
  std::vector<std::string> places;  // where it serves; empty: everywhere in its countries
  std::string address;
  std::string email;
  std::string application;  // how to get in
  std::string fees;
  std::string original;  // JSON: the record as it was imported, for the next export
};

}  // namespace nestline::service
