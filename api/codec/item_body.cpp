#include "api/codec/item_body.h"

#include "api/codec/json_object.h"
#include "api/codec/json_text.h"
#include "knowledge/content_files.h"
#include "knowledge/names.h"

namespace nestline::api {
namespace {

using knowledge::Content;
using knowledge::Date;
using knowledge::date_text;
using knowledge::ItemKind;
using knowledge::LanguageContent;
using knowledge::name_in;

constexpr std::string_view kFence = "+++\n";
constexpr std::size_t kMostText = 200'000;
constexpr std::size_t kMostEntries = 4000;

std::string number(int value) { return std::to_string(value); }

std::string ages_json(const knowledge::AgeRange& ages) {
  return "[" + number(ages.from) + "," + number(ages.to) + "]";
}

template <typename Ids>
std::vector<std::string> values_of(const Ids& ids) {
  std::vector<std::string> out;
  for (const auto& id : ids) out.push_back(id.value);
  return out;
}

std::string topic_body(const knowledge::Topic& topic) {
  JsonObject out;
  out.string("id", topic.id.value);
  out.string("name", topic.name);
  out.string("group", topic.group);
  out.string("definition", topic.definition);
  out.raw("ages_months", ages_json(topic.ages));
  out.strings("related", values_of(topic.related));
  out.strings("needs", topic.needs);
  out.strings("keywords", topic.keywords);
  out.strings("phrases", topic.phrases);
  out.strings("examples", topic.examples);
  JsonArray misses;
  for (const knowledge::NearMiss& miss : topic.near_misses) {
    JsonObject one;
    one.string("text", miss.text);
    one.string("belongs_to", miss.belongs_to);
    misses.raw(one.text());
  }
  out.raw("near_misses", misses.text());
  return out.text();
}

std::string passage_body(const knowledge::Passage& passage, const std::string& text) {
  JsonObject out;
  out.string("id", passage.id.value);
  out.string("title", passage.title);
  out.string("summary", passage.summary);
  out.string("audience", name_in(knowledge::kAudiences, passage.audience));
  out.raw("ages_months", ages_json(passage.ages));
  JsonArray sources;
  for (const knowledge::SourcePlace& source : passage.sources) {
    JsonObject one;
    one.string("id", source.id.value);
    one.string("place", source.place);
    sources.raw(one.text());
  }
  out.raw("sources", sources.text());
  JsonObject review;
  review.string("by", passage.review.by);
  if (passage.review.on) review.string("on", date_text(*passage.review.on));
  review.string("due", date_text(passage.review.due));
  out.raw("review", review.text());
  const std::size_t close = text.find("\n+++\n");
  std::string markdown = close == std::string::npos ? "" : text.substr(close + 5);
  while (markdown.starts_with('\n')) markdown.erase(0, 1);
  out.string("markdown", markdown);
  return out.text();
}

std::string referral_body(const knowledge::Referral& referral) {
  JsonObject out;
  out.string("id", referral.id.value);
  out.string("name", referral.name);
  out.string("organization", referral.organization);
  out.string("description", referral.description);
  out.string("kind", name_in(knowledge::kReferralKinds, referral.kind));
  out.strings("needs", referral.needs);
  out.strings("countries", referral.countries);
  out.string("phone", referral.phone);
  out.string("text", referral.text);
  out.string("website", referral.website);
  out.string("hours", referral.hours);
  out.strings("languages", referral.languages);
  out.string("eligibility", referral.eligibility);
  out.string("last_verified", date_text(referral.last_verified));
  out.string("source", referral.source);
  return out.text();
}

std::string rule_body(const knowledge::SafetyRule& rule) {
  JsonObject out;
  out.string("id", rule.id);
  if (!rule.situation.empty()) out.string("situation", rule.situation);
  out.string("category", name_in(knowledge::kSafetyCategories, rule.category));
  out.string("tier", name_in(knowledge::kSafetyTiers, rule.tier));
  out.string("reply", rule.reply);
  out.strings("contacts", rule.contacts);
  std::vector<std::string> ignored;
  if (rule.ignore_what_if) ignored.emplace_back("what-if");
  if (rule.ignore_past) ignored.emplace_back("past");
  out.strings("ignore", ignored);
  if (rule.min_age_months) out.raw("min_age_months", number(*rule.min_age_months));
  if (rule.max_age_months) out.raw("max_age_months", number(*rule.max_age_months));
  out.strings("phrases", rule.phrases);
  out.strings("requires", rule.required);
  out.string("requires_within", rule.required_anywhere ? "message" : "near");
  out.strings("unless", rule.unless);
  out.strings("examples", rule.examples);
  out.strings("lookalikes", rule.lookalikes);
  return out.text();
}

std::string golden_body(const knowledge::GoldenQuestion& golden) {
  JsonObject out;
  out.string("id", golden.id);
  out.string("text", golden.text);
  out.string("kind", golden.kind);
  out.strings("topics", values_of(golden.topics));
  if (golden.age_months) out.raw("age_months", number(*golden.age_months));
  return out.text();
}

std::string two_words(const char* a, const std::string& x, const char* b, const std::string& y) {
  JsonObject out;
  out.string(a, x);
  out.string(b, y);
  return out.text();
}

// --- and back ---

class BodyReader {
 public:
  explicit BodyReader(const Json& json) : json_(json), reader_(json) {}

  std::string text(const char* name) {
    std::string out = reader_.required_string(name);
    if (out.size() > kMostText) fail(name, "is too long");
    return out;
  }
  std::string optional(const char* name) { return reader_.optional_string(name, kMostText); }
  std::vector<std::string> list(const char* name) {
    return reader_.optional_strings(name, kMostEntries);
  }
  std::optional<int> integer(const char* name) { return reader_.optional_integer(name); }

  template <typename T>
  std::vector<T> ids(const char* name) {
    std::vector<T> out;
    for (std::string& word : list(name)) out.push_back({std::move(word)});
    return out;
  }
  template <typename Value, typename Names>
  Value word(const char* name, const Names& names, Value fallback) {
    return word_of(name, text(name), names, fallback);
  }
  template <typename Value, typename Names>
  Value word_of(const char* name, const std::string& given, const Names& names, Value fallback) {
    if (const auto value = knowledge::value_named(names, given)) return *value;
    fail(name, "is not one of the words that are known here");
    return fallback;
  }
  Date date(const char* name) { return date_of(name, text(name)); }
  Date date_of(const char* name, const std::string& text) {
    const std::optional<Date> date = knowledge::parse_date(text);
    if (!date) fail(name, "must be a date, YYYY-MM-DD");
    return date.value_or(Date(std::chrono::year(1970), std::chrono::January, std::chrono::day(1)));
  }
  knowledge::AgeRange ages(const char* name) {
    reader_.skip(name);
    const auto found = json_.find(name);
    const bool good = found != json_.end() && found->is_array() && found->size() == 2 &&
                      (*found)[0].is_number_integer() && (*found)[1].is_number_integer();
    if (!good) {
      fail(name, "must be two whole numbers");
      return {};
    }
    const auto bound = [&](std::size_t i) {
      const auto value = (*found)[i].get<std::int64_t>();
      if (value < 0 || value > knowledge::kMaxAgeMonths) fail(name, "must be from 0 to 96");
      return static_cast<int>(std::clamp<std::int64_t>(value, 0, knowledge::kMaxAgeMonths));
    };
    return {bound(0), bound(1)};
  }
  // A list of objects, each read by `read`.
  template <typename Read>
  void objects(const char* name, Read read) {
    reader_.skip(name);
    const auto found = json_.find(name);
    if (found == json_.end()) return;
    if (!found->is_array() || found->size() > kMostEntries) {
      fail(name, "must be a list of objects");
      return;
    }
    for (const Json& one : *found) object_in(name, one, read);
  }
  template <typename Read>
  void object(const char* name, Read read) {
    reader_.skip(name);
    const auto found = json_.find(name);
    if (found == json_.end()) {
      fail(name, "is missing");
      return;
    }
    object_in(name, *found, read);
  }

  Status finish() {
    const Status read = reader_.finish();
    if (!read) return Error{read.error().code, read.error().message, "/body" + read.error().field};
    if (error_) return *error_;
    return ok_status();
  }

 private:
  template <typename Read>
  void object_in(const char* name, const Json& one, Read read) {
    if (!one.is_object()) {
      fail(name, "must be an object");
      return;
    }
    BodyReader inner(one);
    read(inner);
    const Status done = inner.finish();
    if (!done && !error_) {
      error_ = Error{done.error().code, done.error().message,
                     "/body/" + std::string(name) + done.error().field.substr(5)};
    }
  }
  void fail(const char* name, std::string why) {
    if (!error_) {
      error_ = Error{ErrorCode::InvalidInput, std::move(why), "/body/" + std::string(name)};
    }
  }

  const Json& json_;
  ObjectReader reader_;
  std::optional<Error> error_;
};

knowledge::Topic read_topic(BodyReader& in) {
  knowledge::Topic topic;
  topic.id = {in.text("id")};
  topic.name = in.text("name");
  topic.group = in.text("group");
  topic.definition = in.text("definition");
  topic.ages = in.ages("ages_months");
  topic.related = in.ids<knowledge::TopicId>("related");
  topic.needs = in.list("needs");
  topic.keywords = in.list("keywords");
  topic.phrases = in.list("phrases");
  topic.examples = in.list("examples");
  in.objects("near_misses", [&](BodyReader& miss) {
    std::string text = miss.text("text");
    topic.near_misses.push_back({std::move(text), miss.text("belongs_to")});
  });
  return topic;
}

knowledge::Passage read_passage(BodyReader& in, std::string& markdown) {
  knowledge::Passage passage;
  passage.id = {in.text("id")};
  passage.title = in.text("title");
  passage.summary = in.text("summary");
  passage.audience = in.word("audience", knowledge::kAudiences, knowledge::Audience::Parent);
  passage.ages = in.ages("ages_months");
  in.objects("sources", [&](BodyReader& source) {
    std::string id = source.text("id");
    passage.sources.push_back({{std::move(id)}, source.text("place")});
  });
  in.object("review", [&](BodyReader& review) {
    passage.review.by = review.text("by");
    if (const std::string on = review.optional("on"); !on.empty()) {
      passage.review.on = review.date_of("on", on);
    }
    passage.review.due = review.date("due");
  });
  markdown = in.text("markdown");
  return passage;
}

knowledge::Referral read_referral(BodyReader& in) {
  knowledge::Referral out;
  out.file = "referrals/one";
  out.id = {in.text("id")};
  out.name = in.text("name");
  out.organization = in.text("organization");
  out.description = in.text("description");
  out.kind = in.word("kind", knowledge::kReferralKinds, knowledge::ReferralKind::Service);
  out.needs = in.list("needs");
  out.countries = in.list("countries");
  out.phone = in.text("phone");
  out.text = in.text("text");
  out.website = in.text("website");
  out.hours = in.text("hours");
  out.languages = in.list("languages");
  out.eligibility = in.text("eligibility");
  out.last_verified = in.date("last_verified");
  out.source = in.text("source");
  return out;
}

knowledge::SafetyRule read_rule(BodyReader& in) {
  knowledge::SafetyRule rule;
  rule.id = in.text("id");
  rule.situation = in.optional("situation");
  rule.category = in.word("category", knowledge::kSafetyCategories,
                          knowledge::SafetyCategory::MedicalEmergency);
  rule.tier = knowledge::usual_tier(rule.category);
  if (const std::string tier = in.optional("tier"); !tier.empty()) {
    rule.tier = in.word_of("tier", tier, knowledge::kSafetyTiers, rule.tier);
  }
  rule.reply = in.text("reply");
  rule.contacts = in.list("contacts");
  for (const std::string& word : in.list("ignore")) {
    rule.ignore_what_if = rule.ignore_what_if || word == "what-if";
    rule.ignore_past = rule.ignore_past || word == "past";
  }
  rule.min_age_months = in.integer("min_age_months");
  rule.max_age_months = in.integer("max_age_months");
  rule.phrases = in.list("phrases");
  rule.required = in.list("requires");
  rule.required_anywhere = in.optional("requires_within") == "message";
  rule.unless = in.list("unless");
  rule.examples = in.list("examples");
  rule.lookalikes = in.list("lookalikes");
  return rule;
}

// Fills `to` with the one item; its places in files do not matter here.
bool read_into(ItemKind kind, BodyReader& in, LanguageContent& to, std::string& markdown) {
  switch (kind) {
    case ItemKind::Topic:
      to.topics.push_back(read_topic(in));
      return true;
    case ItemKind::Passage:
      to.passages.push_back(read_passage(in, markdown));
      return true;
    case ItemKind::Referral:
      to.referrals.push_back(read_referral(in));
      return true;
    case ItemKind::SafetyRule:
      to.safety.push_back({"en/safety/one.toml", "en", {}, {}, {read_rule(in)}});
      return true;
    case ItemKind::Phrase: {
      std::string id = in.text("id");
      to.phrases.push_back({{std::move(id)}, "phrases", in.text("text")});
      return true;
    }
    case ItemKind::Lexicon: {
      std::string word = in.text("word");
      to.lexicon.push_back({std::move(word), in.text("means")});
      return true;
    }
    case ItemKind::Golden: {
      knowledge::GoldenQuestion golden;
      golden.id = in.text("id");
      golden.text = in.text("text");
      golden.kind = in.text("kind");
      golden.topics = in.ids<knowledge::TopicId>("topics");
      golden.age_months = in.integer("age_months");
      to.golden.push_back(std::move(golden));
      return true;
    }
    default:
      return false;
  }
}

}  // namespace

std::string item_body_json(const knowledge::Item& item) {
  const Content content = knowledge::content_of(item);
  if (content.languages.empty()) return "null";
  const LanguageContent& of = content.languages.front();
  if (!of.topics.empty()) return topic_body(of.topics.front());
  if (!of.passages.empty()) return passage_body(of.passages.front(), item.text);
  if (!of.referrals.empty()) return referral_body(of.referrals.front());
  if (!of.safety.empty() && !of.safety.front().rules.empty()) {
    return rule_body(of.safety.front().rules.front());
  }
  if (!of.phrases.empty()) {
    return two_words("id", of.phrases.front().id.value, "text", of.phrases.front().text);
  }
  if (!of.lexicon.empty()) {
    return two_words("word", of.lexicon.front().word, "means", of.lexicon.front().means);
  }
  if (!of.golden.empty()) return golden_body(of.golden.front());
  return "null";
}

Result<std::string> item_body_text(ItemKind kind, std::string_view text) {
  const Result<Json> json = parse_object(text);
  if (!json) return Error{ErrorCode::InvalidInput, json.error().message, "/body"};
  BodyReader in(*json);
  Content content;
  content.languages.emplace_back();
  content.languages.front().language = "en";
  std::string markdown;
  if (!read_into(kind, in, content.languages.front(), markdown)) {
    return Error{ErrorCode::InvalidInput, "is not known for this kind: send text", "/body"};
  }
  if (const Status done = in.finish(); !done) return done.error();
  std::string out = knowledge::write_content(content).front().text;
  if (kind == ItemKind::Passage) {
    while (markdown.starts_with('\n')) markdown.erase(0, 1);
    const std::size_t close = out.find("\n+++\n");
    out = out.substr(0, close + 1) + std::string(kFence) + "\n" + markdown;
    if (!out.ends_with('\n')) out += '\n';
  }
  return out;
}

}  // namespace nestline::api
