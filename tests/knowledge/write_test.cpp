// Reading what was written gives the same values, and writing what was read the same bytes.
#include <doctest/doctest.h>

#include <string>

#include "knowledge/content_files.h"
#include "knowledge/passage_body.h"
#include "knowledge/toml_guard.h"
#include "knowledge/toml_text.h"
#include "tests/knowledge/sample_content.h"

using namespace nestline::knowledge;

namespace {

std::vector<Part> read_back(const std::string& body, std::vector<Fault>& faults) {
  FaultSink sink("x.md", faults);
  return read_body(body, sink);
}

std::size_t longest_line(const std::string& text) {
  std::size_t longest = 0;
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t end = std::min(text.find('\n', pos), text.size());
    longest = std::max(longest, end - pos);
    pos = end + 1;
  }
  return longest;
}

}  // namespace

TEST_CASE("the real content is written the way the writer writes it") {
  const auto files = read_folder(NESTLINE_CONTENT_DIR);
  REQUIRE(files.ok());
  std::vector<Fault> faults;
  const std::vector<ContentFile> written = write_content(read_content(*files, faults));
  CHECK_MESSAGE(faults.empty(), told(faults));
  REQUIRE(written.size() == files->size());
  for (std::size_t i = 0; i < written.size(); ++i) {
    CHECK(written[i].path == (*files)[i].path);
    const bool same = written[i].text == (*files)[i].text;
    CHECK_MESSAGE(same, written[i].path << ": run nestline check --fix");
  }
}

TEST_CASE("the real content is the same after it was written and read again") {
  const auto files = read_folder(NESTLINE_CONTENT_DIR);
  REQUIRE(files.ok());
  std::vector<Fault> faults;
  const std::vector<ContentFile> once = write_content(read_content(*files, faults));
  CHECK(write_content(read_content(once, faults)) == once);
}

TEST_CASE("every kind of file survives reading and writing") {
  std::vector<Fault> faults;
  Content content = sample_content();
  content.languages[0].lexicon = {{"LO", "little one"}};
  content.languages[0].matching = MatchingSettings{};
  const std::vector<ContentFile> once = write_content(content);
  const std::vector<ContentFile> twice = write_content(read_content(once, faults));
  CHECK_MESSAGE(faults.empty(), told(faults));
  CHECK(once == twice);
}

TEST_CASE("long text wraps at the line width, and reading joins it again") {
  const std::string sentence(
      "Some babies wake up a lot in the night and want you near, which is tiring and yet not a "
      "thing that you did wrong, ever.");
  const std::vector<Part> parts{
      {"", "What to try", {{false, {sentence}}, {true, {sentence, "Short."}}}}};
  const std::string body = write_body(parts);
  CHECK(longest_line(body) <= kLineWidth);
  std::vector<Fault> faults;
  const std::vector<Part> back = read_back(body, faults);
  REQUIRE(faults.empty());
  REQUIRE(back.size() == 1);
  CHECK(back[0].blocks.at(0).lines == parts[0].blocks[0].lines);
  CHECK(back[0].blocks.at(1).lines == parts[0].blocks[1].lines);
  CHECK(write_body(back) == body);
}

TEST_CASE("text that looks like markup stays text") {
  const std::string filler(96, 'x');
  for (const std::string& text : {
           std::string("- a dash first"),
           std::string("+ a plus"),
           std::string("* a star"),
           std::string("1. a number"),
           std::string("12) a number"),
           std::string("# no heading"),
           std::string("> no quotation"),
           std::string("=== line"),
           std::string("--- line"),
           std::string("~~~ fence"),
           std::string("```"),
           std::string("a *b* _c_ `d` [e](f) <g> &amp; \\h"),
           std::string("\\"),
           std::string("R&B & B&"),
           std::string("2 < 3 > 1"),
           std::string("-"),
           std::string("***"),
           filler + " - dash",
           filler + " 1. number",
           filler + " # hash",
           filler + " === setext",
           filler + " --- setext",
           filler + " + plus",
           filler + " > quote",
           filler + " -",
           std::string(150, 'y') + " " + std::string(150, 'z'),
           std::string("Señora “niña” — 😀"),
       }) {
    for (const bool list : {false, true}) {
      CAPTURE(text);
      const std::string body = write_body({{"", "Part", {{list, {text}}}}});
      CAPTURE(body);
      std::vector<Fault> faults;
      const std::vector<Part> back = read_back(body, faults);
      CHECK(faults.empty());
      REQUIRE(back.size() == 1);
      REQUIRE(back[0].blocks.size() == 1);
      CHECK(back[0].blocks[0].list == list);
      REQUIRE(back[0].blocks[0].lines.size() == 1);
      CHECK(back[0].blocks[0].lines[0] == text);
    }
  }
}

TEST_CASE("white space has one form, and two lists in a row are one list") {
  std::vector<Fault> faults;
  const std::vector<Part> parts =
      read_back("## Part\n\none  two\tthree\nfour\n\n- a\n\n- b\n* c\n", faults);
  CHECK(faults.empty());
  REQUIRE(parts.at(0).blocks.size() == 2);
  CHECK(parts[0].blocks[0].lines.at(0) == "one two three four");
  CHECK(parts[0].blocks[1].lines == std::vector<std::string>{"a", "b", "c"});
}

TEST_CASE("a list stands on one line as long as it fits, counted in characters") {
  TomlText out;
  out.strings("k", {std::string(91, 'a')});
  CHECK(out.text().size() == 100);  // k = ["..."] and the line end
  out.strings("k", {std::string(94, 'a')});
  CHECK(out.text().find("[\n  \"") != std::string::npos);
  TomlText accents;
  std::string word;
  for (int i = 0; i < 90; ++i) word += "é";
  accents.strings("k", {word});
  CHECK(accents.text().find("[\n") == std::string::npos);
}

TEST_CASE("characters outside ASCII reach toml++ in comments and strings of one line only") {
  for (const std::string_view good :
       {"# é", "a = \"é\"", "a='é'", "a = [\"é\", 'ü',] # ñ", "  \"é\",\n]", "a = [ # é", "] # é",
        "a = \"\\\"é\\\\\"", "a = \"\"\"\nx\"\"\"", "a = \"'''\"\nb = \"é\"",
        "\xEF\xBB\xBF a = 1"}) {
    CAPTURE(good);
    CHECK_FALSE(find_unsafe_line(good).has_value());
  }
  for (const std::string_view bad :
       {"é = 1", "a = “x”", "a = \"é", "a = 1 é", "a = 0x=\"é\"", "\"é\" = 1", "a.\"é\" = 1", "[é]",
        "a = {b = \"é\"}", "a = \"\"\"é\"\"\"", "a = '''é'''", "a = \"\\\"é", "a = \"x\"é"}) {
    CAPTURE(bad);
    CHECK(find_unsafe_line(bad) == 1);
    CHECK(find_unsafe_line("b = \"x\"\n" + std::string(bad)) == 2);
  }
}

TEST_CASE("any string is quoted so that TOML reads it back") {
  CHECK(quote_toml("a\"b\\c\nd\te\rf\x01\x7F") == "\"a\\\"b\\\\c\\nd\\te\\rf\\u0001\\u007F\"");
}
