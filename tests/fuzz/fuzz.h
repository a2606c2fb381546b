// What the fuzz targets share. Each target is one file with LLVMFuzzerTestOneInput: libFuzzer
// drives it where NESTLINE_FUZZ is on, replay_main.cpp runs it over tests/fuzz/corpus everywhere
// else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace nestline::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// Ends the process where `what` does not hold, in builds without assert() too.
inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

}  // namespace nestline::fuzz
