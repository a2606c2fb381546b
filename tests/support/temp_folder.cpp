#include "tests/support/temp_folder.h"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace nestline::test {
namespace {

std::filesystem::path where_folders_go() {
  constexpr char kMemory[] = "/dev/shm";
  if (access(kMemory, W_OK | X_OK) == 0) return kMemory;
  return std::filesystem::temp_directory_path();
}

}  // namespace

TempFolder::TempFolder() {
  std::string name = (where_folders_go() / "nestline-test-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = name;
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace nestline::test
