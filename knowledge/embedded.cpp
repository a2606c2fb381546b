#include "knowledge/embedded.h"

#include <algorithm>

namespace nestline::knowledge {

extern const EmbeddedFile content_files[];
extern const unsigned long content_count;

std::vector<ContentFile> builtin_content() {
  std::vector<ContentFile> out;
  out.reserve(content_count);
  for (unsigned long i = 0; i < content_count; ++i) {
    const EmbeddedFile& file = content_files[i];
    out.push_back({file.path, std::string(file.begin, file.end)});
  }
  std::sort(out.begin(), out.end(),
            [](const ContentFile& a, const ContentFile& b) { return a.path < b.path; });
  return out;
}

}  // namespace nestline::knowledge
