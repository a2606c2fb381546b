#include "service/insight/feedback.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "service/insight/answer_id.h"

namespace nestline::service {
namespace {

struct NamedReason {
  FeedbackReason reason;
  std::string_view name;
};
constexpr std::array<NamedReason, 6> kReasons = {{
    {FeedbackReason::Unsafe, "unsafe"},
    {FeedbackReason::WrongAge, "wrong_age"},
    {FeedbackReason::NotMyQuestion, "not_my_question"},
    {FeedbackReason::TooLong, "too_long"},
    {FeedbackReason::HardToUnderstand, "hard_to_understand"},
    {FeedbackReason::Other, "other"},
}};

std::optional<FeedbackReason> reason_of(std::string_view name) {
  for (const NamedReason& known : kReasons) {
    if (known.name == name) return known.reason;
  }
  return std::nullopt;
}

Error invalid(std::string field, std::string message) {
  return {ErrorCode::InvalidInput, std::move(message), std::move(field)};
}

}  // namespace

Result<Feedback> parse_feedback(const FeedbackInput& input) {
  if (!is_answer_id(input.answer_id)) {
    return invalid("/answer_id", "must be an answer_id as an answer gave it");
  }
  if (input.helpful && !input.reasons.empty()) {
    return invalid("/reasons", "only feedback that is not helpful has reasons");
  }
  if (input.reasons.size() > kReasons.size()) {
    return invalid("/reasons", "must have at most " + std::to_string(kReasons.size()) + " items");
  }
  Feedback feedback{
      input.answer_id, input.helpful ? Helpfulness::Helpful : Helpfulness::NotHelpful, {}};
  for (std::size_t i = 0; i < input.reasons.size(); ++i) {
    const std::string field = "/reasons/" + std::to_string(i);
    const std::optional<FeedbackReason> reason = reason_of(input.reasons[i]);
    if (!reason) {
      return invalid(field,
                     "must be unsafe, wrong_age, not_my_question, too_long, "
                     "hard_to_understand or other");
    }
    if (std::count(feedback.reasons.begin(), feedback.reasons.end(), *reason) > 0) {
      return invalid(field, "names a reason twice");
    }
    feedback.reasons.push_back(*reason);
  }
  return feedback;
}

std::string_view name_of(FeedbackReason reason) {
  for (const NamedReason& known : kReasons) {
    if (known.reason == reason) return known.name;
  }
  return "other";
}

}  // namespace nestline::service
