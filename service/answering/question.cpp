#include "service/answering/question.h"

#include <algorithm>

#include "service/language/text.h"

namespace nestline::service {
namespace {

bool is_blank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

Error invalid(std::string field, std::string message) {
  return {ErrorCode::InvalidInput, std::move(message), std::move(field)};
}

}  // namespace

Result<Question> parse_question(AskRequest request) {
  if (!is_valid_utf8(request.question)) return invalid("/question", "is not valid UTF-8");
  if (is_blank(request.question)) return invalid("/question", "must not be empty");
  const std::size_t characters = count_characters(request.question);
  if (characters > kMaxQuestionCharacters) {
    return invalid("/question", "has " + std::to_string(characters) + " characters, at most " +
                                    std::to_string(kMaxQuestionCharacters) + " are allowed");
  }
  const auto& age = request.child_age_months;
  if (age && (*age < 0 || *age > kMaxChildAgeMonths)) {
    return invalid("/child_age_months",
                   "must lie between 0 and " + std::to_string(kMaxChildAgeMonths) + " months");
  }
  for (char& c : request.country) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  const bool letters = std::all_of(request.country.begin(), request.country.end(),
                                   [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!request.country.empty() && (request.country.size() != 2 || !letters)) {
    return invalid("/country", "must be a two-letter country code such as GB");
  }
  return Question(std::move(request));
}

Question Question::after(Earlier earlier) const {
  Question question = *this;
  question.earlier_ = std::move(earlier);
  return question;
}

}  // namespace nestline::service
