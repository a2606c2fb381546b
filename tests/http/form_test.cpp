// What a browser sends from a form without script.
#include "api/http/form.h"

#include <doctest/doctest.h>

#include <string>

namespace nestline::test {

using api::Fields;
using api::form_value;
using api::read_form;

TEST_CASE("a form's fields are decoded once, in order") {
  const auto form = read_form("question=my+2+year+old%3F&country=GB&empty=&flag");
  REQUIRE(form);
  CHECK(form->size() == 4);
  CHECK(form_value(*form, "question") == "my 2 year old?");
  CHECK(form_value(*form, "country") == "GB");
  CHECK(form_value(*form, "empty").empty());
  CHECK(form_value(*form, "flag").empty());
  CHECK(form_value(*form, "missing").empty());
  CHECK(form_value(*read_form("a=%2525"), "a") == "%25");
  CHECK(form_value(*read_form("a=1&a=2"), "a") == "1");
  CHECK(form_value(*read_form("a=b=c"), "a") == "b=c");
}

TEST_CASE("lines end in LF, other control characters go, letters of any language stay") {
  CHECK(form_value(*read_form("q=one%0D%0Atwo%09x%00%07y%7F"), "q") == "one\ntwo\txy");
  CHECK(form_value(*read_form("q=ni%C3%B1o+%F0%9F%98%80"), "q") == "ni\xC3\xB1o \xF0\x9F\x98\x80");
}

TEST_CASE("a malformed form is refused as a whole") {
  for (const char* body : {"q=%", "q=%4", "q=%zz", "q=%C3", "%FF=x", "q=%ED%A0%80", "q=%C0%AF"}) {
    CAPTURE(body);
    CHECK_FALSE(read_form(body));
  }
  CHECK(read_form("")->empty());
  CHECK(read_form("&&&")->empty());
}

}  // namespace nestline::test
