// How hard an English text is to read, by the two formulas that health writers use.
//
//   Flesch-Kincaid grade = 0.39 words/sentences + 11.8 syllables/words - 15.59
//   SMOG grade           = 1.0430 sqrt(long words * 30 / sentences) + 3.1291
//
// A long word has three syllables or more. SMOG was made for 30 sentences; a shorter text is scaled
// to 30 by the factor above, the usual normalisation. Below about 10 sentences one long word moves
// it by half a grade, so it is asked about whole passages only. SMOG aims at full understanding and
// Flesch-Kincaid at 75%: on health leaflets SMOG runs higher.
//
// A sentence ends with . ! ? ; : or a line, so each list item is one (at least) and headings are
// left out. A number is a word of one syllable. Syllables are counted by rules of spelling with a
// short list of exceptions: right for about 19 of 20 everyday words, and the errors go both ways.
// Pure functions; safe from any thread.
#pragma once

#include <cstddef>
#include <string_view>

#include "knowledge/content.h"

namespace nestline::knowledge {

struct ReadingMeasure {
  std::size_t sentences = 0;
  std::size_t words = 0;
  std::size_t syllables = 0;
  std::size_t long_words = 0;

  // 0 for a text without words.
  [[nodiscard]] double flesch_kincaid() const;
  [[nodiscard]] double smog() const;

  ReadingMeasure& operator+=(const ReadingMeasure& other);
};

// Of one English word; apostrophes and case do not matter.
std::size_t count_syllables(std::string_view word);

ReadingMeasure measure_reading(std::string_view text);

// Summary and body.
ReadingMeasure measure_reading(const Passage& passage);

}  // namespace nestline::knowledge
