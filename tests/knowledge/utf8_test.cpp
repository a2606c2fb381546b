#include "knowledge/utf8.h"

#include <doctest/doctest.h>

using namespace nestline::knowledge;

TEST_CASE("every plane of Unicode is written and read back") {
  for (const char32_t character :
       {U'a', U'\x7F', U'\x80', U'é', U'\x7FF', U'\x800', U'’', U'\xFFFD', U'😀', U'\x10FFFF'}) {
    std::string text;
    append_character(text, character);
    std::size_t pos = 0;
    CHECK(next_character(text, pos) == character);
    CHECK(pos == text.size());
    CHECK(is_valid_utf8(text));
    CHECK(count_characters(text) == 1);
  }
}

TEST_CASE("bytes that are no UTF-8 are refused and passed one at a time") {
  for (const std::string_view bytes :
       {"\x80", "\xC0\xAF", "\xC3", "\xE2\x80", "\xED\xA0\x80", "\xE0\x80\x80", "\xF4\x90\x80\x80",
        "\xF0\x80\x80\x80", "\xFF", "a\xC3(b"}) {
    CAPTURE(bytes);
    CHECK_FALSE(is_valid_utf8(bytes));
  }
  std::size_t pos = 0;
  CHECK(next_character("\xC3(", pos) == U'\xFFFD');
  CHECK(pos == 1);
}
