// Holds a data folder for one process, so that a second server started on it by mistake is refused
// instead of both writing (SQLite before 3.51.3 can lose a write when two connections checkpoint at
// once). The lock is the kernel's (flock on `nestline.lock`), so it goes with the process however
// that ends; the file itself stays and names the holder. Limits: local file systems; deleting the
// file while it is held lets a second process in. Not thread-safe.
#pragma once

#include <filesystem>

#include "knowledge/result.h"

namespace nestline::service {

class FolderLock {
 public:
  // Makes the folder where it is missing (only its owner may enter). Conflict when another process
  // holds it, Unavailable when it cannot be written.
  static Result<FolderLock> take(const std::filesystem::path& folder);

  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&&) = delete;
  ~FolderLock();

 private:
  explicit FolderLock(int file) : file_(file) {}
  int file_;
};

}  // namespace nestline::service
