#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "service/answering/question.h"

namespace nestline::service {
namespace {

std::string repeat(const std::string& piece, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += piece;
  return out;
}

struct Case {
  std::string name;
  AskRequest request;
  std::string field;  // of the error; empty: accepted
};

AskRequest asked(std::string text) {
  AskRequest request;
  request.question = std::move(text);
  return request;
}

AskRequest with_age(int months) {
  AskRequest request = asked("she cries");
  request.child_age_months = months;
  return request;
}

AskRequest with_country(std::string country) {
  AskRequest request = asked("she cries");
  request.country = std::move(country);
  return request;
}

}  // namespace

TEST_CASE("a question is taken or refused as a whole, with the field named") {
  const std::vector<Case> cases = {
      {"plain", asked("my baby cries"), ""},
      {"one character", asked("?"), ""},
      {"empty", asked(""), "/question"},
      {"spaces", asked("   "), "/question"},
      {"tabs and line ends", asked("\t\r\n \n"), "/question"},
      {"4000 characters", asked(repeat("a", 4000)), ""},
      {"4001 characters", asked(repeat("a", 4001)), "/question"},
      {"4000 characters of two bytes", asked(repeat("é", 4000)), ""},
      {"4000 characters of four bytes", asked(repeat("👶", 4000)), ""},
      {"4001 characters of four bytes", asked(repeat("👶", 4001)), "/question"},
      {"a NUL in the middle", asked(std::string("she cries\0at night", 18)), ""},
      {"a byte that starts nothing", asked("she cries \xFF"), "/question"},
      {"a character that breaks off", asked("she cries \xC3"), "/question"},
      {"an overlong slash", asked("she cries \xC0\xAF"), "/question"},
      {"half of a surrogate pair", asked("she cries \xED\xA0\x80"), "/question"},
      {"beyond the last character", asked("she cries \xF4\x90\x80\x80"), "/question"},
      {"newborn", with_age(0), ""},
      {"the oldest", with_age(96), ""},
      {"a month too old", with_age(97), "/child_age_months"},
      {"before birth", with_age(-1), "/child_age_months"},
      {"country", with_country("GB"), ""},
      {"country in small letters", with_country("gb"), ""},
      {"no country", with_country(""), ""},
      {"country of three letters", with_country("GBR"), "/country"},
      {"country of one letter", with_country("G"), "/country"},
      {"country of digits", with_country("44"), "/country"},
      {"country outside ASCII", with_country("é"), "/country"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.name);
    const Result<Question> question = parse_question(one.request);
    CHECK(question.ok() == one.field.empty());
    if (question.ok()) {
      CHECK(question->text() == one.request.question);
      continue;
    }
    CHECK(question.error().code == ErrorCode::InvalidInput);
    CHECK(question.error().field == one.field);
    CHECK_FALSE(question.error().message.empty());
  }
}

TEST_CASE("an error about a question never repeats the question") {
  const Result<Question> question = parse_question(asked(repeat("secret ", 1000)));
  REQUIRE_FALSE(question.ok());
  CHECK(question.error().message == "has 7000 characters, at most 4000 are allowed");
}

TEST_CASE("a question keeps what was asked with it, the country in capitals") {
  AskRequest request = with_country("us");
  request.child_age_months = 14;
  request.locale = "en-US";
  request.topic = "tantrums";
  request.audience = knowledge::Audience::Practitioner;
  request.explain = true;
  const Result<Question> question = parse_question(request);
  REQUIRE(question.ok());
  CHECK(question->country() == "US");
  CHECK(question->child_age_months() == 14);
  CHECK(question->locale() == "en-US");
  CHECK(question->topic().value == "tantrums");
  CHECK(question->audience() == knowledge::Audience::Practitioner);
  CHECK(question->explain());
  CHECK_FALSE(question->earlier().has_value());
  const Question later = question->after({{"night-waking"}, 9});
  REQUIRE(later.earlier().has_value());
  CHECK(later.earlier()->topic.value == "night-waking");
  CHECK(later.earlier()->child_age_months == 9);
  CHECK_FALSE(question->earlier().has_value());
}

}  // namespace nestline::service
