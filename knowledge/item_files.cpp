#include "knowledge/item_files.h"

#include "knowledge/names.h"
#include "knowledge/toml_table.h"
#include "knowledge/toml_text.h"

namespace nestline::knowledge {
namespace {

// Calls `read` with a reader for every [[name]] entry of the file, and reports fields that nobody
// read.
template <typename Read>
void for_each_entry(const FileText& in, std::string_view name, std::vector<Fault>& faults,
                    Read read) {
  FaultSink sink(in.file, faults);
  const std::optional<toml::table> table = parse_toml(in.text, sink);
  if (!table) return;
  TableReader file(*table, sink);
  std::size_t index = 0;
  for (const toml::table* entry : file.tables(name)) {
    TableReader reader(*entry, sink, indexed(name, index++));
    read(reader);
    reader.finish();
  }
  file.finish();
}

std::vector<TopicId> topic_ids(std::vector<std::string> names) {
  std::vector<TopicId> out;
  out.reserve(names.size());
  for (std::string& name : names) out.push_back({std::move(name)});
  return out;
}

std::vector<std::string> names_of(const std::vector<TopicId>& ids) {
  std::vector<std::string> out;
  out.reserve(ids.size());
  for (const TopicId& id : ids) out.push_back(id.value);
  return out;
}

ReferralKind read_referral_kind(TableReader& reader) {
  const std::string name = reader.string("kind");
  if (const auto kind = value_named(kReferralKinds, name)) return *kind;
  if (!name.empty()) reader.error("kind", "must be emergency, crisis, support or service");
  return ReferralKind::Service;
}

}  // namespace

std::vector<Source> read_sources(const FileText& in, std::vector<Fault>& faults) {
  std::vector<Source> out;
  for_each_entry(in, "sources", faults, [&](TableReader& reader) {
    out.push_back({{reader.filled_string("id")},
                   reader.filled_string("title"),
                   reader.string("publisher"),
                   reader.string("date"),
                   reader.filled_string("kind")});
  });
  return out;
}

std::string write_sources(const std::vector<Source>& sources) {
  TomlText out;
  for (const Source& source : sources) {
    out.entry("sources");
    out.string("id", source.id.value);
    out.string("title", source.title);
    out.string("publisher", source.publisher);
    out.string("date", source.date);
    out.string("kind", source.kind);
  }
  return out.text();
}

std::optional<Topic> read_topic(const FileText& in, std::vector<Fault>& faults) {
  FaultSink sink(in.file, faults);
  const std::optional<toml::table> table = parse_toml(in.text, sink);
  if (!table) return std::nullopt;
  TableReader reader(*table, sink);
  Topic topic;
  topic.id = {reader.filled_string("id")};
  topic.name = reader.filled_string("name");
  topic.group = reader.filled_string("group");
  topic.definition = reader.filled_string("definition");
  topic.ages = reader.ages("ages_months");
  topic.related = topic_ids(reader.strings("related"));
  topic.needs = reader.strings("needs");
  topic.keywords = reader.strings("keywords");
  topic.phrases = reader.strings("phrases");
  topic.examples = reader.strings("examples");
  for (const toml::table* entry : reader.tables("near_misses")) {
    TableReader miss(*entry, sink, indexed("near_misses", topic.near_misses.size()));
    topic.near_misses.push_back({miss.filled_string("text"), miss.filled_string("belongs_to")});
    miss.finish();
  }
  if (topic.id.value != in.name) reader.error("id", "must be the file's name, " + in.name);
  reader.finish();
  return topic;
}

std::string write_topic(const Topic& topic) {
  TomlText out;
  out.string("id", topic.id.value);
  out.string("name", topic.name);
  out.string("group", topic.group);
  out.string("definition", topic.definition);
  out.ages("ages_months", topic.ages);
  out.strings("related", names_of(topic.related));
  out.strings("needs", topic.needs);
  out.strings("keywords", topic.keywords);
  out.strings("phrases", topic.phrases);
  out.strings("examples", topic.examples);
  for (const NearMiss& miss : topic.near_misses) {
    out.entry("near_misses");
    out.string("text", miss.text);
    out.string("belongs_to", miss.belongs_to);
  }
  return out.text();
}

std::vector<Referral> read_referrals(const FileText& in, std::vector<Fault>& faults) {
  std::vector<Referral> out;
  for_each_entry(in, "referrals", faults, [&](TableReader& reader) {
    Referral referral;
    referral.file = in.name;
    referral.id = {reader.filled_string("id")};
    referral.name = reader.filled_string("name");
    referral.organization = reader.string("organization");
    referral.description = reader.filled_string("description");
    referral.kind = read_referral_kind(reader);
    referral.needs = reader.strings("needs");
    referral.countries = reader.strings("countries");
    referral.phone = reader.string("phone");
    referral.text = reader.string("text");
    referral.website = reader.string("website");
    referral.hours = reader.string("hours");
    referral.languages = reader.strings("languages");
    referral.eligibility = reader.string("eligibility");
    referral.last_verified = reader.date("last_verified");
    referral.source = reader.filled_string("source");
    out.push_back(std::move(referral));
  });
  return out;
}

std::string write_referrals(const std::vector<Referral>& referrals) {
  TomlText out;
  for (const Referral& referral : referrals) {
    out.entry("referrals");
    out.string("id", referral.id.value);
    out.string("name", referral.name);
    out.string("organization", referral.organization);
    out.string("description", referral.description);
    out.string("kind", name_in(kReferralKinds, referral.kind));
    out.strings("needs", referral.needs);
    out.strings("countries", referral.countries);
    out.string("phone", referral.phone);
    out.string("text", referral.text);
    out.string("website", referral.website);
    out.string("hours", referral.hours);
    out.strings("languages", referral.languages);
    out.string("eligibility", referral.eligibility);
    out.date("last_verified", referral.last_verified);
    out.string("source", referral.source);
  }
  return out.text();
}

std::vector<Phrase> read_phrases(const FileText& in, std::vector<Fault>& faults) {
  std::vector<Phrase> out;
  for_each_entry(in, "phrases", faults, [&](TableReader& reader) {
    out.push_back({{reader.filled_string("id")}, in.name, reader.filled_string("text")});
  });
  return out;
}

std::string write_phrases(const std::vector<Phrase>& phrases) {
  TomlText out;
  for (const Phrase& phrase : phrases) {
    out.entry("phrases");
    out.string("id", phrase.id.value);
    out.string("text", phrase.text);
  }
  return out.text();
}

std::vector<LexiconEntry> read_lexicon(const FileText& in, std::vector<Fault>& faults) {
  std::vector<LexiconEntry> out;
  for_each_entry(in, "entries", faults, [&](TableReader& reader) {
    out.push_back({reader.filled_string("word"), reader.filled_string("means")});
  });
  return out;
}

std::string write_lexicon(const std::vector<LexiconEntry>& entries) {
  TomlText out;
  for (const LexiconEntry& entry : entries) {
    out.entry("entries");
    out.string("word", entry.word);
    out.string("means", entry.means);
  }
  return out.text();
}

std::vector<GoldenQuestion> read_golden(const FileText& in, std::vector<Fault>& faults) {
  std::vector<GoldenQuestion> out;
  for_each_entry(in, "questions", faults, [&](TableReader& reader) {
    out.push_back({reader.filled_string("id"), reader.filled_string("text"),
                   reader.filled_string("kind"), topic_ids(reader.strings("topics")),
                   reader.optional_integer("age_months")});
  });
  return out;
}

std::string write_golden(const std::vector<GoldenQuestion>& questions) {
  TomlText out;
  for (const GoldenQuestion& question : questions) {
    out.entry("questions");
    out.string("id", question.id);
    out.string("text", question.text);
    out.string("kind", question.kind);
    out.strings("topics", names_of(question.topics));
    if (question.age_months) out.integer("age_months", *question.age_months);
  }
  return out.text();
}

std::optional<Background> read_background(const FileText& in, std::vector<Fault>& faults) {
  FaultSink sink(in.file, faults);
  const std::optional<toml::table> table = parse_toml(in.text, sink);
  if (!table) return std::nullopt;
  TableReader reader(*table, sink);
  Background background{reader.filled_string("kind"), in.name, reader.strings("examples")};
  if (background.kind != "out_of_scope" && background.kind != "refer") {
    reader.error("kind", "must be out_of_scope or refer");
  }
  reader.finish();
  return background;
}

std::string write_background(const Background& background) {
  TomlText out;
  out.string("kind", background.kind);
  out.strings("examples", background.examples);
  return out.text();
}

std::optional<SafetyTexts> read_safety_texts(const FileText& in, std::vector<Fault>& faults) {
  FaultSink sink(in.file, faults);
  const std::optional<toml::table> table = parse_toml(in.text, sink);
  if (!table) return std::nullopt;
  TableReader reader(*table, sink);
  SafetyTexts texts{reader.filled_string("situation"), in.name, reader.strings("texts")};
  reader.finish();
  return texts;
}

std::string write_safety_texts(const SafetyTexts& texts) {
  TomlText out;
  out.string("situation", texts.situation);
  out.strings("texts", texts.texts);
  return out.text();
}

std::optional<MatchingSettings> read_matching(const FileText& in, std::vector<Fault>& faults) {
  FaultSink sink(in.file, faults);
  const std::optional<toml::table> table = parse_toml(in.text, sink);
  if (!table) return std::nullopt;
  TableReader reader(*table, sink);
  const auto per_mille = [&](std::string_view key) {
    const int value = reader.integer(key);
    if (value < 0) reader.error(key, "must be a number of thousandths, 0 or more");
    return value;
  };
  MatchingSettings settings;
  settings.phrase_weight = per_mille("phrase_weight");
  settings.vector_share = per_mille("vector_share");
  settings.temperature = per_mille("temperature");
  settings.answer_at = per_mille("answer_at");
  settings.offer_at = per_mille("offer_at");
  settings.off_topic_at = per_mille("off_topic_at");
  settings.second_at = per_mille("second_at");
  reader.finish();
  return settings;
}

std::string write_matching(const MatchingSettings& settings) {
  TomlText out;
  out.integer("phrase_weight", settings.phrase_weight);
  out.integer("vector_share", settings.vector_share);
  out.integer("temperature", settings.temperature);
  out.integer("answer_at", settings.answer_at);
  out.integer("offer_at", settings.offer_at);
  out.integer("off_topic_at", settings.off_topic_at);
  out.integer("second_at", settings.second_at);
  return out.text();
}

}  // namespace nestline::knowledge
