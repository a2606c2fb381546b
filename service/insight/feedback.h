// What a parent says of an answer: helpful, or not and why. Reasons come from a fixed list; there
// is no free text, so a parent cannot write something into it that we would then have to guard.
// Values; made by parse_feedback only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "knowledge/result.h"

namespace nestline::service {

enum class FeedbackReason { Unsafe, WrongAge, NotMyQuestion, TooLong, HardToUnderstand, Other };

enum class Helpfulness { NotHelpful, Helpful };

struct Feedback {
  std::string answer_id;
  Helpfulness verdict = Helpfulness::NotHelpful;
  std::vector<FeedbackReason> reasons;  // each at most once; none when helpful
};

// As it came, types checked and nothing else.
struct FeedbackInput {
  std::string answer_id;
  bool helpful = false;
  std::vector<std::string> reasons;
};

// InvalidInput with the JSON pointer of what is wrong: "/answer_id", "/reasons" or "/reasons/2".
Result<Feedback> parse_feedback(const FeedbackInput& input);

// "wrong_age": the names in the contract and in the database.
std::string_view name_of(FeedbackReason reason);

}  // namespace nestline::service
