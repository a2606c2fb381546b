#include "api/codec/content_json.h"

#include <fmt/format.h>

#include "api/codec/json_object.h"
#include "knowledge/names.h"

namespace nestline::api {
namespace {

using knowledge::date_text;

std::string age_json(const knowledge::AgeRange& ages) {
  return fmt::format(R"({{"from_months":{},"to_months":{}}})", ages.from, ages.to);
}

std::string block_json(const knowledge::Block& block) {
  JsonObject object;
  object.string("type", block.list ? "list" : "paragraph");
  if (block.list) {
    object.strings("items", block.lines);
  } else {
    object.string("text", block.lines.empty() ? "" : block.lines.front());
  }
  return object.text();
}

std::string part_json(const knowledge::Part& part) {
  JsonArray blocks;
  for (const knowledge::Block& block : part.blocks) blocks.raw(block_json(block));
  JsonObject object;
  object.string("id", part.id);
  object.string("heading", part.heading);
  object.raw("blocks", blocks.text());
  return object.text();
}

std::string source_json(const knowledge::SourcePlace& cited, const service::Snapshot& snapshot) {
  const knowledge::Source* source = snapshot.source(cited.id);
  if (source == nullptr) return "";
  JsonObject object;
  object.string("id", source->id.value);
  object.string("title", source->title);
  if (!source->publisher.empty()) object.string("publisher", source->publisher);
  if (!source->date.empty()) object.string("date", source->date);
  object.string("place", cited.place);
  return object.text();
}

void add_filled(JsonObject& object, std::string_view name, const std::string& value) {
  if (!value.empty()) object.string(name, value);
}

}  // namespace

std::string passage_json(const knowledge::Passage& passage, const service::Snapshot& snapshot) {
  JsonArray parts;
  for (const knowledge::Part& part : passage.parts) parts.raw(part_json(part));
  JsonArray sources;
  for (const knowledge::SourcePlace& cited : passage.sources) {
    sources.raw(source_json(cited, snapshot));
  }
  JsonObject review;
  add_filled(review, "by", passage.review.by);
  if (passage.review.on) review.string("on", date_text(*passage.review.on));
  review.string("due", date_text(passage.review.due));

  JsonObject object;
  object.string("id", passage.id.value);
  object.string("topic", passage.topic().value);
  object.string("title", passage.title);
  object.string("summary", passage.summary);
  object.string("audience", knowledge::name_in(knowledge::kAudiences, passage.audience));
  object.raw("age_range", age_json(passage.ages));
  object.raw("parts", parts.text());
  object.raw("sources", sources.text());
  object.raw("review", review.text());
  return object.text();
}

namespace {

JsonObject referral_members(const knowledge::Referral& referral) {
  JsonObject object;
  object.string("id", referral.id.value);
  object.string("name", referral.name);
  add_filled(object, "organization", referral.organization);
  object.string("description", referral.description);
  object.string("kind", knowledge::name_in(knowledge::kReferralKinds, referral.kind));
  object.strings("needs", referral.needs);
  object.strings("countries", referral.countries);
  add_filled(object, "phone", referral.phone);
  add_filled(object, "text", referral.text);
  add_filled(object, "website", referral.website);
  add_filled(object, "hours", referral.hours);
  if (!referral.languages.empty()) object.strings("languages", referral.languages);
  add_filled(object, "eligibility", referral.eligibility);
  object.string("last_verified", date_text(referral.last_verified));
  return object;
}

}  // namespace

std::string referral_json(const knowledge::Referral& referral) {
  return referral_members(referral).text();
}

std::string own_referral_json(const service::OwnReferral& own) {
  const service::SiteReferral& referral = own.referral;
  JsonObject object = referral_members(referral.base);
  add_filled(object, "email", referral.email);
  object.raw("age_range", age_json(referral.ages));
  if (!referral.places.empty()) object.strings("places", referral.places);
  add_filled(object, "address", referral.address);
  add_filled(object, "application_process", referral.application);
  add_filled(object, "fees_description", referral.fees);
  if (own.stale) object.raw("stale", "true");
  return object.text();
}

std::string topic_json(const knowledge::Topic& topic) {
  JsonObject object;
  object.string("id", topic.id.value);
  object.string("name", topic.name);
  object.string("group", topic.group);
  object.string("definition", topic.definition);
  object.raw("age_range", age_json(topic.ages));
  return object.text();
}

}  // namespace nestline::api
