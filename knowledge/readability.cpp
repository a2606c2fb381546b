#include "knowledge/readability.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "knowledge/words.h"

namespace nestline::knowledge {
namespace {

constexpr std::size_t kLongWord = 3;

// Everyday words that the rules below get wrong.
constexpr std::pair<std::string_view, std::size_t> kExceptions[] = {
    {"area", 3},      {"arent", 1},      {"being", 2},      {"business", 2},   {"carriage", 2},
    {"cant", 1},      {"diaper", 2},     {"diapers", 2},    {"different", 2},  {"dont", 1},
    {"evening", 2},   {"evenings", 2},   {"every", 2},      {"everybody", 4},  {"everyday", 3},
    {"everyone", 3},  {"everything", 3}, {"everywhere", 3}, {"favourite", 3},  {"favorite", 3},
    {"idea", 3},      {"ideas", 3},      {"interest", 2},   {"interested", 3}, {"interesting", 3},
    {"maybe", 2},     {"marriage", 2},   {"midwife", 2},    {"outside", 2},    {"inside", 2},
    {"preschool", 2}, {"quiet", 2},      {"quietly", 3},    {"real", 1},       {"safely", 2},
    {"several", 3},   {"sometimes", 2},  {"someone", 2},    {"something", 2},  {"somewhere", 2},
    {"theres", 1},    {"video", 3},      {"videos", 3},     {"werent", 1},     {"wont", 1},
    {"create", 2},    {"science", 2},    {"poem", 2},       {"lion", 2},       {"bedtime", 2},
    {"mealtime", 2},  {"mealtimes", 2},  {"naptime", 2},    {"forehead", 2},   {"homework", 2},
    {"lifetime", 2},  {"daytime", 2},    {"playtime", 2},   {"anyone", 3},     {"apiece", 2},
    {"therefore", 2}, {"hereby", 2},     {"household", 2},  {"firework", 2},   {"fireworks", 2},
};

constexpr bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

bool is_one_of(char c, std::string_view letters) {
  return letters.find(c) != std::string_view::npos;
}

std::size_t vowel_groups(std::string_view word) {
  std::size_t groups = 0;
  for (std::size_t i = word.front() == 'y' ? 1 : 0; i < word.size(); ++i) {
    if (is_vowel(word[i]) && (i == 0 || !is_vowel(word[i - 1]) || (i == 1 && word[0] == 'y')))
      ++groups;
  }
  return groups;
}

// "cuddle", "bottles", "settled": the l is a syllable. "call", "while" and "curled" are not such.
bool has_syllabic_l(std::string_view stem) {
  return stem.size() >= 3 && stem.back() == 'l' && is_one_of(stem[stem.size() - 2], "bcdfgkpstz");
}

// Whether a vowel at the end is not spoken: "make", "makes", "asked".
bool has_silent_end(std::string_view word) {
  if (word.size() < 3) return false;
  const auto stem_before = [&](std::string_view ending) {
    return word.ends_with(ending) ? word.substr(0, word.size() - ending.size())
                                  : std::string_view();
  };
  if (const auto stem = stem_before("e"); !stem.empty()) {
    return !is_vowel(stem.back()) && !has_syllabic_l(stem);
  }
  if (const auto stem = stem_before("es"); !stem.empty()) {
    const bool hissing =
        is_one_of(stem.back(), "sxzcg") || stem.ends_with("ch") || stem.ends_with("sh");
    return !is_vowel(stem.back()) && !hissing && !has_syllabic_l(stem);
  }
  if (const auto stem = stem_before("ed"); !stem.empty()) {
    return !is_vowel(stem.back()) && !is_one_of(stem.back(), "td") && !has_syllabic_l(stem);
  }
  return false;
}

// "lovely", "useful", "careless": an e that became silent before an ending.
bool has_silent_middle(std::string_view word) {
  for (const std::string_view ending :
       {"ely", "eful", "efully", "eless", "eness", "ement", "ements", "etimes"}) {
    if (!word.ends_with(ending) || word.size() < ending.size() + 3) continue;
    const char before = word[word.size() - ending.size() - 1];
    return !is_vowel(before) && !has_syllabic_l(word.substr(0, word.size() - ending.size()));
  }
  return false;
}

// Two vowels side by side that are two syllables.
std::size_t parted_vowels(std::string_view word) {
  std::size_t extra = 0;
  for (std::size_t i = 1; i + 1 < word.size(); ++i) {
    const std::string_view pair = word.substr(i, 2);
    const char before = word[i - 1];
    const bool io = pair == "io" && !is_one_of(before, "tscgxhnl");
    const bool ia = pair == "ia" && !is_one_of(before, "tcgl");
    const bool friendly =
        i >= 2 && before == 'r' && !is_vowel(word[i - 2]);  // "friend", unlike "experience"
    const bool ie =
        pair == "ie" && word.substr(i + 2, 1) == "n" && !is_one_of(before, "tcf") && !friendly;
    const bool ua = pair == "ua" && !is_one_of(before, "gq");
    if (!is_vowel(before) && (io || ia || ie || ua || pair == "iu" || pair == "eo")) ++extra;
  }
  for (std::size_t i = 1; i + 1 < word.size(); ++i) {  // "crayon", "beyond"
    if (word[i] == 'y' && is_one_of(word[i - 1], "aeo") && is_one_of(word[i + 1], "aou")) ++extra;
  }
  const bool ing = word.ends_with("ing") || word.ends_with("ings");
  const std::size_t at = word.rfind("ing");
  if (ing && at > 0 && is_vowel(word[at - 1])) ++extra;  // "crying", "going"
  if (word.size() > 4 && (word.ends_with("ier") || word.ends_with("iest"))) ++extra;  // "easier"
  if (word.ends_with("ism") || word.ends_with("isms")) ++extra;
  if (word.find("people") != std::string_view::npos && extra > 0) --extra;
  return extra;
}

// "didnt", "isnt", "wouldnt"
bool has_spoken_not(std::string_view word) {
  return word.size() > 3 && word.ends_with("nt") && is_one_of(word[word.size() - 3], "ds");
}

std::size_t syllables_of(std::string_view word) {
  const auto* known = std::find_if(std::begin(kExceptions), std::end(kExceptions),
                                   [&](const auto& entry) { return entry.first == word; });
  if (known != std::end(kExceptions)) return known->second;
  std::size_t count = vowel_groups(word) + parted_vowels(word);
  if (has_silent_end(word) && count > 0) --count;
  if (has_silent_middle(word) && count > 0) --count;
  if (has_spoken_not(word)) ++count;
  return std::max<std::size_t>(count, 1);
}

}  // namespace

double ReadingMeasure::flesch_kincaid() const {
  if (words == 0) return 0;
  const auto n = static_cast<double>(words);
  return 0.39 * n / static_cast<double>(sentences) + 11.8 * static_cast<double>(syllables) / n -
         15.59;
}

double ReadingMeasure::smog() const {
  if (words == 0) return 0;
  return 1.0430 * std::sqrt(static_cast<double>(long_words) * 30 / static_cast<double>(sentences)) +
         3.1291;
}

ReadingMeasure& ReadingMeasure::operator+=(const ReadingMeasure& other) {
  sentences += other.sentences;
  words += other.words;
  syllables += other.syllables;
  long_words += other.long_words;
  return *this;
}

std::size_t count_syllables(std::string_view word) {
  std::size_t count = 0;
  for (const Word& part : split_words(word)) count += syllables_of(part.text);
  return count;
}

ReadingMeasure measure_reading(std::string_view text) {
  ReadingMeasure measure;
  for (const Word& word : split_words(text)) {
    if (word.text == "%") continue;
    const std::size_t syllables = syllables_of(word.text);
    measure.sentences += word.opens_sentence ? 1 : 0;
    measure.words += 1;
    measure.syllables += syllables;
    measure.long_words += syllables >= kLongWord ? 1 : 0;
  }
  return measure;
}

ReadingMeasure measure_reading(const Passage& passage) {
  ReadingMeasure measure = measure_reading(passage.summary);
  for (const Part& part : passage.parts) {
    for (const Block& block : part.blocks) {
      for (const std::string& line : block.lines) measure += measure_reading(line);
    }
  }
  return measure;
}

}  // namespace nestline::knowledge
