#include <doctest/doctest.h>

#include "service/language/context.h"

using namespace nestline::service;

TEST_CASE("the child's age is read in all the ways parents write it") {
  struct Case {
    const char* text;
    int months;  // -1: none
  };
  const Case cases[] = {
      {"my 18-month-old hits", 18},
      {"18mo wont nap", 18},
      {"18 mo old", 18},
      {"my 18m daughter", 18},
      {"2.5 yo tantrums", 30},
      {"2yo", 24},
      {"2 yr old", 24},
      {"my two-year-old", 24},
      {"a three and a half year old", 42},
      {"he is 2 1/2 years", 30},
      {"2 years and 3 months", 27},
      {"newborn wont settle", 0},
      {"LO is 3 weeks", 0},
      {"9 week old", 2},
      {"10 days old", 0},
      {"my toddler bites", 24},
      {"she is 2", 24},
      {"he just turned three", 36},
      {"my son, who is 4, lies", 48},
      {"aged 5", 60},
      {"mi hijo tiene 2 años", 24},
      {"mi bebé de 6 meses", 6},
      {"I am 32 and tired", -1},
      {"my 16 year old is rude", -1},
      {"this has gone on for 3 months", -1},
      {"started 2 weeks ago", -1},
      {"she wakes every 2 hours", -1},
      {"wakes at 3", -1},
      {"nothing here", -1},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(child_age_months(read_text(c.text)).value_or(-1) == c.months);
  }
}

TEST_CASE("the age in the title or the question goes before the story's") {
  CHECK(child_age_months(read_text("4yo will not share\n\nMy baby is 6 months old. Help.")) == 48);
  CHECK(child_age_months(read_text("I have a 5 year old. How do I get my 9 month old to nap?")) ==
        9);
}

TEST_CASE("an exact age goes before a word for an age") {
  CHECK(child_age_months(read_text("My toddler is 20 months old")) == 20);
}
