// Files that are compiled into the binary (cmake/embed.cmake). Read-only data; safe from any
// thread.
#pragma once

#include <vector>

#include "knowledge/content.h"

namespace nestline::knowledge {

struct EmbeddedFile {
  const char* path;
  const char* begin;
  const char* end;
};

// The content folder as it was when the binary was built, in path order: edition 1 of a new
// database.
std::vector<ContentFile> builtin_content();

}  // namespace nestline::knowledge
