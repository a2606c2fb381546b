// What is wrong with a content file, told so that a person can mend it: which file, which line,
// which field, what.
#pragma once

#include <string>

namespace nestline::knowledge {

struct Fault {
  std::string file;   // path inside the content folder
  int line = 0;       // 1-based; 0 where the fault is about the whole file
  std::string field;  // "examples[3]", empty where none applies
  std::string message;
  bool warning = false;  // a warning is shown and does not stop publishing
};

}  // namespace nestline::knowledge
