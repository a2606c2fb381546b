// Faults that the live edition has as well do not stop a change: a day has passed, or a check has
// grown stricter, and to refuse would keep the mending out. Pure; safe from any thread.
#pragma once

#include <vector>

#include "knowledge/content.h"
#include "knowledge/fault.h"

namespace nestline::service {

// Makes warnings of the errors that `live` has too. Checks `live` only where there is an error.
void excuse_known(std::vector<knowledge::Fault>& faults, const knowledge::Content& live,
                  knowledge::Date today);

}  // namespace nestline::service
