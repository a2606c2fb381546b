// Values around the recorder: answer ids, feedback, reviews.
#include <doctest/doctest.h>

#include <set>

#include "service/insight/answer_id.h"
#include "service/insight/feedback.h"
#include "service/insight/reviews.h"
#include "tests/service/storage_support.h"

namespace nestline::service::test {

TEST_CASE("answer ids are 32 hexadecimal digits and do not repeat") {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const std::string id = new_answer_id();
    CHECK(is_answer_id(id));
    CHECK(seen.insert(id).second);
  }
}

TEST_CASE("only the form of an answer id is taken for one") {
  const std::string id(32, 'a');
  CHECK(is_answer_id(id));
  for (const std::string& other :
       {std::string(), std::string(31, 'a'), std::string(33, 'a'), std::string(32, 'A'),
        std::string(32, 'g'), std::string(32, '\0'), std::string(31, 'a') + "'"}) {
    CAPTURE(other);
    CHECK_FALSE(is_answer_id(other));
  }
}

TEST_CASE("feedback is read with its reasons") {
  const std::string id(32, '0');
  const Result<Feedback> good = parse_feedback({id, true, {}});
  REQUIRE(good.ok());
  CHECK(good->verdict == Helpfulness::Helpful);
  const Result<Feedback> bad = parse_feedback(
      {id,
       false,
       {"unsafe", "wrong_age", "not_my_question", "too_long", "hard_to_understand", "other"}});
  REQUIRE(bad.ok());
  CHECK(bad->answer_id == id);
  CHECK(bad->verdict == Helpfulness::NotHelpful);
  REQUIRE(bad->reasons.size() == 6);
  CHECK(name_of(bad->reasons.front()) == "unsafe");
  CHECK(name_of(bad->reasons.back()) == "other");
  CHECK(parse_feedback({id, false, {}}).ok());
}

TEST_CASE("feedback that is wrong names the field") {
  struct Case {
    const char* name;
    FeedbackInput input;
    const char* field;
  };
  const std::string id(32, '0');
  const std::vector<Case> cases = {
      {"no id", {"", false, {}}, "/answer_id"},
      {"short id", {"123", true, {}}, "/answer_id"},
      {"helpful with reasons", {id, true, {"other"}}, "/reasons"},
      {"too many", {id, false, std::vector<std::string>(7, "other")}, "/reasons"},
      {"unknown", {id, false, {"unsafe", "rude"}}, "/reasons/1"},
      {"empty", {id, false, {""}}, "/reasons/0"},
      {"capitals", {id, false, {"Unsafe"}}, "/reasons/0"},
      {"twice", {id, false, {"other", "unsafe", "other"}}, "/reasons/2"},
  };
  for (const Case& wrong : cases) {
    CAPTURE(wrong.name);
    const Result<Feedback> parsed = parse_feedback(wrong.input);
    REQUIRE_FALSE(parsed.ok());
    CHECK(parsed.error().code == ErrorCode::InvalidInput);
    CHECK(parsed.error().field == wrong.field);
  }
}

TEST_CASE("the newest review of an edition's content is found, and no other's") {
  const TempFolder folder;
  const auto database = open_ready(folder.path());
  const auto none = latest_review(*database, "aa");
  REQUIRE(none.ok());
  CHECK_FALSE(none->has_value());

  REQUIRE(record_review(*database, {"Dr A", "paediatrician", 1, "aa", 1000}).ok());
  REQUIRE(record_review(*database, {"B", "health visitor", 1, "aa", 3000}).ok());
  REQUIRE(record_review(*database, {"C", "psychologist", 1, "aa", 2000}).ok());
  REQUIRE(record_review(*database, {"D", "nurse", 2, "bb", 9000}).ok());
  const auto latest = latest_review(*database, "aa");
  REQUIRE(latest.ok());
  REQUIRE(latest->has_value());
  CHECK((*latest)->by == "B");
  CHECK((*latest)->role == "health visitor");
  CHECK((*latest)->edition == 1);
  CHECK((*latest)->at_ms == 3000);
  CHECK((*latest)->edition_checksum == "aa");
}

TEST_CASE("a review without a person, a role or an edition is refused") {
  const TempFolder folder;
  const auto database = open_ready(folder.path());
  const std::string long_text(201, 'x');
  for (const auto& [review, field] : std::vector<std::pair<Review, std::string>>{
           {{"", "nurse", 1, "aa", 1}, "by"},
           {{long_text, "nurse", 1, "aa", 1}, "by"},
           {{"A", "", 1, "aa", 1}, "role"},
           {{"A", "nurse", 1, "", 1}, "edition_checksum"}}) {
    CAPTURE(field);
    const Status recorded = record_review(*database, review);
    REQUIRE_FALSE(recorded.ok());
    CHECK(recorded.error().code == ErrorCode::InvalidInput);
    CHECK(recorded.error().field == field);
  }
}

}  // namespace nestline::service::test
