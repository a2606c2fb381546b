#include "api/codec/staff_requests.h"

#include "api/codec/item_body.h"
#include "api/codec/json_text.h"

namespace nestline::api {
namespace {

constexpr std::size_t kShort = 256;
constexpr std::size_t kNote = 2000;
constexpr std::size_t kText = 200'000;
constexpr std::size_t kMostFiles = 20'000;

Error invalid(std::string why, std::string field) {
  return {ErrorCode::InvalidInput, std::move(why), std::move(field)};
}

// The text that "body" or "text" stands for; one of them, not both. Empty where neither is there.
Result<std::string> text_in(const Json& json, ObjectReader& reader, knowledge::ItemKind kind) {
  reader.skip("body");
  std::string text = reader.optional_string("text", kText);
  const auto body = json.find("body");
  if (body == json.end()) return text;
  if (!text.empty()) return invalid("give body or text, not both", "/text");
  if (!body->is_object()) return invalid("must be an object", "/body");
  // The input was small and its depth checked, so writing it out again is safe here.
  return item_body_text(kind, body->dump());
}

std::optional<std::string> note_in(const Json& json, ObjectReader& reader) {
  std::string note = reader.optional_string("note", kNote);
  if (json.find("note") == json.end()) return std::nullopt;
  return note;
}

}  // namespace

Result<service::SignIn> parse_sign_in(std::string_view body) {
  const Result<Json> json = parse_object(body);
  if (!json) return json.error();
  ObjectReader reader(*json);
  service::SignIn out;
  out.name = reader.optional_string("name", 40);
  out.password = reader.optional_string("password", kShort);
  out.code = reader.optional_string("code", 10);
  if (const Status read = reader.finish(); !read) return read.error();
  return out;
}

Result<PasswordChange> parse_password_change(std::string_view body) {
  const Result<Json> json = parse_object(body);
  if (!json) return json.error();
  ObjectReader reader(*json);
  PasswordChange out{reader.required_string("password"), reader.required_string("new_password")};
  if (const Status read = reader.finish(); !read) return read.error();
  if (out.old_password.size() > kShort) return invalid("is too long", "/password");
  return out;
}

Result<std::string> parse_one_string(std::string_view body, const char* name) {
  const Result<Json> json = parse_object(body);
  if (!json) return json.error();
  ObjectReader reader(*json);
  std::string out = reader.required_string(name);
  if (const Status read = reader.finish(); !read) return read.error();
  if (out.size() > kShort) return invalid("is too long", std::string("/") + name);
  return out;
}

Result<std::string> parse_optional_string(std::string_view body, const char* name) {
  const Result<Json> json = parse_object(body);
  if (!json) return json.error();
  ObjectReader reader(*json);
  std::string out = name == nullptr ? "" : reader.optional_string(name, kNote);
  if (const Status read = reader.finish(); !read) return read.error();
  return out;
}

Result<service::DraftText> parse_draft(std::string_view body) {
  const Result<Json> json = parse_object(body);
  if (!json) return json.error();
  ObjectReader reader(*json);
  service::DraftText out;
  const std::string kind = reader.required_string("kind");
  out.language = reader.required_string("language");
  out.file = reader.optional_string("file", 100);
  out.note = note_in(*json, reader).value_or("");
  const auto known = knowledge::item_kind(kind);
  Result<std::string> text = text_in(*json, reader, known.value_or(knowledge::ItemKind::Matching));
  if (const Status read = reader.finish(); !read) return read.error();
  if (!known) return invalid("is not a kind of item", "/kind");
  if (!text) return text.error();
  if (text->empty()) return invalid("is missing", "/text");
  out.kind = *known;
  out.text = std::move(text).value();
  return out;
}

Result<RevisionText> parse_revision(std::string_view body, knowledge::ItemKind kind, bool is_new) {
  const Result<Json> json = parse_object(body);
  if (!json) return json.error();
  ObjectReader reader(*json);
  RevisionText out;
  out.note = note_in(*json, reader);
  if (is_new) {
    out.retires = reader.optional_boolean("retire");
    out.restore = reader.optional_integer("restore").value_or(0);
  }
  Result<std::string> text = text_in(*json, reader, kind);
  if (const Status read = reader.finish(); !read) return read.error();
  if (!text) return text.error();
  out.text = std::move(text).value();
  return out;
}

Result<ReviewBody> parse_review(std::string_view body, bool with_months) {
  const Result<Json> json = parse_object(body);
  if (!json) return json.error();
  ObjectReader reader(*json);
  ReviewBody out{reader.required_string("by"), reader.required_string("role"), 0};
  const std::optional<int> months = with_months ? reader.optional_integer("months") : std::nullopt;
  if (const Status read = reader.finish(); !read) return read.error();
  for (const auto& [text, field] : {std::pair{&out.by, "/by"}, std::pair{&out.role, "/role"}}) {
    if (text->empty() || text->size() > 200) return invalid("must have 1 to 200 bytes", field);
  }
  out.months = months.value_or(0);
  if (with_months && out.months != 6 && out.months != 12 && out.months != 24) {
    return invalid("must be 6, 12 or 24", "/months");
  }
  return out;
}

Result<service::NewUser> parse_new_user(std::string_view body) {
  const Result<Json> json = parse_object(body);
  if (!json) return json.error();
  ObjectReader reader(*json);
  service::NewUser out;
  out.name = reader.required_string("name");
  out.display_name = reader.required_string("display_name");
  out.roles = reader.optional_strings("roles", 3);
  out.site = reader.optional_string("site", 40);
  out.password = reader.required_string("password");
  if (const Status read = reader.finish(); !read) return read.error();
  if (out.password.empty()) return invalid("must have at least 12 characters", "/password");
  return out;
}

Result<service::UserChange> parse_user_change(std::string_view body) {
  const Result<Json> json = parse_object(body);
  if (!json) return json.error();
  ObjectReader reader(*json);
  service::UserChange out;
  out.display_name = reader.required_string("display_name");
  out.roles = reader.optional_strings("roles", 3);
  out.site = reader.optional_string("site", 40);
  out.disabled = reader.required_boolean("disabled");
  out.password = reader.optional_string("password", kShort);
  out.remove_second_factor = reader.optional_boolean("remove_second_factor");
  if (const Status read = reader.finish(); !read) return read.error();
  return out;
}

Result<TryOut> parse_try_out(std::string_view body) {
  const Result<Json> json = parse_object(body);
  if (!json) return json.error();
  ObjectReader reader(*json);
  TryOut out;
  out.ask.question = reader.required_string("question");
  out.ask.child_age_months = reader.optional_integer("child_age_months");
  out.ask.locale = reader.optional_string("locale", 35);
  out.ask.country = reader.optional_string("country", 2);
  const std::string audience = reader.optional_string("audience", 20);
  out.edition = reader.optional_string("edition", 12);
  out.ask.explain = true;
  if (const Status read = reader.finish(); !read) return read.error();
  if (audience == "practitioner") {
    out.ask.audience = knowledge::Audience::Practitioner;
  } else if (!audience.empty() && audience != "parent") {
    return invalid("must be parent or practitioner", "/audience");
  }
  return out;
}

Result<ImportBody> parse_import(std::string_view body) {
  const Result<Json> json = parse_object(body);
  if (!json) return json.error();
  ObjectReader reader(*json);
  ImportBody out;
  out.dry_run = reader.optional_boolean("dry_run");
  out.approve = reader.optional_boolean("approve");
  out.note = reader.optional_string("note", kNote);
  reader.skip("files");
  if (const Status read = reader.finish(); !read) return read.error();
  const auto files = json->find("files");
  if (files == json->end() || !files->is_array() || files->size() > kMostFiles) {
    return invalid("must be a list of files", "/files");
  }
  for (std::size_t i = 0; i < files->size(); ++i) {
    const Json& file = (*files)[i];
    const std::string pointer = "/files/" + std::to_string(i);
    if (!file.is_object()) return invalid("must be an object", pointer);
    ObjectReader one(file);
    std::string path = one.required_string("path");
    std::string text = one.required_string("text");
    if (const Status read = one.finish(); !read) {
      return invalid(read.error().message, pointer + read.error().field);
    }
    out.files.push_back({std::move(path), std::move(text)});
  }
  return out;
}

Result<service::Site> parse_staff_site(std::string_view body) {
  const Result<Json> json = parse_object(body);
  if (!json) return json.error();
  ObjectReader reader(*json);
  service::Site site;
  site.id = reader.required_string("id");
  site.name = reader.required_string("name");
  site.title = reader.required_string("title");
  site.origins = reader.optional_strings("origins", 100);
  site.country = reader.required_string("country");
  site.languages = reader.optional_strings("languages", 20);
  site.colours.accent = reader.required_string("accent");
  site.colours.background = reader.required_string("background");
  site.colours.text = reader.required_string("text_colour");
  site.help_only = reader.required_boolean("help_only");
  site.keeps_questions = reader.required_boolean("keeps_questions");
  for (std::string& topic : reader.optional_strings("topics_off", 200)) {
    site.topics_off.push_back({std::move(topic)});
  }
  site.pinned_edition = reader.optional_integer("pinned_edition").value_or(0);
  site.limits.per_client = reader.optional_integer("client_limit").value_or(0);
  site.limits.per_site = reader.optional_integer("site_limit").value_or(0);
  site.stale_after_days = reader.optional_integer("stale_after_days").value_or(365);
  site.stale = reader.required_boolean("flags_stale") ? service::StaleReferrals::Flag
                                                      : service::StaleReferrals::Hide;
  if (const Status read = reader.finish(); !read) return read.error();
  return site;
}

Result<NewKey> parse_new_key(std::string_view body) {
  const Result<Json> json = parse_object(body);
  if (!json) return json.error();
  ObjectReader reader(*json);
  NewKey out;
  out.site = reader.required_string("site");
  out.name = reader.required_string("name");
  out.scopes = reader.optional_strings("scopes", 4);
  out.per_minute = reader.optional_integer("per_minute").value_or(600);
  out.days = reader.optional_integer("days").value_or(0);
  if (const Status read = reader.finish(); !read) return read.error();
  if (out.days < 0 || out.days > 36'500) return invalid("must be from 0 to 36500", "/days");
  return out;
}

}  // namespace nestline::api
