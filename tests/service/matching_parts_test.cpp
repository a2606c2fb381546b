#include <doctest/doctest.h>

#include <cmath>

#include "service/matching/attention.h"
#include "service/matching/feature_space.h"
#include "service/matching/hash_table.h"
#include "service/matching/linear_model.h"
#include "service/matching/passage_ranker.h"
#include "service/matching/phrase_index.h"
#include "service/matching/spelling.h"
#include "service/matching/synonyms.h"

using namespace nestline;
using namespace nestline::service;

TEST_CASE("a phrase is found in any inflection and across filler words") {
  PhraseIndex index;
  index.add(read_text("won't let me put him down"), 7);
  const std::vector<PhraseHit> hits = index.find(read_text("She won't let us put her down ever"));
  REQUIRE(hits.size() == 1);
  CHECK(hits[0].label == 7);
  CHECK(hits[0].words == 4);
}

TEST_CASE("a phrase is not found across the end of a sentence") {
  PhraseIndex index;
  index.add(read_text("put down"), 1);
  CHECK(index.find(read_text("where I put. Down the road")).empty());
}

TEST_CASE("a phrase of fillers alone is never found") {
  PhraseIndex index;
  index.add(read_text("he is my"), 1);
  CHECK(index.find(read_text("he is my son")).empty());
}

TEST_CASE("spelling is repaired within the vocabulary and nowhere else") {
  const std::vector<Text> texts = {read_text("crying crying tantrum tantrum separation separation"),
                                   read_text("once")};
  const Spelling spelling = Spelling::learn(texts);
  CHECK(spelling.repair("cring") == "crying");
  CHECK(spelling.repair("tantrm") == "tantrum");
  CHECK(spelling.repair("seperaton") == "separation");  // two edits from eight letters on
  CHECK_FALSE(spelling.repair("crying"));
  CHECK_FALSE(spelling.repair("cry"));  // three letters
  CHECK_FALSE(spelling.repair("paracetamol"));
  CHECK_FALSE(spelling.repair("onse"));  // a word seen once is no target
}

TEST_CASE("edit distance counts a swap of neighbours as one") {
  CHECK(edit_distance("form", "from", 2) == 1);
  CHECK(edit_distance("abc", "abc", 2) == 0);
  CHECK(edit_distance("abc", "xyz", 2) == 3);
  CHECK(edit_distance("short", "muchlonger", 2) == 3);
}

TEST_CASE("the lexicon opens abbreviations and keeps the sentences") {
  const std::vector<knowledge::LexiconEntry> entries = {{"mil", "mother in law"}, {"lo", "baby"}};
  const Text text = Synonyms(entries).expand(read_text("My MIL. LO cries?"));
  REQUIRE(text.sentences.size() == 2);
  CHECK(text.tokens[1].word == "mother");
  CHECK(text.tokens[text.sentences[1].first].word == "baby");
  CHECK(text.sentences[1].question);
}

TEST_CASE("in a long post the title and the asking sentence count more than the story") {
  const Text text =
      read_text("Nap trouble\n\nWe moved house. My mother visits. How do I get her to nap? Thanks");
  const std::vector<float> weights = token_weights(text);
  CHECK(weights[0] > weights[text.sentences[1].first]);
  CHECK(weights[text.sentences[3].first] > weights[text.sentences[1].first]);
}

TEST_CASE("a message of two sentences is read evenly") {
  for (const float weight : token_weights(read_text("He bites. What now?"))) CHECK(weight == 1.0F);
}

TEST_CASE("feature vectors have length one and ignore what was never seen") {
  const std::vector<Text> texts = {read_text("baby cries at night"),
                                   read_text("baby sleeps at night")};
  const FeatureSpace space = FeatureSpace::learn(texts);
  float square = 0;
  for (const Feature& f : space.vector_of(texts[0])) square += f.value * f.value;
  CHECK(square == doctest::Approx(1.0).epsilon(0.01));
  CHECK(space.vector_of(read_text("zzz qqq")).empty());
  CHECK(space.knows_word("babi") == space.knows_word(stem("baby")));
}

TEST_CASE("the linear model separates what can be separated, the same way every time") {
  std::vector<TrainingRow> rows;
  for (std::uint32_t i = 0; i < 30; ++i) {
    rows.push_back({{{i % 3, 1.0F}, {3 + i % 2, 0.3F}}, i % 3, 1.0F});
  }
  const TrainingOptions options{.features = 5, .classes = 3};
  const LinearModel model = LinearModel::train(rows, options);
  const LinearModel again = LinearModel::train(rows, options);
  for (const TrainingRow& row : rows) {
    std::vector<float> scores(3);
    std::vector<float> same(3);
    model.score(row.features, scores);
    again.score(row.features, same);
    CHECK(scores == same);
    const auto best = std::max_element(scores.begin(), scores.end()) - scores.begin();
    CHECK(best == row.label);
  }
}

TEST_CASE("the hash table finds what was put in and nothing else, zero included") {
  HashTable<int> table;
  for (int i = 0; i < 100; ++i) table[static_cast<std::uint64_t>(i) * 64] = i;  // grows, collides
  table[0] += 1000;
  for (int i = 1; i < 100; ++i) {
    const int* found = table.find(static_cast<std::uint64_t>(i) * 64);
    REQUIRE(found != nullptr);
    CHECK(*found == i);
  }
  REQUIRE(table.find(0) != nullptr);
  CHECK(*table.find(0) == 1000);
  CHECK(table.find(7) == nullptr);
  CHECK(HashTable<int>().find(1) == nullptr);
}

namespace {

knowledge::Passage passage(const char* id, int from, int to, const char* title,
                           knowledge::Audience audience = knowledge::Audience::Parent) {
  knowledge::Passage out;
  out.id = {id};
  out.title = title;
  out.ages = {from, to};
  out.audience = audience;
  return out;
}

}  // namespace

TEST_CASE("passages are chosen by audience, then age, then words") {
  const std::vector<knowledge::Passage> passages = {
      passage("naps/a", 0, 6, "Short naps of a baby"), passage("naps/b", 7, 24, "Dropping a nap"),
      passage("naps/c", 7, 24, "Naps at nursery"),
      passage("naps/d", 0, 72, "For staff", knowledge::Audience::Practitioner),
      passage("bedtime/e", 0, 72, "Bedtime")};
  const PassageRanker ranker(passages);
  const knowledge::TopicId naps{"naps"};
  const auto rank = [&](const char* question, Reader reader) {
    return ranker.rank(read_text(question), naps, reader);
  };
  CHECK(rank("nap", {knowledge::Audience::Parent, 3}) == std::vector<std::uint32_t>{0});
  CHECK(rank("will not nap at nursery", {knowledge::Audience::Parent, 12}).front() == 2);
  CHECK(rank("nap", {knowledge::Audience::Practitioner, std::nullopt}) ==
        std::vector<std::uint32_t>{3});
  // No passage for four-year-olds: the nearest ranges come.
  CHECK(rank("nap", {knowledge::Audience::Parent, 48}).size() == 2);
  CHECK(ranker.rank(read_text("x"), {"none"}, {}).empty());
}
