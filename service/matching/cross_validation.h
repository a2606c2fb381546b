// How well the curators' examples find their own topic when the matcher has not seen them: kFolds
// matchers, each trained without its share of the examples. Pure function; takes some seconds.
#pragma once

#include <vector>

#include "knowledge/content.h"
#include "knowledge/fault.h"

namespace nestline::service {

inline constexpr int kFolds = 10;

struct LeaveOutFigures {
  int examples = 0;
  int right = 0;
  std::vector<knowledge::Fault> faults;  // a warning for every example that another topic wins
};

LeaveOutFigures leave_examples_out(const knowledge::LanguageContent& content);

}  // namespace nestline::service
