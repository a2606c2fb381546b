// Each case breaks one thing in content that has no faults, and expects that fault.
#include "knowledge/validate.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <string>

#include "knowledge/check.h"
#include "knowledge/content_files.h"
#include "knowledge/required_phrases.h"
#include "tests/knowledge/sample_content.h"

using namespace nestline::knowledge;

namespace {

struct Case {
  std::string_view name;
  std::function<void(Content&)> change;
  std::string_view file;
  std::string_view field;
  std::string_view words;
};

LanguageContent& english(Content& content) { return content.languages.front(); }
Topic& topic(Content& content) { return english(content).topics.front(); }
Passage& passage(Content& content) { return english(content).passages.front(); }
SafetyRule& rule(Content& content) { return english(content).safety.front().rules.front(); }
GoldenQuestion& golden(Content& content) { return english(content).golden.front(); }

constexpr std::string_view kTopic = "en/topics/comfort-topic.toml";
constexpr std::string_view kPassage = "en/passages/comfort-topic/first.md";
constexpr std::string_view kGolden = "en/questions/golden.toml";
constexpr std::string_view kRules = "en/safety/medical.toml";

void drop_phrase(Content& content, std::string_view id) {
  std::erase_if(english(content).phrases,
                [&](const Phrase& phrase) { return phrase.id.value == id; });
}

}  // namespace

TEST_CASE("the sample has no faults at all, as values and as files") {
  const Content content = sample_content();
  std::vector<ContentFile> files = write_content(content);
  const std::vector<Fault> faults = check_content(content, files, kToday);
  CHECK_MESSAGE(faults.empty(), told(faults));
}

TEST_CASE("what does not fit together is told") {
  for (const Case& c : {
           Case{"unknown related", [](Content& x) { topic(x).related = {{"nowhere"}}; }, kTopic,
                "related", "\"nowhere\" is not a known topic"},
           {"related to itself", [](Content& x) { topic(x).related = {topic(x).id}; }, kTopic,
            "related", "names the topic itself"},
           {"unknown near-miss",
            [](Content& x) { topic(x).near_misses[1].belongs_to = "guidance"; }, kTopic,
            "near_misses[1].belongs_to", "neither a topic nor"},
           {"near-miss of itself",
            [](Content& x) { topic(x).near_misses[0].belongs_to = "comfort-topic"; }, kTopic,
            "near_misses[0].belongs_to", "names the topic itself"},
           {"need without referral", [](Content& x) { topic(x).needs = {"dental"}; }, kTopic,
            "needs", "no referral serves \"dental\""},
           {"unknown group", [](Content& x) { topic(x).group = "comforts"; }, kTopic, "group",
            "not one of the seven groups"},
           {"group without topics", [](Content& x) { topic(x).group = "family"; }, "en/topics",
            "group", "no topic belongs to \"comfort\""},
           {"few examples", [](Content& x) { topic(x).examples.pop_back(); }, kTopic, "examples",
            "must be at least 15, found 14"},
           {"few near-misses", [](Content& x) { topic(x).near_misses.pop_back(); }, kTopic,
            "near_misses", "must be at least 3, found 2"},
           {"no keywords", [](Content& x) { topic(x).keywords.clear(); }, kTopic, "keywords",
            "must not be empty"},
           {"keyword of two words", [](Content& x) { topic(x).keywords[0] = "two words"; }, kTopic,
            "keywords", "not a single word"},
           {"phrase of one word", [](Content& x) { topic(x).phrases[0] = "one"; }, kTopic,
            "phrases", "two to six words"},
           {"phrase of seven words", [](Content& x) { topic(x).phrases[0] = "a b c d e f g"; },
            kTopic, "phrases", "two to six words"},
           {"one parent passage", [](Content& x) { passage(x).audience = Audience::Practitioner; },
            kTopic, "passages", "for parents must be at least 2, found 1"},
           {"passage without topic",
            [](Content& x) {
              english(x).passages.push_back(passage(x));
              english(x).passages.back().id = {"lost/first"};
            },
            "en/passages/lost/first.md", "id", "belongs to no known topic"},
           {"passage id in three parts",
            [](Content& x) {
              english(x).passages.push_back(passage(x));
              english(x).passages.back().id = {"comfort-topic/a/b"};
            },
            "en/passages/comfort-topic/a/b.md", "id", "a slash and a name"},
           {"passage id with dots",
            [](Content& x) {
              english(x).passages.push_back(passage(x));
              english(x).passages.back().id = {"comfort-topic/.."};
            },
            "en/passages/comfort-topic/...md", "id", "lower-case letters"},
           {"unknown source", [](Content& x) { passage(x).sources[0].id = {"rumour"}; }, kPassage,
            "sources[0].id", "\"rumour\" is not a known source"},
           {"passage twice", [](Content& x) { english(x).passages.push_back(passage(x)); },
            kPassage, "id", "is used twice"},
           {"topic twice", [](Content& x) { english(x).topics.push_back(topic(x)); }, kTopic, "id",
            "is used twice"},
           {"source twice", [](Content& x) { x.sources.push_back(x.sources[0]); }, "sources.toml",
            "id", "is used twice"},
           {"referral twice",
            [](Content& x) { english(x).referrals.push_back(english(x).referrals[0]); },
            "en/referrals/helplines.toml", "id", "is used twice"},
           {"phrase twice", [](Content& x) { english(x).phrases.push_back(english(x).phrases[0]); },
            "en/phrases.toml", "id", "is used twice"},
           {"rule twice", [](Content& x) { english(x).safety[0].rules.push_back(rule(x)); }, kRules,
            "id", "is used twice"},
           {"golden twice", [](Content& x) { english(x).golden.push_back(golden(x)); }, kGolden,
            "id", "is used twice"},
           {"verified tomorrow",
            [](Content& x) {
              english(x).referrals[0].last_verified =
                  Date{std::chrono::year{2026}, std::chrono::November, std::chrono::day{25}};
            },
            "en/referrals/helplines.toml", "last_verified", "lies in the future"},
           {"reply without phrase", [](Content& x) { rule(x).reply = "urgent.nothing"; }, kRules,
            "reply", "there is no phrase \"urgent.nothing\""},
           {"contact without referral", [](Content& x) { rule(x).contacts = {"poison"}; }, kRules,
            "contacts", "no referral serves \"poison\""},
           {"unknown golden kind", [](Content& x) { golden(x).kind = "answer"; }, kGolden, "kind",
            "is not a kind of answer"},
           {"unknown golden topic", [](Content& x) { golden(x).topics = {{"nowhere"}}; }, kGolden,
            "topics", "\"nowhere\" is not a known topic"},
           {"guidance without topic", [](Content& x) { golden(x).topics.clear(); }, kGolden,
            "topics", "must name a topic"},
           {"urgent with topic", [](Content& x) { golden(x).kind = "urgent"; }, kGolden, "topics",
            "must be empty"},
           {"golden age", [](Content& x) { golden(x).age_months = 97; }, kGolden, "age_months",
            "must lie between 0 and 96"},
       }) {
    CAPTURE(c.name);
    Content content = sample_content();
    c.change(content);
    const std::vector<Fault> faults = validate_content(content, write_content(content), kToday);
    CAPTURE(told(faults));
    CHECK(has_fault(faults, c.file, c.field, c.words));
    CHECK(std::none_of(faults.begin(), faults.end(),
                       [](const Fault& fault) { return fault.warning; }));
  }
}

TEST_CASE("every required phrase is asked for") {
  for (const std::string& id : required_phrases()) {
    Content content = sample_content();
    drop_phrase(content, id);
    const std::vector<Fault> faults = validate_content(content, {}, kToday);
    CHECK(has_fault(faults, "en/phrases.toml", "phrases", "the phrase \"" + id + "\" is missing"));
  }
}

TEST_CASE("a fault is told with the line where its words stand") {
  Content content = sample_content();
  topic(content).related = {{"nowhere"}};
  const std::vector<Fault> faults = validate_content(content, write_content(content), kToday);
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].line == 6);
}

TEST_CASE("a practice topic needs no passages for parents") {
  Content content = sample_content();
  std::erase_if(english(content).passages,
                [](const Passage& one) { return one.topic().value == "practice-topic"; });
  CHECK(validate_content(content, {}, kToday).empty());
}

TEST_CASE(
    "a language may have its phrases and safety rules before its topics, with the helplines of "
    "another") {
  Content content = sample_content();
  LanguageContent spanish;
  spanish.language = "es";
  spanish.phrases = english(content).phrases;
  spanish.safety = english(content).safety;
  spanish.safety[0].file = "es/safety/medical.toml";
  content.languages.push_back(spanish);
  const std::vector<Fault> faults = validate_content(content, {}, kToday);
  CHECK_MESSAGE(faults.empty(), told(faults));
}
