// A step of the build: writes what the safety screen and the English matcher learn from the
// built-in content to the two files named.

#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "knowledge/content_files.h"
#include "knowledge/embedded.h"
#include "service/matching/matcher.h"
#include "service/safety/likeness.h"
#include "service/safety/likeness_texts.h"

namespace {

bool write(const char* path, const std::string& learned) {
  std::ofstream out(path, std::ios::binary);
  out << learned;
  out.close();
  if (!out) std::fprintf(stderr, "nestline_learn: cannot write %s\n", path);
  return static_cast<bool>(out);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: nestline_learn SAFETY-FILE TOPICS-FILE\n", stderr);
    return 2;
  }
  std::vector<nestline::knowledge::Fault> faults;
  const auto content =
      nestline::knowledge::read_content(nestline::knowledge::builtin_content(), faults);
  const auto texts = nestline::service::likeness_texts(content);
  const std::string learned = nestline::service::Likeness::learn(texts).save();
  std::string topics;
  for (const nestline::knowledge::LanguageContent& language : content.languages) {
    if (language.language == "en") topics = nestline::service::Matcher(language).save();
  }
  return write(argv[1], learned) && write(argv[2], topics) ? 0 : 1;
}
