#include "api/http/text.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace nestline::api;

TEST_CASE("only well-formed UTF-8 is accepted") {
  const std::vector<std::string> good = {
      "", "plain", "niño", "日本", "\xF0\x9F\x98\x80", "\xF4\x8F\xBF\xBF"};
  for (const std::string& text : good) {
    CAPTURE(text);
    CHECK(is_valid_utf8(text));
  }
  const std::vector<std::string> bad = {"\xFF",
                                        "\x80",
                                        "a\xC3",
                                        "\xC0\x80",
                                        "\xE0\x80\x80",
                                        "\xED\xA0\x80",
                                        "\xE2\x82",
                                        "\xF0\x80\x80\x80",
                                        "\xF4\x90\x80\x80",
                                        "\xF8\x88\x80",
                                        "\xC3(",
                                        "\xE2(\xA1"};
  for (const std::string& text : bad) {
    CAPTURE(text);
    CHECK_FALSE(is_valid_utf8(text));
  }
}

TEST_CASE("control characters are found in every form that UTF-8 has for them") {
  CHECK(has_control_character("a\nb"));
  CHECK(has_control_character(std::string("a\0b", 3)));
  CHECK(has_control_character("a\x7F"));
  CHECK(has_control_character("a\xC2\x85"));
  CHECK_FALSE(has_control_character("a b"));
  CHECK_FALSE(has_control_character("a\xC2\xA0"));
}

TEST_CASE("percent decoding decodes once and refuses what is not plainly right") {
  CHECK(percent_decode("a%20b%C3%A9", Plus::IsPlus) == "a b\xC3\xA9");
  CHECK(percent_decode("%2541", Plus::IsPlus) == "%41");
  CHECK(percent_decode("a+b", Plus::IsPlus) == "a+b");
  CHECK(percent_decode("a+b", Plus::IsSpace) == "a b");
  const std::vector<std::string> bad = {"%",      "%4",      "%4g",    "%ff%fe",   "%00x",
                                        "%0d%0a", "a%C2%85", "%c0%af", "%ED%A0%80"};
  for (const std::string& text : bad) {
    CAPTURE(text);
    CHECK_FALSE(percent_decode(text, Plus::IsPlus).has_value());
  }
}
