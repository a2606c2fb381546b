// Any bytes as one file of the content folder. The first line is its path ("en/topics/a.toml"),
// which tells what kind of file it is; the rest is the file. What reads without a fault is written
// in canonical form, and that form is stable.
#include <vector>

#include "knowledge/content_files.h"
#include "tests/fuzz/fuzz.h"

using namespace nestline::knowledge;
using nestline::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = nestline::fuzz::text_of(data, size);
  const std::size_t line_end = bytes.find('\n');
  if (line_end == std::string_view::npos) return 0;
  const std::vector<ContentFile> files = {
      {std::string(bytes.substr(0, line_end)), std::string(bytes.substr(line_end + 1))}};
  std::vector<Fault> faults;
  const Content content = read_content(files, faults);
  for (const Fault& fault : faults) {
    require(!fault.message.empty() && fault.line >= 0, "a fault says what and where");
    if (!fault.warning) return 0;
  }
  const std::vector<ContentFile> written = write_content(content);
  std::vector<Fault> none;
  const Content again = read_content(written, none);
  for (const Fault& fault : none) {
    if (!fault.warning)
      std::fprintf(stderr, "%s: %s: %s\n", fault.file.c_str(), fault.field.c_str(),
                   fault.message.c_str());
    require(fault.warning, "what was written reads without a fault");
  }
  require(write_content(again) == written, "the canonical form is stable");
  return 0;
}
