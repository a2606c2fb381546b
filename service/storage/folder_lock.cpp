#include "service/storage/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

namespace nestline::service {
namespace {

constexpr char kLockFile[] = "nestline.lock";

Error not_writable(const std::filesystem::path& folder, int reason) {
  return {ErrorCode::Unavailable,
          "the data folder " + folder.string() + " cannot be written (" +
              std::generic_category().message(reason) +
              "): let the user who runs nestline write there, or choose another folder",
          ""};
}

std::string holder_of(int file) {
  std::array<char, 16> text{};
  const ssize_t length = pread(file, text.data(), text.size(), 0);
  if (length <= 0) return "another process";
  return "process " + std::string(text.data(), static_cast<std::size_t>(length));
}

// For people; the lock holds without it, so a full disk does not matter.
void write_holder(int file) {
  const std::string pid = std::to_string(getpid());
  if (ftruncate(file, 0) != 0) return;
  [[maybe_unused]] const ssize_t written = pwrite(file, pid.data(), pid.size(), 0);
}

}  // namespace

Result<FolderLock> FolderLock::take(const std::filesystem::path& folder) {
  std::error_code failed;
  if (std::filesystem::create_directories(folder, failed)) {
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, failed);
  }
  if (failed) return not_writable(folder, failed.value());

  const int file = open((folder / kLockFile).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return not_writable(folder, errno);
  FolderLock lock(file);
  if (flock(file, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return not_writable(folder, errno);
    return Error{ErrorCode::Conflict,
                 "the data folder " + folder.string() + " is in use by " + holder_of(file) +
                     ": stop that one first, or choose another folder",
                 ""};
  }
  write_holder(file);
  return lock;
}

FolderLock::FolderLock(FolderLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

FolderLock::~FolderLock() {
  if (file_ >= 0) close(file_);
}

}  // namespace nestline::service
