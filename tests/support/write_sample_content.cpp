// write_sample_content FOLDER: the sample content as files.
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "knowledge/content_files.h"
#include "tests/support/sample_snapshot.h"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: write_sample_content FOLDER\n", stderr);
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  for (const auto& file : nestline::knowledge::write_content(nestline::test::sample_content())) {
    std::filesystem::create_directories((folder / file.path).parent_path());
    std::ofstream out(folder / file.path, std::ios::binary);
    out << file.text;
    out.close();
    if (!out) {
      std::fprintf(stderr, "cannot write %s\n", file.path.c_str());
      return 1;
    }
  }
  return 0;
}
