// A step of the build: writes what the safety screen learns from the built-in content to the file
// named.

#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "knowledge/content_files.h"
#include "knowledge/embedded.h"
#include "service/safety/likeness.h"
#include "service/safety/likeness_texts.h"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: nestline_learn FILE\n", stderr);
    return 2;
  }
  std::vector<nestline::knowledge::Fault> faults;
  const auto content =
      nestline::knowledge::read_content(nestline::knowledge::builtin_content(), faults);
  const auto texts = nestline::service::likeness_texts(content);
  const std::string learned = nestline::service::Likeness::learn(texts).save();
  std::ofstream out(argv[1], std::ios::binary);
  out << learned;
  out.close();
  if (out) return 0;
  std::fprintf(stderr, "nestline_learn: cannot write %s\n", argv[1]);
  return 1;
}
