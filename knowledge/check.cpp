#include "knowledge/check.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "knowledge/lint.h"
#include "knowledge/validate.h"

namespace nestline::knowledge {

std::vector<Fault> check_content(const Content& content, std::span<const ContentFile> files,
                                 Date today) {
  std::vector<Fault> faults = validate_content(content, files, today);
  std::vector<Fault> editorial = lint_content(content, files, today);
  std::move(editorial.begin(), editorial.end(), std::back_inserter(faults));
  std::stable_sort(faults.begin(), faults.end(), [](const Fault& a, const Fault& b) {
    return std::tie(a.file, a.line) < std::tie(b.file, b.line);
  });
  return faults;
}

}  // namespace nestline::knowledge
