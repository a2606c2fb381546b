#include "api/http/request_id.h"

#include <cstdlib>
#include <string_view>

#include <sys/random.h>

namespace nestline::api {

std::string RequestIds::next() {
  constexpr std::string_view kHex = "0123456789abcdef";
  if (used_ == random_.size()) {
    // At most 256 bytes: the kernel gives them whole and without being interrupted (getrandom(2)).
    static_assert(sizeof(random_) <= 256);
    if (getrandom(random_.data(), random_.size(), 0) != static_cast<ssize_t>(random_.size()))
      std::abort();
    used_ = 0;
  }
  std::string id;
  id.reserve(kBytesPerId * 2);
  for (std::size_t i = 0; i < kBytesPerId; ++i, ++used_) {
    id += kHex[random_[used_] >> 4];
    id += kHex[random_[used_] & 15];
  }
  return id;
}

}  // namespace nestline::api
