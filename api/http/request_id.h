// Unguessable request ids: 96 random bits as 24 hex digits. Random bytes are taken from the kernel
// in larger pieces, because one request may not cost a system call of its own. One object belongs
// to one thread.
#pragma once

#include <array>
#include <cstddef>
#include <string>

namespace nestline::api {

class RequestIds {
 public:
  std::string next();

 private:
  static constexpr std::size_t kBytesPerId = 12;

  std::array<unsigned char, kBytesPerId * 20> random_{};
  std::size_t used_ = kBytesPerId * 20;
};

}  // namespace nestline::api
