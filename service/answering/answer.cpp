#include "service/answering/answer.h"

namespace nestline::service {

std::string_view name_of(AnswerKind kind) {
  switch (kind) {
    case AnswerKind::Guidance:
      return "guidance";
    case AnswerKind::Clarify:
      return "clarify";
    case AnswerKind::Urgent:
      return "urgent";
    case AnswerKind::NoDiagnosis:
      return "no_diagnosis";
    case AnswerKind::Refer:
      return "refer";
    case AnswerKind::OutOfScope:
      return "out_of_scope";
  }
  return "out_of_scope";
}

std::string_view name_of(OutOfScopeReason reason) {
  switch (reason) {
    case OutOfScopeReason::None:
      return "";
    case OutOfScopeReason::OffTopic:
      return "off_topic";
    case OutOfScopeReason::Language:
      return "language";
  }
  return "";
}

}  // namespace nestline::service
