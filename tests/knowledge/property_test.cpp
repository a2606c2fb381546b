// Whatever a topic or a passage holds, writing and reading gives it back.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

#include "knowledge/content_files.h"
#include "knowledge/item_files.h"
#include "knowledge/passage_body.h"
#include "knowledge/passage_file.h"
#include "knowledge/utf8.h"

using namespace nestline::knowledge;

namespace {

// Not empty, any characters that TOML can hold.
rc::Gen<std::string> any_text() {
  const auto character = rc::gen::oneOf(rc::gen::inRange<char32_t>(0x20, 0x7F),
                                        rc::gen::inRange<char32_t>(0x01, 0xD800),
                                        rc::gen::inRange<char32_t>(0xE000, 0x110000));
  return rc::gen::map(rc::gen::nonEmpty(rc::gen::container<std::u32string>(character)),
                      [](const std::u32string& from) {
                        std::string out;
                        for (const char32_t c : from) append_character(out, c);
                        return out;
                      });
}

// Words of letters and of all that Markdown takes for markup, with single spaces.
rc::Gen<std::string> body_text() {
  const auto word = rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::elementOf(
      std::string("abcdefghijklmnopqrstuvwxyz0123456789-+*_`#>=~<[]()!&;:.,'\"\\/|{}^$%@?"))));
  return rc::gen::map(rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(word)),
                      [](const std::vector<std::string>& words) {
                        std::string out;
                        for (const std::string& one : words) out += (out.empty() ? "" : " ") + one;
                        return out;
                      });
}

rc::Gen<std::vector<std::string>> texts() {
  return rc::gen::container<std::vector<std::string>>(any_text());
}

AgeRange any_ages() {
  const int from = *rc::gen::inRange(0, kMaxAgeMonths + 1);
  return {from, *rc::gen::inRange(from, kMaxAgeMonths + 1)};
}

Date any_date() {
  using namespace std::chrono;
  return Date{year{*rc::gen::inRange(1, 9999)}, month{*rc::gen::inRange(1U, 13U)},
              day{*rc::gen::inRange(1U, 29U)}};
}

Topic any_topic() {
  Topic topic;
  topic.id = {*any_text()};
  topic.name = *any_text();
  topic.group = *any_text();
  topic.definition = *any_text();
  topic.ages = any_ages();
  for (const std::string& id : *texts()) topic.related.push_back({id});
  topic.needs = *texts();
  topic.keywords = *texts();
  topic.phrases = *texts();
  topic.examples = *texts();
  for (const std::string& text : *texts()) topic.near_misses.push_back({text, *any_text()});
  return topic;
}

// Paragraphs and lists in turn: two lists side by side are one to Markdown.
std::vector<Block> any_blocks() {
  std::vector<Block> blocks;
  const int count = *rc::gen::inRange(1, 4);
  for (int i = 0; i < count; ++i) {
    const bool list = i % 2 == 1;
    blocks.push_back({list, {*body_text()}});
    if (list && *rc::gen::arbitrary<bool>()) blocks.back().lines.push_back(*body_text());
  }
  return blocks;
}

Passage any_passage() {
  Passage passage;
  passage.id = {"naps/short"};
  passage.title = *any_text();
  passage.summary = *any_text();
  passage.audience = *rc::gen::element(Audience::Parent, Audience::Practitioner, Audience::Both);
  passage.ages = any_ages();
  for (const std::string& id : *texts()) passage.sources.push_back({{id}, *any_text()});
  if (*rc::gen::arbitrary<bool>()) passage.review = {*any_text(), any_date(), {}};
  passage.review.due = any_date();
  for (const PartName& name : part_names(passage.audience, "en")) {
    passage.parts.push_back({name.id, name.heading, any_blocks()});
  }
  return passage;
}

void check_blocks(const std::vector<Block>& a, const std::vector<Block>& b) {
  RC_ASSERT(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    RC_ASSERT(a[i].list == b[i].list);
    RC_ASSERT(a[i].lines == b[i].lines);
  }
}

}  // namespace

TEST_CASE("any topic is read back as it was written") {
  CHECK(rc::check([] {
    const Topic topic = any_topic();
    const std::string text = write_topic(topic);
    std::vector<Fault> faults;
    const std::optional<Topic> back =
        read_topic({text, "en/topics/x.toml", topic.id.value}, faults);
    RC_ASSERT(faults.empty());
    RC_ASSERT(back.has_value());
    RC_ASSERT(back->name == topic.name);
    RC_ASSERT(back->ages == topic.ages);
    RC_ASSERT(back->related == topic.related);
    RC_ASSERT(back->keywords == topic.keywords);
    RC_ASSERT(back->examples == topic.examples);
    RC_ASSERT(back->near_misses.size() == topic.near_misses.size());
    RC_ASSERT(write_topic(*back) == text);
  }));
}

TEST_CASE("any passage is read back as it was written") {
  CHECK(rc::check([] {
    const Passage passage = any_passage();
    const std::string text = write_passage(passage);
    std::vector<Fault> faults;
    const std::optional<Passage> back = read_passage(text, "en/passages/naps/short.md", faults);
    RC_ASSERT(faults.empty());
    RC_ASSERT(back.has_value());
    RC_ASSERT(back->title == passage.title);
    RC_ASSERT(back->review.on == passage.review.on);
    RC_ASSERT(back->parts.size() == passage.parts.size());
    for (std::size_t i = 0; i < passage.parts.size(); ++i) {
      RC_ASSERT(back->parts[i].id == passage.parts[i].id);
      check_blocks(back->parts[i].blocks, passage.parts[i].blocks);
    }
    RC_ASSERT(write_passage(*back) == text);
  }));
}

TEST_CASE("nothing that looks like TOML makes the reader fail other than by a fault") {
  const std::vector<std::string> pieces{
      "id",  "name", " ",     "=",      "\"",     "'",    "\"\"\"",
      "'''", "[",    "]",     "[[",     "]]",     "{",    "}",
      ",",   ".",    "#",     "\n",     "\r\n",   "\\",   "\\u",
      "1",   "-",    "0x",    "é",      "\u2003", "\t",   "nan",
      "1e",  "inf",  "2027-", "-05-24", "true",   "T10:", "\xEF\xBB\xBF",
      "“x”", "_",    "+",     ":"};
  CHECK(rc::check([&pieces] {
    std::string text;
    const auto any_pieces =
        rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces));
    for (const std::string& piece : *any_pieces) text += piece;
    std::vector<Fault> faults;
    const std::vector<ContentFile> files{{"en/topics/x.toml", text}};
    (void)read_content(files, faults);
    RC_ASSERT(!faults.empty());
  }));
}

TEST_CASE("no bytes make the readers fail other than by a fault") {
  CHECK(rc::check([](const std::string& bytes) {
    std::vector<Fault> faults;
    const std::vector<ContentFile> files{{"en/topics/x.toml", bytes},
                                         {"en/passages/x/y.md", "+++\n" + bytes},
                                         {"en/lexicon.toml", bytes}};
    (void)write_content(read_content(files, faults));
  }));
}
