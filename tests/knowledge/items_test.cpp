#include <doctest/doctest.h>

#include <set>

#include "knowledge/checksum.h"
#include "knowledge/content_files.h"
#include "knowledge/embedded.h"
#include "knowledge/items.h"

using namespace nestline::knowledge;

namespace {

Content builtin() {
  std::vector<Fault> faults;
  Content content = read_content(builtin_content(), faults);
  REQUIRE(faults.empty());
  return content;
}

}  // namespace

TEST_CASE("content taken apart and put together again is the same content") {
  const std::vector<Item> items = split_content(builtin());
  CHECK(items.size() > 1000);
  std::set<std::string> keys;
  std::set<ItemKind> kinds;
  for (const Item& item : items) {
    CAPTURE(item.key);
    CHECK(keys.insert(item.key).second);
    kinds.insert(item.kind);
  }
  CHECK(kinds.size() == kItemKinds.size());
  std::vector<Fault> faults;
  const Content joined = join_items(items, faults);
  CHECK(faults.empty());
  CHECK(write_content(joined) == builtin_content());
}

TEST_CASE("every item reads alone and is written as it was") {
  for (const Item& item : split_content(builtin())) {
    CAPTURE(item.key);
    std::vector<Fault> faults;
    const auto again = read_item(item.kind, item.file, item.text, faults);
    REQUIRE(again.has_value());
    CHECK(again->key == item.key);
    CHECK(again->text == item.text);
  }
}

TEST_CASE("an item's text holds one item of its kind, or is refused with a reason") {
  std::vector<Fault> faults;
  const std::string one = "[[phrases]]\nid = \"a\"\ntext = \"A.\"\n";
  CHECK(read_item(ItemKind::Phrase, "en/phrases.toml", one, faults).has_value());
  CHECK(faults.empty());
  const std::string two = one + "\n[[phrases]]\nid = \"b\"\ntext = \"B.\"\n";
  CHECK_FALSE(read_item(ItemKind::Phrase, "en/phrases.toml", two, faults).has_value());
  CHECK(faults.size() == 1);
  CHECK_FALSE(read_item(ItemKind::Topic, "en/topics/x.toml", one, faults).has_value());
  CHECK_FALSE(read_item(ItemKind::Phrase, "en/phrases.toml", "", faults).has_value());
  CHECK(faults.size() > 2);
}

TEST_CASE("rules, their words, texts and replies, and contacts are sensitive") {
  std::set<ItemKind> always{ItemKind::SafetyRule, ItemKind::SafetyWords, ItemKind::SafetyTexts};
  int contacts = 0;
  int replies = 0;
  for (const Item& item : split_content(builtin())) {
    CAPTURE(item.key);
    const bool sensitive = is_sensitive(item);
    if (always.contains(item.kind)) {
      CHECK(sensitive);
    } else if (item.kind == ItemKind::Phrase) {
      CHECK(sensitive == (item.file.find("safety/replies") != std::string::npos));
      replies += sensitive ? 1 : 0;
    } else if (item.kind == ItemKind::Referral) {
      CHECK(sensitive == (item.text.find("kind = \"service\"") == std::string::npos));
      contacts += sensitive ? 1 : 0;
    } else {
      CHECK_FALSE(sensitive);
    }
  }
  CHECK(contacts > 10);
  CHECK(replies > 10);
}
