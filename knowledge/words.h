// A text as the editorial checks read it: words in one plain spelling, with the place each came
// from, parted into sentences. Lower case; accents of Latin letters, apostrophes and invisible
// characters gone ("Can’t" is "cant", "está" is "esta"); hyphens part words; a number is a word of
// its own, and so is "%". The service folds questions with ICU (service/language/text.h); this ring
// stays without it, and text written by editors needs less. Values; safe from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace nestline::knowledge {

struct Word {
  std::string text;
  std::size_t begin = 0;  // bytes in the original, [begin, end)
  std::size_t end = 0;
  bool opens_sentence = false;
};

std::vector<Word> split_words(std::string_view utf8);

// The words joined with single spaces: two texts with the same key are the same to a reader.
std::string comparison_key(std::string_view utf8);

}  // namespace nestline::knowledge
