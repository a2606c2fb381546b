#include "service/language/utf8.h"

#include <unicode/utf8.h>

namespace nestline::service {

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"  // inside ICU's macro
std::int32_t next_character(std::string_view utf8, std::size_t& pos) {
  UChar32 c = 0;
  U8_NEXT(utf8.data(), pos, utf8.size(), c);
  return c;
}
#pragma GCC diagnostic pop

}  // namespace nestline::service
