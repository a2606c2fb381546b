// The part of validate.h that is about topics. Internal to the knowledge ring.
#pragma once

#include "knowledge/content.h"
#include "knowledge/fault_locator.h"

namespace nestline::knowledge {

void validate_topics(const LanguageContent& language, FaultList& faults);

}  // namespace nestline::knowledge
