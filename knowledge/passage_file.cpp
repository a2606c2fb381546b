#include "knowledge/passage_file.h"

#include <algorithm>

#include "knowledge/names.h"
#include "knowledge/passage_body.h"
#include "knowledge/toml_table.h"
#include "knowledge/toml_text.h"

namespace nestline::knowledge {
namespace {

constexpr std::string_view kFence = "+++\n";

Audience read_audience(TableReader& reader) {
  const std::string name = reader.string("audience");
  if (const auto audience = value_named(kAudiences, name)) return *audience;
  if (!name.empty()) reader.error("audience", "must be parent, practitioner or both");
  return Audience::Practitioner;  // the narrower reading, so that a fault never shows text to a
                                  // parent
}

Review read_review(TableReader& reader, FaultSink& sink) {
  const toml::table* table = reader.table("review");
  if (table == nullptr) return {};
  TableReader fields(*table, sink, "review");
  Review review{fields.string("by"), fields.optional_date("on"), fields.date("due")};
  if (review.by.empty() == review.on.has_value()) {
    fields.error("on", "by and on belong together: who reviewed, and when");
  }
  fields.finish();
  return review;
}

void name_parts(Passage& passage, std::string_view language, FaultSink& sink) {
  const std::vector<PartName>& names = part_names(passage.audience, language);
  bool right = passage.parts.size() == names.size();
  for (std::size_t i = 0; right && i < names.size(); ++i) {
    right = passage.parts[i].heading == names[i].heading && !passage.parts[i].blocks.empty();
    if (right) passage.parts[i].id = names[i].id;
  }
  if (right) return;
  std::string expected;
  for (const PartName& name : names) expected += (expected.empty() ? "" : ", ") + name.heading;
  sink.error(0, "body", "must have these parts in this order, none of them empty: " + expected);
}

}  // namespace

std::optional<Passage> read_passage(std::string_view text, const std::string& file,
                                    std::vector<Fault>& faults) {
  FaultSink whole(file, faults);
  const std::size_t close = text.find("\n+++\n", kFence.size() - 1);
  if (!text.starts_with(kFence) || close == std::string_view::npos) {
    whole.error(1, "", "must begin with front matter between two +++ lines");
    return std::nullopt;
  }
  const std::string_view front = text.substr(kFence.size(), close + 1 - kFence.size());
  const std::string_view body = text.substr(close + 5);
  FaultSink sink(file, faults, 2);
  const std::optional<toml::table> table = parse_toml(front, sink);
  if (!table) return std::nullopt;

  TableReader reader(*table, sink);
  Passage passage;
  passage.id = {reader.filled_string("id")};
  passage.title = reader.filled_string("title");
  passage.summary = reader.filled_string("summary");
  passage.audience = read_audience(reader);
  passage.ages = reader.ages("ages_months");
  for (const toml::table* entry : reader.tables("sources")) {
    TableReader source(*entry, sink, indexed("sources", passage.sources.size()));
    passage.sources.push_back({{source.filled_string("id")}, source.filled_string("place")});
    source.finish();
  }
  passage.review = read_review(reader, sink);
  reader.finish();

  const auto body_line = 1 + static_cast<int>(std::count(
                                 text.begin(), text.begin() + static_cast<long>(close) + 5, '\n'));
  FaultSink body_sink(file, faults, body_line);
  passage.parts = read_body(body, body_sink);
  name_parts(passage, file.substr(0, file.find('/')), body_sink);

  const std::string expected = "passages/" + passage.id.value + ".md";
  if (!file.ends_with("/" + expected))
    whole.error(0, "id", "does not fit the file's place, " + expected);
  return passage;
}

std::string write_passage(const Passage& passage) {
  TomlText front;
  front.string("id", passage.id.value);
  front.string("title", passage.title);
  front.string("summary", passage.summary);
  front.string("audience", name_in(kAudiences, passage.audience));
  front.ages("ages_months", passage.ages);
  for (const SourcePlace& source : passage.sources) {
    front.entry("sources");
    front.string("id", source.id.value);
    front.string("place", source.place);
  }
  front.table("review");
  front.string("by", passage.review.by);
  if (passage.review.on) front.date("on", *passage.review.on);
  front.date("due", passage.review.due);
  return std::string(kFence) + front.text() + std::string(kFence) + write_body(passage.parts);
}

}  // namespace nestline::knowledge
