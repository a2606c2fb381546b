// The inflections of an English word: what a pattern word stands for. They are listed when rules
// are compiled, so that at run time a word needs one look-up and no stemmer, and English rules work
// on a message that was read as Spanish. A form is taken when Snowball gives it the stem of the
// word; irregular forms (fell, swollen) are written in the rules.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace nestline::service {

// Sorted, without repeats, with the word itself. `word` is folded; a number or a very short word
// has no other form.
std::vector<std::string> english_forms(std::string_view word);

}  // namespace nestline::service
