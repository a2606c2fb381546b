#include "api/codec/staff_json.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "api/codec/item_body.h"
#include "api/codec/json_object.h"
#include "knowledge/date.h"
#include "service/sites/site_store.h"

namespace nestline::api {
namespace {

std::string number(std::int64_t value) { return std::to_string(value); }
const char* boolean(bool value) { return value ? "true" : "false"; }

std::string person_json(const service::Person& person) {
  JsonObject out;
  out.raw("id", number(person.id));
  out.string("name", person.name);
  return out.text();
}

std::string brief_json(const service::AnswerBrief& brief) {
  JsonObject out;
  out.string("kind", brief.kind);
  out.strings("topics", brief.topics);
  out.strings("passages", brief.passages);
  out.strings("message", brief.message);
  out.strings("rules", brief.rules);
  return out.text();
}

std::string expected_word(const service::AnswerChange& change) {
  if (change.question.kind.empty()) return "unknown";
  if (change.right_before) return change.right_after ? "both" : "right_before";
  return change.right_after ? "right_after" : "neither";
}

std::string answer_change_json(const service::AnswerChange& change) {
  JsonObject out;
  out.string("origin", change.question.kind.empty() ? "question" : "golden");
  out.string("id", change.question.id);
  out.string("text", change.question.text);
  out.string("language", change.question.language);
  out.raw("before", brief_json(change.before));
  out.raw("after", brief_json(change.after));
  out.string("expected", expected_word(change));
  return out.text();
}

std::string block_json(const service::Block& block) {
  JsonObject out;
  out.string("reason", block.reason);
  out.string("text", block.text);
  if (block.fault) out.raw("fault", fault_json(*block.fault));
  return out.text();
}

template <typename Values, typename Write>
std::string list(const Values& values, Write write) {
  JsonArray out;
  for (const auto& value : values) out.raw(write(value));
  return out.text();
}

}  // namespace

std::string time_json_text(std::int64_t ms) {
  const std::time_t seconds = ms / 1000;
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(seconds), ms % 1000);
}

std::string user_json(const service::User& user) {
  JsonObject out;
  out.raw("id", number(user.id));
  out.string("name", user.name);
  out.string("display_name", user.display_name);
  out.strings("roles", user.roles.words());
  if (!user.site.empty()) out.string("site", user.site);
  out.raw("disabled", boolean(user.disabled));
  out.raw("second_factor", boolean(user.second_factor));
  out.string("created_at", time_json_text(user.created_at_ms));
  if (user.last_seen_ms != 0) out.string("last_seen_at", time_json_text(user.last_seen_ms));
  return out.text();
}

std::string session_json(const service::Session& session) {
  JsonObject out;
  service::User user = session.user;
  user.last_seen_ms = 0;
  out.raw("user", user_json(user));
  out.string("expires_at", time_json_text(session.expires_at_ms));
  out.raw("idle_minutes", number(service::kSessionIdleMs / 60'000));
  out.raw("single_sign_on", boolean(session.by_proxy));
  return out.text();
}

std::string item_summary_json(const service::ItemRow& item,
                              std::optional<service::RevisionState> state, std::int64_t today) {
  JsonObject out;
  out.raw("id", number(item.id));
  out.string("key", item.key);
  out.string("kind", knowledge::name_of(item.kind));
  out.string("language", item.language);
  out.string("title", item.title);
  out.raw("sensitive", boolean(item.sensitive));
  if (item.live_revision != 0) out.raw("live_revision", number(item.live_revision));
  if (item.open_revision != 0) out.raw("open_revision", number(item.open_revision));
  if (item.open_revision != 0 && state) out.string("open_state", service::name_of(*state));
  if (item.due != 0) out.string("review_due", knowledge::day_text(item.due));
  out.raw("overdue", boolean(item.due != 0 && item.due < today));
  out.string("changed_at", time_json_text(item.changed_at_ms));
  return out.text();
}

std::string revision_json(const service::Actor& reader, const service::ItemRow& item,
                          const service::Revision& revision) {
  const service::RevisionRow& row = revision.row;
  JsonObject out;
  out.raw("id", number(row.id));
  out.raw("item_id", number(row.item));
  out.raw("number", number(row.number));
  out.string("state", service::name_of(row.state));
  out.raw("retires", boolean(row.retires));
  out.string("note", row.note);
  out.raw("authors", list(revision.authors, person_json));
  out.raw("approvals", list(revision.approvals, [](const service::Approval& approval) {
            JsonObject one;
            one.raw("by", person_json(approval.by));
            one.string("role", approval.role == "clinical review" ? "reviewer" : approval.role);
            one.string("at", time_json_text(approval.at_ms));
            return one.text();
          }));
  out.raw("approvals_needed", number(service::approvals_needed(item, revision)));
  out.raw("comments", list(revision.events, [](const service::RevisionEvent& event) {
            JsonObject one;
            one.raw("by", person_json(event.by));
            one.string("at", time_json_text(event.at_ms));
            one.string("action", event.action);
            one.string("text", event.comment);
            return one.text();
          }));
  out.string("created_at", time_json_text(row.created_at_ms));
  out.string("changed_at", time_json_text(row.changed_at_ms));
  if (row.edition != 0) out.raw("edition", number(row.edition));
  out.raw("body", item_body_json(service::text_of(item, row.body)));
  out.string("text", row.body);
  out.strings("may", service::possible_steps(reader, item, revision));
  return out.text();
}

std::string fault_json(const knowledge::Fault& fault) {
  JsonObject out;
  out.string("severity", fault.warning ? "warning" : "error");
  out.string("file", fault.file);
  out.raw("line", number(fault.line));
  out.string("field", fault.field);
  out.string("message", fault.message);
  return out.text();
}

std::string change_json(const service::ItemChange& change) {
  JsonObject out;
  out.raw("item_id", number(change.item));
  out.string("key", change.key);
  out.string("kind", knowledge::name_of(change.kind));
  out.string("title", change.title);
  out.string("change", change.from == 0 ? "added" : change.to == 0 ? "removed" : "changed");
  if (change.from != 0) out.raw("from_revision", number(change.from));
  if (change.to != 0) out.raw("to_revision", number(change.to));
  return out.text();
}

std::string edition_json(const service::EditionRow& edition, const EditionExtras& extras) {
  JsonObject out;
  out.raw("number", number(edition.number));
  out.string("checksum", edition.checksum);
  out.raw("live", boolean(edition.live));
  out.string("created_at", time_json_text(edition.created_at_ms));
  out.string("by", edition.author);
  out.string("origin", service::name_of(edition.origin));
  if (edition.rolled_back_to != 0) out.raw("rolled_back_to", number(edition.rolled_back_to));
  out.string("note", edition.note);
  out.raw("items", number(edition.items));
  out.raw("reviews", list(extras.reviews, [](const service::Review& review) {
            JsonObject one;
            one.string("by", review.by);
            one.string("role", review.role);
            one.string("at", time_json_text(review.at_ms));
            return one.text();
          }));
  out.strings("pinned_by", extras.pinned_by);
  return out.text();
}

std::string candidate_json(const service::CandidateView& view) {
  JsonObject out;
  out.string("id", view.id);
  out.string("state", service::name_of(view.state));
  out.string("step", view.step);
  out.raw("progress", fmt::format("{:.2f}", view.progress));
  out.raw("based_on", number(view.plan.based_on));
  if (view.plan.rolls_back_to != 0) out.raw("rolls_back_to", number(view.plan.rolls_back_to));
  if (view.edition != 0) out.raw("edition", number(view.edition));
  out.raw("changes", list(view.plan.changes, change_json));
  out.raw("blocks", list(view.result.blocks, block_json));
  out.raw("warnings", list(view.result.warnings, fault_json));
  out.raw("answers", list(view.result.answers, answer_change_json));
  out.raw("questions_replayed", number(view.result.replayed));
  out.raw("milliseconds", number(view.milliseconds));
  return out.text();
}

std::string audit_json(const service::AuditEntry& entry) {
  JsonObject out;
  out.raw("sequence", number(entry.sequence));
  out.string("at", time_json_text(entry.at_ms));
  out.string("actor", entry.event.actor);
  out.string("action", entry.event.action);
  out.string("object", entry.event.object);
  out.string("detail", entry.event.detail);
  out.string("hash", entry.hash);
  return out.text();
}

std::string staff_site_json(const service::Site& site) {
  std::vector<std::string> off;
  for (const knowledge::TopicId& topic : site.topics_off) off.push_back(topic.value);
  JsonObject out;
  out.string("id", site.id);
  out.string("name", site.name);
  out.string("title", site.title);
  out.strings("origins", site.origins);
  out.string("country", site.country);
  out.strings("languages", site.languages);
  out.string("accent", site.colours.accent);
  out.string("background", site.colours.background);
  out.string("text_colour", site.colours.text);
  out.raw("help_only", boolean(site.help_only));
  out.raw("keeps_questions", boolean(site.keeps_questions));
  out.strings("topics_off", off);
  out.raw("pinned_edition", number(site.pinned_edition));
  out.raw("client_limit", number(site.limits.per_client));
  out.raw("site_limit", number(site.limits.per_site));
  out.raw("stale_after_days", number(site.stale_after_days));
  out.raw("flags_stale", boolean(site.stale == service::StaleReferrals::Flag));
  return out.text();
}

std::string staff_key_json(const service::ApiKey& key, const std::string& secret) {
  JsonObject out;
  out.string("id", key.id);
  out.string("site", key.site);
  out.string("name", key.name);
  out.strings("scopes", service::split_words(key.scopes.text()));
  out.raw("per_minute", number(key.per_minute));
  out.string("created_at", time_json_text(key.created_at_ms));
  if (key.expires_at_ms != 0) out.string("expires_at", time_json_text(key.expires_at_ms));
  if (key.revoked_at_ms != 0) out.string("revoked_at", time_json_text(key.revoked_at_ms));
  if (!secret.empty()) out.string("secret", secret);
  return out.text();
}

std::string content_files_json(const std::vector<knowledge::ContentFile>& files) {
  JsonObject out;
  out.raw("files", list(files, [](const knowledge::ContentFile& file) {
            JsonObject one;
            one.string("path", file.path);
            one.string("text", file.text);
            return one.text();
          }));
  return out.text();
}

}  // namespace nestline::api
