// Content as a set of items, each with a text of its own: what curation edits, one at a time. A
// topic or a passage is a file; a referral, a rule, a phrase, a word of the lexicon, a golden
// question, a source is one entry of a file; the rest (texts for the safety screen, background
// examples, settings of the matcher) is a file again. Taking content apart and putting it together
// gives the same content in the same order. Pure functions; safe from any thread.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "knowledge/content.h"
#include "knowledge/fault.h"

namespace nestline::knowledge {

enum class ItemKind {
  Source,
  Topic,
  Passage,
  Referral,
  SafetyWords,
  SafetyRule,
  SafetyTexts,
  Phrase,
  Lexicon,
  Golden,
  Background,
  Matching,
};

inline constexpr std::array<std::pair<ItemKind, std::string_view>, 12> kItemKinds{{
    {ItemKind::Source, "source"},
    {ItemKind::Topic, "topic"},
    {ItemKind::Passage, "passage"},
    {ItemKind::Referral, "referral"},
    {ItemKind::SafetyWords, "safety_words"},
    {ItemKind::SafetyRule, "safety_rule"},
    {ItemKind::SafetyTexts, "safety_texts"},
    {ItemKind::Phrase, "phrase"},
    {ItemKind::Lexicon, "lexicon"},
    {ItemKind::Golden, "golden"},
    {ItemKind::Background, "background"},
    {ItemKind::Matching, "matching"},
}};

std::string_view name_of(ItemKind kind);
std::optional<ItemKind> item_kind(std::string_view name);

struct Item {
  ItemKind kind = ItemKind::Passage;
  // Unique: the file without its extension, then `#` and the entry where the file has several:
  // "en/passages/tantrums/at-four", "en/referrals/helplines-us#us-988",
  // "en/safety/medical#choking".
  std::string key;
  std::string file;   // path inside the content folder, "en/referrals/helplines-us.toml"
  std::string title;  // for lists
  std::string text;   // canonical: what the file would be with this item alone
};

// "en"; empty for a source.
std::string language_of(const Item& item);

// In the order of join_items.
std::vector<Item> split_content(const Content& content);

// What one item's text holds, read and written again the canonical way. `file` says where it would
// stand. Nothing where it holds no item of that kind, or more than one; `faults` tells. Lines of
// faults are those of `text`.
std::optional<Item> read_item(ItemKind kind, const std::string& file, std::string_view text,
                              std::vector<Fault>& faults);

// A content of this one item, to look into it. Empty where it cannot be read.
Content content_of(const Item& item);

// `items` in any order of files; within a file their order is kept. Read as read_content would.
Content join_items(std::span<const Item> items, std::vector<Fault>& faults);

// Whether a mistake in it can keep a parent from help: rules, their words, texts and replies, and
// contacts. Such a change needs two approvals.
bool is_sensitive(const Item& item);

}  // namespace nestline::knowledge
