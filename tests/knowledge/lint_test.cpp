// Each case spoils one thing in content that has no faults, and expects that fault.
#include "knowledge/lint.h"

#include <doctest/doctest.h>

#include <functional>
#include <string>

#include "knowledge/check.h"
#include "knowledge/content_files.h"
#include "tests/knowledge/sample_content.h"

using namespace nestline::knowledge;

namespace {

enum class Weight { Error, Warning };

struct Case {
  std::string_view name;
  std::function<void(Content&)> change;
  std::string_view file;
  std::string_view field;
  std::string_view words;
  Weight weight = Weight::Error;
};

LanguageContent& english(Content& content) { return content.languages.front(); }
Topic& topic(Content& content) { return english(content).topics.front(); }
Passage& passage(Content& content) { return english(content).passages.front(); }
std::string& line_of(Content& content) { return passage(content).parts[0].blocks[0].lines[0]; }

constexpr std::string_view kTopic = "en/topics/comfort-topic.toml";
constexpr std::string_view kOtherTopic = "en/topics/exploration-topic.toml";
constexpr std::string_view kPassage = "en/passages/comfort-topic/first.md";

std::vector<Fault> lint(const Content& content) {
  return lint_content(content, write_content(content), kToday);
}

Date day(int year, unsigned month, unsigned of_month) {
  return Date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{of_month}};
}

// One sentence of 20 words with so many long ones.
std::string sentence_with(int long_words) {
  std::string text;
  for (int i = 0; i < 20; ++i) text += i < long_words ? "remember " : "day ";
  text.back() = '.';
  return text;
}

}  // namespace

TEST_CASE("what is not fit for a reader is told") {
  for (const Case& c : {
           Case{"title", [](Content& x) { passage(x).title = "Is it autism?"; }, kPassage, "title",
                "\"autism\" names a condition"},
           {"summary", [](Content& x) { passage(x).summary = "Signs of stress."; }, kPassage,
            "summary", "gives signs"},
           {"body", [](Content& x) { line_of(x) = "Your child has a problem."; }, kPassage, "body",
            "\"Your child has a\" tells what"},
           {"list", [](Content& x) { passage(x).parts[1].blocks[0].lines[1] = "Give him 5 ml."; },
            kPassage, "body", "names a medicine or a dose"},
           {"both audiences are parents too",
            [](Content& x) {
              passage(x).audience = Audience::Both;
              line_of(x) = "ADHD.";
            },
            kPassage, "body", "names a condition"},
           {"phrase", [](Content& x) { english(x).phrases[0].text = "We diagnose."; },
            "en/phrases.toml", "greeting", "speaks of a diagnosis"},
           {"referral",
            [](Content& x) { english(x).referrals[0].description = "For naughty children."; },
            "en/referrals/helplines.toml", "someone", "labels a person"},
           {"topic name", [](Content& x) { topic(x).name = "A clingy child"; }, kTopic, "name",
            "labels a person"},
           {"topic definition", [](Content& x) { topic(x).definition = "Symptoms."; }, kTopic,
            "definition", "gives signs"},
           {"practitioner text of one child",
            [](Content& x) {
              passage(x).audience = Audience::Practitioner;
              line_of(x) = "This child has ADHD.";
            },
            kPassage, "body", "tells what this child"},
           {"hard by Flesch-Kincaid",
            [](Content& x) { line_of(x) = sentence_with(20) + " " + sentence_with(20); }, kPassage,
            "body", "reading grade is"},
           {"long summary", [](Content& x) { passage(x).summary = std::string(141, 'a'); },
            kPassage, "summary", "has 141 characters, at most 140"},
           {"no source", [](Content& x) { passage(x).sources.clear(); }, kPassage, "sources",
            "at least one source"},
           {"overdue", [](Content& x) { passage(x).review.due = day(2026, 11, 23); }, kPassage,
            "review.due", "overdue"},
           {"same keyword",
            [](Content& x) {
              english(x).topics[1].keywords.push_back("Comfort-word");
              topic(x).phrases.push_back("comfort word");
            },
            kOtherTopic, "keywords", "also claimed by comfort-topic"},
           {"same phrase",
            [](Content& x) { english(x).topics[1].phrases.push_back("COMFORT all-day"); },
            kOtherTopic, "phrases", "also claimed by comfort-topic"},
           {"filler phrase", [](Content& x) { topic(x).phrases.push_back("what do I do"); }, kTopic,
            "phrases", "is filler only"},
           {"filler age", [](Content& x) { topic(x).phrases.push_back("my 3 year old"); }, kTopic,
            "phrases", "is filler only"},
           {"filler keyword", [](Content& x) { topic(x).keywords.push_back("baby"); }, kTopic,
            "keywords", "is filler only"},
           {"example of two topics",
            [](Content& x) { english(x).topics[1].examples.push_back("Comfort question, x!"); },
            kOtherTopic, "examples[15]", "also stands in en/topics/comfort-topic.toml"},
           {"example of topic and background",
            [](Content& x) { english(x).backgrounds[0].examples.push_back("comfort question x"); },
            "en/questions/out_of_scope.toml", "examples[1]", "also stands in"},
           {"example twice", [](Content& x) { topic(x).examples.push_back("comfort question x"); },
            kTopic, "examples[15]", "stands twice", Weight::Warning},
           {"old contact",
            [](Content& x) { english(x).referrals[1].last_verified = day(2026, 5, 27); },
            "en/referrals/helplines.toml", "last_verified", "\"us-911\" is 181 days ago",
            Weight::Warning},
           {"language without lists",
            [](Content& x) {
              x.languages.push_back({});
              x.languages[1].language = "fr";
            },
            "fr", "", "no lists of forbidden wording"},
       }) {
    CAPTURE(c.name);
    Content content = sample_content();
    c.change(content);
    const std::vector<Fault> faults = lint(content);
    CAPTURE(told(faults));
    CHECK(has_fault(faults, c.file, c.field, c.words));
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].warning == (c.weight == Weight::Warning));
  }
}

TEST_CASE("what is just fit is not told") {
  for (const auto& change : std::vector<std::function<void(Content&)>>{
           [](Content& x) {
             passage(x).summary.clear();
             for (int i = 0; i < 140; ++i) passage(x).summary += "é";
           },
           [](Content& x) { passage(x).review.due = kToday; },
           [](Content& x) { english(x).referrals[1].last_verified = day(2026, 5, 28); },
           [](Content& x) {
             english(x).referrals[0].last_verified = day(2020, 1, 1);
           },  // a kind of help
           [](Content& x) { topic(x).phrases.push_back("Comfort All Day"); },
           [](Content& x) { topic(x).keywords.push_back("3am"); },
           [](Content& x) {
             passage(x).audience = Audience::Practitioner;
             line_of(x) = sentence_with(20);
           },
           [](Content& x) { topic(x).near_misses[0].text = topic(x).examples[0]; },
       }) {
    Content content = sample_content();
    change(content);
    const std::vector<Fault> faults = lint(content);
    CHECK_MESSAGE(faults.empty(), told(faults));
  }
}

TEST_CASE("a reading grade between the limits warns, beyond them it is an error") {
  // Seven sentences of other text; the added one moves the grades.
  for (const auto& [long_words, warns, fails] :
       {std::tuple{4, false, false}, {6, true, false}, {12, false, true}}) {
    CAPTURE(long_words);
    Content content = sample_content();
    line_of(content) = sentence_with(long_words);
    const std::vector<Fault> faults = lint(content);
    CAPTURE(told(faults));
    CHECK((faults.size() == 1 && faults[0].warning) == warns);
    CHECK((faults.size() == 1 && !faults[0].warning) == fails);
  }
}

TEST_CASE("a wording fault has the line of its paragraph") {
  Content content = sample_content();
  passage(content).parts[2].blocks[0].lines[0] =
      "Talk to your doctor if you worry, or if he has ADHD, which some have.";
  const std::vector<Fault> faults = lint(content);
  REQUIRE(faults.size() >= 1);
  CHECK(faults[0].line == 28);
}

TEST_CASE("a file that is not in canonical form is told with the first line that differs") {
  const Content content = sample_content();
  std::vector<ContentFile> files = write_content(content);
  REQUIRE(files[0].path == "en/passages/attachment-topic/first.md");
  files[0].text.replace(files[0].text.find("audience = "), 11, "audience  = ");
  const std::vector<Fault> faults = lint_content(content, files, kToday);
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].file == files[0].path);
  CHECK(faults[0].line == 5);
  CHECK(faults[0].message.find("nestline check --fix") != std::string::npos);
}

TEST_CASE("the whole check tells faults of both kinds in order of file and line") {
  Content content = sample_content();
  topic(content).related = {{"nowhere"}};
  topic(content).name = "Symptoms";
  passage(content).title = "Symptoms";
  const std::vector<Fault> faults = check_content(content, write_content(content), kToday);
  REQUIRE(faults.size() == 3);
  CHECK(faults[0].file == kPassage);
  CHECK(faults[1].field == "name");
  CHECK(faults[2].field == "related");
}
