#include "service/curation/known_faults.h"

#include <algorithm>
#include <set>
#include <string>

#include "knowledge/check.h"
#include "knowledge/content_files.h"

namespace nestline::service {

void excuse_known(std::vector<knowledge::Fault>& faults, const knowledge::Content& live,
                  knowledge::Date today) {
  const auto is_error = [](const knowledge::Fault& fault) { return !fault.warning; };
  if (std::none_of(faults.begin(), faults.end(), is_error)) return;
  // The line may have moved.
  const auto told = [](const knowledge::Fault& fault) {
    return fault.file + "\n" + fault.field + "\n" + fault.message;
  };
  const std::vector<knowledge::ContentFile> files = knowledge::write_content(live);
  std::set<std::string> before;
  for (const knowledge::Fault& fault : knowledge::check_content(live, files, today)) {
    before.insert(told(fault));
  }
  for (knowledge::Fault& fault : faults) {
    fault.warning = fault.warning || before.contains(told(fault));
  }
}

}  // namespace nestline::service
