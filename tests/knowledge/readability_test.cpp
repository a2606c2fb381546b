#include "knowledge/readability.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/knowledge/sample_content.h"

using namespace nestline::knowledge;

TEST_CASE("syllables are counted as they are spoken") {
  struct Case {
    std::string_view word;
    std::size_t syllables;
  };
  for (const auto& [word, syllables] : {
           Case{"a", 1},
           {"the", 1},
           {"be", 1},
           {"cry", 1},
           {"yes", 1},
           {"you", 1},
           {"make", 1},
           {"makes", 1},
           {"asked", 1},
           {"wanted", 2},
           {"needed", 2},
           {"played", 1},
           {"tired", 1},
           {"faces", 2},
           {"kisses", 2},
           {"watches", 2},
           {"changes", 2},
           {"smiles", 1},
           {"little", 2},
           {"bottles", 2},
           {"cuddled", 2},
           {"settled", 2},
           {"called", 1},
           {"whole", 1},
           {"while", 1},
           {"rules", 1},
           {"curled", 1},
           {"lovely", 2},
           {"careful", 2},
           {"hopeless", 2},
           {"closeness", 2},
           {"sometimes", 2},
           {"baby", 2},
           {"babies", 2},
           {"family", 3},
           {"toddler", 2},
           {"crying", 2},
           {"going", 2},
           {"seeing", 2},
           {"being", 2},
           {"feeling", 2},
           {"carrying", 3},
           {"easier", 3},
           {"earliest", 3},
           {"quiet", 2},
           {"real", 1},
           {"idea", 3},
           {"area", 3},
           {"people", 2},
           {"special", 2},
           {"patient", 2},
           {"patience", 2},
           {"attention", 3},
           {"curious", 3},
           {"precious", 2},
           {"usual", 3},
           {"usually", 4},
           {"guard", 1},
           {"situation", 4},
           {"violence", 3},
           {"experience", 4},
           {"paediatrician", 5},
           {"hospital", 3},
           {"different", 2},
           {"every", 2},
           {"everyone", 3},
           {"don't", 1},
           {"didn’t", 2},
           {"isn't", 2},
           {"can't", 1},
           {"crayon", 2},
           {"cushion", 2},
           {"three-year-old", 3},
           {"independence", 4},
           {"preschool", 2},
           {"separation", 4},
           {"2027", 1},
       }) {
    CAPTURE(word);
    CHECK(count_syllables(word) == syllables);
  }
}

TEST_CASE("grades agree with the formulas worked by hand") {
  // 12 words, 2 sentences, 13 syllables, no long word.
  const ReadingMeasure easy =
      measure_reading("Your baby cries a lot. You can pick him up each time.");
  CHECK(easy.sentences == 2);
  CHECK(easy.words == 12);
  CHECK(easy.syllables == 13);
  CHECK(easy.long_words == 0);
  CHECK(easy.flesch_kincaid() == doctest::Approx(0.39 * 6 + 11.8 * 13 / 12 - 15.59));
  CHECK(easy.smog() == doctest::Approx(3.1291));

  // 7 words, 1 sentence, 20 syllables, 5 long words: 1.0430 * sqrt(5 * 30) + 3.1291 = 15.90
  const ReadingMeasure hard =
      measure_reading("Developmental variation influences emotional regulation in infancy.");
  CHECK(hard.words == 7);
  CHECK(hard.sentences == 1);
  CHECK(hard.long_words == 6);
  CHECK(hard.smog() == doctest::Approx(1.0430 * 13.41641 + 3.1291));
  CHECK(hard.flesch_kincaid() > 15);
}

TEST_CASE("thirty sentences need no normalising") {
  std::string text;
  for (int i = 0; i < 30; ++i) text += "We remember.\n";
  CHECK(measure_reading(text).smog() == doctest::Approx(1.0430 * 5.477226 + 3.1291));
}

TEST_CASE("each list item is a sentence, numbers and abbreviations with digits do not break one") {
  CHECK(measure_reading("Pick him up\nSing to him\nWait").sentences == 3);
  CHECK(measure_reading("It takes 2.5 hours, from 10:30 on.").sentences == 1);
  CHECK(measure_reading("Say this: \"We go home. You can be sad.\"").sentences == 3);
}

TEST_CASE("a text without words has grade zero") {
  CHECK(measure_reading("").flesch_kincaid() == 0);
  CHECK(measure_reading(" ... ").smog() == 0);
}

TEST_CASE("a passage is measured by its summary and body, without headings") {
  Passage passage;
  passage.summary = "One two.";
  passage.title = "Not counted";
  passage.parts = {
      {"try", "Not counted", {{false, {"Three four five."}}, {true, {"Six", "Seven."}}}}};
  const ReadingMeasure measure = measure_reading(passage);
  CHECK(measure.words == 7);
  CHECK(measure.sentences == 4);
}
