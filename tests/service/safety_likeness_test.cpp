#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "service/safety/likeness.h"

namespace nestline::service {
namespace {

std::vector<LikenessText> sample() {
  std::vector<LikenessText> out;
  const auto add = [&](std::optional<LikenessKind> kind, const std::string& label,
                       const std::vector<std::string>& texts) {
    for (const std::string& text : texts) out.push_back({text, kind, label});
  };
  add(LikenessKind::Urgent, "en/breathing",
      {"his ribs suck in with every breath", "she is panting and her lips look grey",
       "ribs pull in when she breathes", "he gasps and his lips are grey"});
  add(LikenessKind::Urgent, "en/crisis",
      {"they would all be better without me", "i do not want to wake up tomorrow",
       "everyone is better off without me", "i hope i never wake up again"});
  add(LikenessKind::Diagnosis, "en/no-diagnosis.child",
      {"does this sound like autism to you", "would you call this autism",
       "is this autism or a phase"});
  add(std::nullopt, "",
      {"she wakes up every hour at night", "how do i stop the biting at nursery",
       "he will not wake up for school", "what do you cook for a picky eater",
       "does this sound like a normal nap", "my lips are dry in winter"});
  return out;
}

const Likening& of_kind(const std::vector<Likening>& found, LikenessKind kind) {
  return found.at(static_cast<std::size_t>(kind));
}

}  // namespace

TEST_CASE("danger in other words is like danger, ordinary life is not") {
  const Likeness likeness = Likeness::learn(sample());
  const auto urgent = [&](const std::string& text) {
    return of_kind(likeness.find(read_text(text)), LikenessKind::Urgent).margin;
  };
  CHECK(urgent("her ribs suck in and she gasps") > 0);
  CHECK(urgent("all of them are better off without me") > 0);
  CHECK(urgent("the biting at nursery will not stop") < 0);
  const std::vector<Likening> plea = likeness.find(read_text("would you say this is autism"));
  CHECK(of_kind(plea, LikenessKind::Diagnosis).margin > 0);
  CHECK(of_kind(plea, LikenessKind::Urgent).margin < 0);
}

TEST_CASE("the stretch and the label tell where the danger is and which") {
  const Likeness likeness = Likeness::learn(sample());
  const Text text = read_text(
      "What do you cook for a picky eater? She wakes up every hour at night, how do I stop the "
      "biting at nursery, and he will not wake up for school. My lips are dry in winter. His ribs "
      "suck in with every breath. How do I stop the biting at nursery? What do you cook for a "
      "picky eater? She wakes up every hour at night and he will not wake up for school.");
  const Likening found = of_kind(likeness.find(text), LikenessKind::Urgent);
  CHECK(found.first <= 35);
  CHECK(found.last >= 38);
  CHECK(found.last - found.first < 56);
  CHECK(likeness.label_of(text, found) == "en/breathing");
}

TEST_CASE("what was learned survives being saved, and only with the texts it was learned from") {
  const std::vector<LikenessText> texts = sample();
  const Likeness likeness = Likeness::learn(texts);
  const std::string saved = likeness.save();
  const std::optional<Likeness> again = Likeness::load(saved, texts);
  REQUIRE(again.has_value());
  const Text text = read_text("he gasps, and i am better off gone");
  const std::vector<Likening> before = likeness.find(text);
  const std::vector<Likening> after = again->find(text);
  REQUIRE(before.size() == after.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    CHECK(before[i].margin == after[i].margin);
    CHECK(likeness.label_of(text, before[i]) == again->label_of(text, after[i]));
  }
  std::vector<LikenessText> others = texts;
  others.back().text += "!";
  CHECK_FALSE(Likeness::load(saved, others).has_value());
  for (const std::size_t length :
       {std::size_t{0}, std::size_t{7}, saved.size() / 2, saved.size() - 1}) {
    CHECK_FALSE(Likeness::load(saved.substr(0, length), texts).has_value());
  }
}

TEST_CASE("nothing learned, nothing found") {
  CHECK(Likeness().find(read_text("his ribs suck in")).empty());
  CHECK(Likeness::learn({}).find(read_text("his ribs suck in")).empty());
  CHECK(Likeness::learn(sample()).find(read_text("")).empty());
}

}  // namespace nestline::service
