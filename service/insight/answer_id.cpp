#include "service/insight/answer_id.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace nestline::service {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";
constexpr std::size_t kBytes = 16;

}  // namespace

std::string new_answer_id() {
  std::array<unsigned char, kBytes> bytes{};
  // The kernel's generator; it fails only on a kernel without it, where nothing of ours may run.
  if (getentropy(bytes.data(), bytes.size()) != 0) {
    throw std::system_error(errno, std::generic_category(), "no random numbers");
  }
  std::string id;
  id.reserve(2 * kBytes);
  for (const unsigned char byte : bytes) {
    id += kDigits[byte >> 4U];
    id += kDigits[byte & 0xFU];
  }
  return id;
}

bool is_answer_id(std::string_view text) {
  return text.size() == 2 * kBytes && std::all_of(text.begin(), text.end(), [](char c) {
           return kDigits.find(c) != std::string_view::npos;
         });
}

}  // namespace nestline::service
