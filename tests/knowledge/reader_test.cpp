// What the reader refuses, and that it tells file, line and field.
#include <doctest/doctest.h>

#include <string>

#include "knowledge/content_files.h"
#include "tests/knowledge/sample_content.h"

using namespace nestline::knowledge;

namespace {

constexpr std::string_view kTopic =
    "id = \"naps\"\n"
    "name = \"Naps\"\n"
    "group = \"routines\"\n"
    "definition = \"Day sleep.\"\n"
    "ages_months = [0, 60]\n"
    "related = []\n"
    "needs = []\n"
    "keywords = [\"nap\"]\n"
    "phrases = []\n"
    "examples = []\n"
    "\n"
    "[[near_misses]]\n"
    "text = \"a\"\n"
    "belongs_to = \"refer\"\n";

constexpr std::string_view kPassage =
    "+++\n"
    "id = \"naps/short\"\n"
    "title = \"When naps are short\"\n"
    "summary = \"Short naps are common.\"\n"
    "audience = \"parent\"\n"
    "ages_months = [3, 12]\n"
    "\n"
    "[[sources]]\n"
    "id = \"brief\"\n"
    "place = \"Section 2\"\n"
    "\n"
    "[review]\n"
    "by = \"\"\n"
    "due = 2027-05-24\n"
    "+++\n"
    "\n"
    "## What may be going on\n"
    "\n"
    "Text.\n"
    "\n"
    "## What to try\n"
    "\n"
    "- One.\n"
    "\n"
    "## When to ask for help\n"
    "\n"
    "Text.\n";

constexpr std::string_view kReferral =
    "[[referrals]]\n"
    "id = \"a\"\n"
    "name = \"A\"\n"
    "organization = \"\"\n"
    "description = \"They listen.\"\n"
    "kind = \"service\"\n"
    "needs = []\n"
    "countries = []\n"
    "phone = \"\"\n"
    "text = \"\"\n"
    "website = \"\"\n"
    "hours = \"\"\n"
    "languages = []\n"
    "eligibility = \"\"\n"
    "last_verified = 2026-11-24\n"
    "source = \"s\"\n";

constexpr std::string_view kTopicPath = "en/topics/naps.toml";
constexpr std::string_view kPassagePath = "en/passages/naps/short.md";
constexpr std::string_view kReferralPath = "en/referrals/a.toml";

// A file with one change, and the fault that it must give.
struct Case {
  std::string_view path;
  std::string_view text;
  std::string_view replace;
  std::string_view by;
  int line;
  std::string_view field;
  std::string_view message;
};

std::vector<Fault> faults_of(std::string_view path, std::string text) {
  std::vector<Fault> faults;
  const std::vector<ContentFile> files{{std::string(path), std::move(text)}};
  (void)read_content(files, faults);
  return faults;
}

}  // namespace

TEST_CASE("good files have no faults") {
  for (const auto& [path, text] :
       {std::pair{kTopicPath, kTopic}, {kPassagePath, kPassage}, {kReferralPath, kReferral}}) {
    CHECK_MESSAGE(faults_of(path, std::string(text)).empty(),
                  told(faults_of(path, std::string(text))));
  }
}

TEST_CASE("a fault in a file is told with its line and field") {
  for (const Case& c : {
           Case{kTopicPath, kTopic, "name = \"Naps\"", "name = 3", 2, "name", "must be a string"},
           {kTopicPath, kTopic, "name = \"Naps\"", "name = \"\"", 2, "name", "must not be empty"},
           {kTopicPath, kTopic, "name = \"Naps\"", "nmae = \"Naps\"", 2, "nmae",
            "is not a known field"},
           {kTopicPath, kTopic, "name = \"Naps\"\n", "", 1, "name", "is missing"},
           {kTopicPath, kTopic, "\"Naps\"", "\"Naps", 2, "", ""},
           {kTopicPath, kTopic, "id = \"naps\"", "id = \"nap\"", 1, "id",
            "must be the file's name"},
           {kTopicPath, kTopic, "[0, 60]", "[0, 97]", 5, "ages_months",
            "must rise and lie between"},
           {kTopicPath, kTopic, "[0, 60]", "[-1, 60]", 5, "ages_months",
            "must rise and lie between"},
           {kTopicPath, kTopic, "[0, 60]", "[60, 0]", 5, "ages_months",
            "must rise and lie between"},
           {kTopicPath, kTopic, "[0, 60]", "[0]", 5, "ages_months", "must be two ages"},
           {kTopicPath, kTopic, "[0, 60]", "[0.5, 60]", 5, "ages_months", "must be two ages"},
           {kTopicPath, kTopic, "ages_months = [0, 60]\n", "", 1, "ages_months", "is missing"},
           {kTopicPath, kTopic, "related = []", "related = \"x\"", 6, "related",
            "must be a list of strings"},
           {kTopicPath, kTopic, "[\"nap\"]", "[\"nap\",\n\"\"]", 9, "keywords[1]",
            "must not be empty"},
           {kTopicPath, kTopic, "[\"nap\"]", "[1]", 8, "keywords[0]", "must be a string"},
           {kTopicPath, kTopic, "text = \"a\"", "text = \"\"", 13, "near_misses[0].text",
            "must not be empty"},
           {kTopicPath, kTopic, "text = \"a\"\n", "", 12, "near_misses[0].text", "is missing"},
           {kTopicPath, kTopic, "examples = []", "examples = [\"\xFF\"]", 0, "",
            "is not valid UTF-8"},

           {kPassagePath, kPassage, "+++\nid", "---\nid", 1, "", "must begin with front matter"},
           {kPassagePath, kPassage, "due = 2027-05-24\n+++", "due = 2027-05-24\n", 1, "",
            "must begin with front matter"},
           {kPassagePath, kPassage, "\"parent\"", "\"parents\"", 5, "audience",
            "must be parent, practitioner or both"},
           {kPassagePath, kPassage, "id = \"naps/short\"", "id = \"naps/long\"", 0, "id",
            "does not fit the file's place"},
           {kPassagePath, kPassage, "place = \"Section 2\"\n", "", 8, "sources[0].place",
            "is missing"},
           {kPassagePath, kPassage, "2027-05-24", "\"soon\"", 14, "review.due", "must be a date"},
           {kPassagePath, kPassage, "2027-05-24", "2027-02-30", 14, "", ""},
           {kPassagePath, kPassage, "by = \"\"", "by = \"Dr A\"", 12, "review.on",
            "by and on belong together"},
           {kPassagePath, kPassage, "by = \"\"", "by = \"\"\non = 2026-11-24", 14, "review.on",
            "by and on belong together"},
           {kPassagePath, kPassage, "[review]\nby = \"\"\ndue = 2027-05-24\n", "", 2, "review",
            "is missing"},
           {kPassagePath, kPassage, "## What to try", "## What to do", 0, "body",
            "must have these parts"},
           {kPassagePath, kPassage, "- One.\n", "", 0, "body", "must have these parts"},
           {kPassagePath, kPassage, "\"parent\"", "\"practitioner\"", 0, "body",
            "must have these parts in this order, none of them empty: Background, In practice, "
            "Limits of the evidence"},
           {kPassagePath, kPassage, "- One.", "- A [link](https://a.b).", 23, "body",
            "link is not allowed"},
           {kPassagePath, kPassage, "- One.", "- *Loud*.", 23, "body", "emph is not allowed"},
           {kPassagePath, kPassage, "- One.", "- One <b>bold", 23, "body",
            "html_inline is not allowed"},
           {kPassagePath, kPassage, "- One.", "1. One.", 23, "body",
            "numbered lists are not allowed"},
           {kPassagePath, kPassage, "- One.", "- One.\n\n  Two.", 23, "body",
            "a list item must be one line of text"},
           {kPassagePath, kPassage, "- One.", "- One.\n\n```\ncode\n```", 25, "body",
            "code_block is not allowed"},
           {kPassagePath, kPassage, "- One.", "- One.\n\n> quoted", 25, "body",
            "block_quote is not allowed"},
           {kPassagePath, kPassage, "- One.", "- One.  \n  Two.", 23, "body",
            "linebreak is not allowed"},
           {kPassagePath, kPassage, "\n## What may", "\nEarly.\n\n## What may", 17, "body",
            "must begin with a heading"},

           {kReferralPath, kReferral, "\"service\"", "\"shop\"", 6, "referrals[0].kind",
            "must be emergency, crisis"},
           {kReferralPath, kReferral, "2026-11-24", "2026", 15, "referrals[0].last_verified",
            "must be a date"},
           {kReferralPath, kReferral, "[[referrals]]", "[[referral]]", 1, "referral",
            "is not a known field"},
           {"sources.toml", "[[sources]]\nid = \"a\"\n\n[[sources]]\nid = \"b\"\n", "", "", 4,
            "sources[1].title", "is missing"},
           {"en/matching.toml", "phrase_weight = -1\n", "", "", 1, "phrase_weight", "0 or more"},
           {"en/matching.toml", "phrase_weight = 99999999999\n", "", "", 1, "phrase_weight",
            "must be a whole number"},
           {"en/questions/health.toml", "kind = \"guidance\"\nexamples = []\n", "", "", 1, "kind",
            "must be out_of_scope or refer"},
           {kTopicPath, kTopic, "name = \"Naps\"", "né = 1", 2, "", "letters outside ASCII"},
           {kTopicPath, kTopic, "name = \"Naps\"", "name = “Naps”", 2, "", "letters outside ASCII"},
           {"en/notes.toml", "x = 1\n", "", "", 0, "", "does not belong"},
           {"notes.txt", "x", "", "", 0, "", "does not belong"},
           {"en/topics/deep/naps.toml", "x = 1", "", "", 0, "", "does not belong"},
       }) {
    std::string text(c.text);
    if (!c.replace.empty()) {
      REQUIRE(text.find(c.replace) != std::string::npos);
      text.replace(text.find(c.replace), c.replace.size(), c.by);
    }
    const std::vector<Fault> faults = faults_of(c.path, text);
    CAPTURE(text);
    CAPTURE(told(faults));
    bool found = false;
    for (const Fault& fault : faults) {
      found = found || (fault.file == c.path && fault.line == c.line && fault.field == c.field &&
                        !fault.warning && fault.message.find(c.message) != std::string::npos);
    }
    CHECK(found);
  }
}

TEST_CASE("a bad audience never shows a passage to parents") {
  std::string text(kPassage);
  text.replace(text.find("\"parent\""), 8, "\"parents\"");
  std::vector<Fault> faults;
  const std::vector<ContentFile> files{{std::string(kPassagePath), text}};
  CHECK(read_content(files, faults).languages.at(0).passages.at(0).audience ==
        Audience::Practitioner);
}

TEST_CASE("reading goes on after a faulty file") {
  std::vector<Fault> faults;
  const std::vector<ContentFile> files{{"en/topics/bad.toml", "="},
                                       {std::string(kTopicPath), std::string(kTopic)}};
  CHECK(read_content(files, faults).languages.at(0).topics.size() == 1);
  CHECK(faults.size() == 1);
}

TEST_CASE("a folder that is not there is an error, not empty content") {
  const auto files = read_folder("/no/such/folder");
  REQUIRE_FALSE(files.ok());
  CHECK(files.error().code == nestline::ErrorCode::Unavailable);
}
