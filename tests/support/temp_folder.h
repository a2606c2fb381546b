// A folder of its own for one test, gone when the test is. It lives in memory (/dev/shm) where the
// machine has that, so that a database in it costs no disk.
#pragma once

#include <filesystem>
#include <string>

namespace nestline::test {

class TempFolder {
 public:
  TempFolder();  // throws when there is no room for one
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  ~TempFolder();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// The bytes of a file; empty where there is none.
std::string read_file(const std::filesystem::path& path);

}  // namespace nestline::test
