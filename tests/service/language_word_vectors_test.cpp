#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <string>
#include <vector>

#include "service/language/word_vectors.h"

using namespace nestline::service;

namespace {

// A table of one word, "a", with the vector (1, 0).
std::string small_table() {
  std::string out = "NLWV";
  const auto put = [&](const auto& value) {
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
  };
  put(std::uint32_t{1});
  put(std::uint32_t{1});
  put(std::uint32_t{2});
  put((1469598103934665603ULL ^ std::uint64_t{'a'}) * 1099511628211ULL);
  put(std::uint32_t{7});
  put(1.0F / 127);
  put(std::int8_t{127});
  put(std::int8_t{0});
  return out;
}

float likeness(const WordVectors& vectors, const char* a, const char* b) {
  std::vector<float> first(vectors.dimensions());
  std::vector<float> second(vectors.dimensions());
  vectors.add(vectors.find(a).value(), 1, first);
  vectors.add(vectors.find(b).value(), 1, second);
  float sum = 0;
  for (std::size_t i = 0; i < first.size(); ++i) sum += first[i] * second[i];
  return sum;
}

}  // namespace

TEST_CASE("a word vector table gives back what was written and refuses damaged bytes") {
  const std::string table = small_table();
  const std::optional<WordVectors> vectors = WordVectors::load(table);
  REQUIRE(vectors.has_value());
  REQUIRE(vectors->find("a").has_value());
  CHECK_FALSE(vectors->find("b").has_value());
  CHECK(vectors->rank(0) == 7);
  std::vector<float> sum(2);
  vectors->add(0, 2, sum);
  CHECK(sum[0] == doctest::Approx(2));
  CHECK(sum[1] == 0);
  for (std::size_t size = 0; size < table.size(); ++size) {
    CHECK_FALSE(WordVectors::load(std::string_view(table).substr(0, size)).has_value());
  }
  CHECK_FALSE(WordVectors().find("a").has_value());
}

TEST_CASE("words used alike have near vectors, where the build has vectors") {
  const WordVectors vectors = WordVectors::builtin();
  if (vectors.size() == 0) return;
  CHECK(likeness(vectors, "toddler", "toddler") == doctest::Approx(1).epsilon(0.02));
  CHECK(likeness(vectors, "mother", "father") > likeness(vectors, "mother", "engine") + 0.3F);
}
