// The part of lint.h that is about wording, and the guard that every edition passes before it is
// served: no sentence a parent can read claims, diagnoses, labels or doses (see wording.h). Pure;
// safe from any thread.
#pragma once

#include <vector>

#include "knowledge/content.h"
#include "knowledge/fault.h"
#include "knowledge/fault_locator.h"

namespace nestline::knowledge {

void lint_wording(const LanguageContent& language, FaultList& faults);

// The same over the whole content, without lines. About 30 ms for 300 passages.
std::vector<Fault> forbidden_wording(const Content& content);

}  // namespace nestline::knowledge
