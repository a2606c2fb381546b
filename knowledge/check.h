// The whole check of a content folder beyond reading it: validation and lint. Content with an error
// among the faults of its reading or of this check must not be published. Pure; safe from any
// thread.
#pragma once

#include <span>
#include <vector>

#include "knowledge/content.h"
#include "knowledge/fault.h"

namespace nestline::knowledge {

// In order of file and line. `files` are those that `content` was read from; faults of reading are
// not told again.
std::vector<Fault> check_content(const Content& content, std::span<const ContentFile> files,
                                 Date today);

}  // namespace nestline::knowledge
