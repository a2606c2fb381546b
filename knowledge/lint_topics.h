// The part of lint.h that is about the words of topics. Internal to the knowledge ring.
#pragma once

#include "knowledge/content.h"
#include "knowledge/fault_locator.h"

namespace nestline::knowledge {

// Keywords and phrases that two topics claim or that are filler only; examples that stand twice.
void lint_topics(const LanguageContent& language, FaultList& faults);

}  // namespace nestline::knowledge
