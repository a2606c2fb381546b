#include "knowledge/items.h"

#include <algorithm>

#include "knowledge/content_files.h"
#include "knowledge/item_files.h"
#include "knowledge/names.h"
#include "knowledge/passage_file.h"
#include "knowledge/safety_rule_writer.h"

namespace nestline::knowledge {
namespace {

constexpr std::string_view kRepliesFile = "safety/replies";

std::string stem_of(const std::string& file) { return file.substr(0, file.rfind('.')); }

class Splitter {
 public:
  void whole(ItemKind kind, std::string file, std::string title, std::string text) {
    std::string key = stem_of(file);
    items_.push_back({kind, std::move(key), std::move(file), std::move(title), std::move(text)});
  }
  void entry(ItemKind kind, const std::string& file, const std::string& id, std::string title,
             std::string text) {
    items_.push_back({kind, stem_of(file) + "#" + id, file, std::move(title), std::move(text)});
  }
  std::vector<Item> take() {
    // As read_folder sorts: by path; entries of a file stay in their order.
    std::stable_sort(items_.begin(), items_.end(),
                     [](const Item& a, const Item& b) { return a.file < b.file; });
    return std::move(items_);
  }

 private:
  std::vector<Item> items_;
};

void split_rules(const SafetyRuleFile& file, Splitter& out) {
  const auto words = [&](const SafetyWords& one, bool cue) {
    SafetyRuleFile alone{file.file, file.language, {}, {}, {}};
    (cue ? alone.cues : alone.classes).push_back(one);
    const std::string id = (cue ? "cue:" : "class:") + one.name;
    out.entry(ItemKind::SafetyWords, file.file, id, one.name, write_safety_rules(alone));
  };
  for (const SafetyWords& one : file.classes) words(one, false);
  for (const SafetyWords& one : file.cues) words(one, true);
  for (const SafetyRule& rule : file.rules) {
    out.entry(ItemKind::SafetyRule, file.file, rule.id, rule.id,
              write_safety_rules({file.file, file.language, {}, {}, {rule}}));
  }
}

void split_language(const LanguageContent& from, Splitter& out) {
  const std::string folder = from.language + "/";
  const auto toml = [&](const std::string& file) { return folder + file + ".toml"; };
  for (const Topic& topic : from.topics) {
    out.whole(ItemKind::Topic, toml("topics/" + topic.id.value), topic.name, write_topic(topic));
  }
  for (const Passage& passage : from.passages) {
    out.whole(ItemKind::Passage, folder + "passages/" + passage.id.value + ".md", passage.title,
              write_passage(passage));
  }
  for (const Referral& referral : from.referrals) {
    out.entry(ItemKind::Referral, toml(referral.file), referral.id.value, referral.name,
              write_referrals({referral}));
  }
  for (const Phrase& phrase : from.phrases) {
    out.entry(ItemKind::Phrase, toml(phrase.file), phrase.id.value, phrase.id.value,
              write_phrases({phrase}));
  }
  for (const SafetyRuleFile& file : from.safety) split_rules(file, out);
  for (const SafetyTexts& texts : from.safety_texts) {
    out.whole(ItemKind::SafetyTexts, toml(texts.file), texts.situation, write_safety_texts(texts));
  }
  for (const Background& background : from.backgrounds) {
    out.whole(ItemKind::Background, toml(background.file), background.kind,
              write_background(background));
  }
  for (const LexiconEntry& entry : from.lexicon) {
    out.entry(ItemKind::Lexicon, toml("lexicon"), entry.word, entry.word, write_lexicon({entry}));
  }
  for (const GoldenQuestion& golden : from.golden) {
    out.entry(ItemKind::Golden, toml("questions/golden"), golden.id, golden.text,
              write_golden({golden}));
  }
  if (from.matching) {
    out.whole(ItemKind::Matching, toml("matching"), "matching", write_matching(*from.matching));
  }
}

template <typename T>
void move_all(std::vector<T>& to, std::vector<T>& from) {
  std::move(from.begin(), from.end(), std::back_inserter(to));
}

// Rules of a file that was taken apart come together again.
void merge_rules(std::vector<SafetyRuleFile>& to, std::vector<SafetyRuleFile>& from) {
  for (SafetyRuleFile& file : from) {
    const auto known =
        std::find_if(to.begin(), to.end(), [&](const auto& one) { return one.file == file.file; });
    if (known == to.end()) {
      to.push_back(std::move(file));
      continue;
    }
    move_all(known->classes, file.classes);
    move_all(known->cues, file.cues);
    move_all(known->rules, file.rules);
  }
}

void merge(LanguageContent& to, LanguageContent& from) {
  move_all(to.topics, from.topics);
  move_all(to.passages, from.passages);
  move_all(to.referrals, from.referrals);
  merge_rules(to.safety, from.safety);
  move_all(to.safety_texts, from.safety_texts);
  move_all(to.phrases, from.phrases);
  move_all(to.lexicon, from.lexicon);
  move_all(to.golden, from.golden);
  move_all(to.backgrounds, from.backgrounds);
  if (from.matching) to.matching = from.matching;
}

void merge(Content& to, Content from) {
  move_all(to.sources, from.sources);
  for (LanguageContent& language : from.languages) {
    const auto known = std::find_if(to.languages.begin(), to.languages.end(), [&](const auto& one) {
      return one.language == language.language;
    });
    if (known == to.languages.end()) {
      to.languages.push_back(std::move(language));
    } else {
      merge(*known, language);
    }
  }
}

bool has_error(const std::vector<Fault>& faults, std::size_t from) {
  return std::any_of(faults.begin() + static_cast<std::ptrdiff_t>(from), faults.end(),
                     [](const Fault& fault) { return !fault.warning; });
}

}  // namespace

std::string_view name_of(ItemKind kind) { return name_in(kItemKinds, kind); }

std::optional<ItemKind> item_kind(std::string_view name) { return value_named(kItemKinds, name); }

std::string language_of(const Item& item) {
  return item.kind == ItemKind::Source ? "" : item.file.substr(0, item.file.find('/'));
}

std::vector<Item> split_content(const Content& content) {
  Splitter out;
  for (const Source& source : content.sources) {
    out.entry(ItemKind::Source, "sources.toml", source.id.value, source.title,
              write_sources({source}));
  }
  for (const LanguageContent& language : content.languages) split_language(language, out);
  return out.take();
}

std::optional<Item> read_item(ItemKind kind, const std::string& file, std::string_view text,
                              std::vector<Fault>& faults) {
  const std::size_t before = faults.size();
  const std::vector<ContentFile> alone{{file, std::string(text)}};
  const std::vector<Item> items = split_content(read_content(alone, faults));
  if (has_error(faults, before)) return std::nullopt;
  if (items.size() != 1 || items.front().kind != kind || items.front().file != file) {
    faults.push_back({file, 0, "", "must hold exactly one " + std::string(name_of(kind)), false});
    return std::nullopt;
  }
  return items.front();
}

Content content_of(const Item& item) {
  std::vector<Fault> faults;
  const std::vector<ContentFile> alone{{item.file, item.text}};
  return read_content(alone, faults);
}

Content join_items(std::span<const Item> items, std::vector<Fault>& faults) {
  std::vector<const Item*> sorted;
  sorted.reserve(items.size());
  for (const Item& item : items) sorted.push_back(&item);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Item* a, const Item* b) { return a->file < b->file; });
  Content content;
  for (const Item* item : sorted) {
    const std::vector<ContentFile> alone{{item->file, item->text}};
    merge(content, read_content(alone, faults));
  }
  return content;
}

bool is_sensitive(const Item& item) {
  switch (item.kind) {
    case ItemKind::SafetyWords:
    case ItemKind::SafetyRule:
    case ItemKind::SafetyTexts:
      return true;
    case ItemKind::Phrase:
      return item.file.find(kRepliesFile) != std::string::npos;
    case ItemKind::Referral: {
      const Content content = content_of(item);
      // What cannot be read is not taken for harmless.
      if (content.languages.empty() || content.languages.front().referrals.empty()) return true;
      return content.languages.front().referrals.front().kind != ReferralKind::Service;
    }
    default:
      return false;
  }
}

}  // namespace nestline::knowledge
