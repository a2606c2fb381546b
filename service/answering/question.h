// A question that has passed the checks: valid UTF-8, not empty, not too long. Made only by
// parse_question, so that the pipeline never sees anything else. Values; safe from any thread.
#pragma once

#include <optional>
#include <string>

#include "knowledge/content.h"
#include "knowledge/result.h"

namespace nestline::service {

inline constexpr std::size_t kMaxQuestionCharacters = 4000;
inline constexpr int kMaxChildAgeMonths = 96;

// What a caller asks with, unchecked.
struct AskRequest {
  std::string question;
  std::optional<int> child_age_months;
  std::string locale;   // BCP 47; unknown ones fall back, never an error
  std::string country;  // ISO 3166-1 alpha-2, either case; empty: not known
  std::string topic;    // a topic chosen from the choices of an earlier answer; empty: none
  knowledge::Audience audience = knowledge::Audience::Parent;
  bool explain = false;
};

// What a conversation remembers between two messages.
struct Earlier {
  knowledge::TopicId topic;
  std::optional<int> child_age_months;
};

class Question {
 public:
  [[nodiscard]] const std::string& text() const { return request_.question; }
  [[nodiscard]] std::optional<int> child_age_months() const { return request_.child_age_months; }
  [[nodiscard]] const std::string& locale() const { return request_.locale; }
  [[nodiscard]] const std::string& country() const { return request_.country; }  // upper case
  [[nodiscard]] knowledge::TopicId topic() const { return {request_.topic}; }
  [[nodiscard]] knowledge::Audience audience() const { return request_.audience; }
  [[nodiscard]] bool explain() const { return request_.explain; }
  [[nodiscard]] const std::optional<Earlier>& earlier() const { return earlier_; }

  // The same question as a further message of a conversation.
  [[nodiscard]] Question after(Earlier earlier) const;

 private:
  friend Result<Question> parse_question(AskRequest request);
  explicit Question(AskRequest request) : request_(std::move(request)) {}

  AskRequest request_;
  std::optional<Earlier> earlier_;
};

// Errors name the field as a JSON pointer ("/question").
Result<Question> parse_question(AskRequest request);

}  // namespace nestline::service
