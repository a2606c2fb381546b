// Reading an item's text for workflow.h, and a clinician's review of a passage.
#include <chrono>

#include "knowledge/checksum.h"
#include "knowledge/content_files.h"
#include "service/curation/audit.h"
#include "service/curation/workflow.h"

namespace nestline::service {
namespace {

constexpr int kSpreadDays = 15;

Error invalid(std::string why, const char* field) {
  return {ErrorCode::InvalidInput, std::move(why), field};
}

bool is_name(const std::string& text, std::string_view more) {
  constexpr std::string_view kCharacters = "abcdefghijklmnopqrstuvwxyz0123456789-";
  if (text.empty() || text.size() > 100) return false;
  for (const char c : text) {
    if (kCharacters.find(c) == std::string_view::npos && more.find(c) == std::string_view::npos) {
      return false;
    }
  }
  return text.find("//") == std::string::npos;
}

// `id = "..."` of a TOML text or front matter, on a line of its own.
std::string id_in(const std::string& text) {
  constexpr std::string_view kBegin = "id = \"";
  std::size_t at = text.find(kBegin);
  while (at != std::string::npos && at > 0 && text[at - 1] != '\n') at = text.find(kBegin, at + 1);
  if (at == std::string::npos) return "";
  at += kBegin.size();
  return text.substr(at, text.find('"', at) - at);
}

// Days, -15 to 15, the same for the same passage always.
std::chrono::days spread_of(const std::string& key) {
  const std::vector<knowledge::ContentFile> named{{key, ""}};
  const int byte = std::stoi(knowledge::checksum_of(named).substr(0, 4), nullptr, 16);
  return std::chrono::days(byte % (2 * kSpreadDays + 1) - kSpreadDays);
}

// The passage's text with the review filled in.
Result<std::string> reviewed_text(const knowledge::Item& item, const ClinicalReview& review,
                                  std::int64_t now_ms) {
  knowledge::Content content = knowledge::content_of(item);
  if (content.languages.empty() || content.languages.front().passages.size() != 1) {
    return Error{ErrorCode::Conflict, "only passages have a review of their own", ""};
  }
  const std::chrono::sys_days today = std::chrono::floor<std::chrono::days>(
      std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(now_ms)));
  std::chrono::year_month_day due =
      std::chrono::year_month_day(today) + std::chrono::months(review.months);
  if (!due.ok()) due = due.year() / due.month() / std::chrono::last;
  knowledge::Review& of = content.languages.front().passages.front().review;
  of.by = review.by + ", " + review.role;
  of.on = std::chrono::year_month_day(today);
  of.due = std::chrono::year_month_day(std::chrono::sys_days(due) + spread_of(item.key));
  return knowledge::write_content(content).front().text;
}

}  // namespace

Result<std::string> file_for(const DraftText& draft) {
  using knowledge::ItemKind;
  if (draft.kind == ItemKind::Source) return std::string("sources.toml");
  if (!is_name(draft.language, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")) {
    return invalid("must be a language tag", "/language");
  }
  const std::string folder = draft.language + "/";
  const std::string id = id_in(draft.text);
  const auto named = [&](const char* prefix, const std::string& fallback) -> Result<std::string> {
    const std::string file = draft.file.empty() ? fallback : draft.file;
    if (file.empty() || !is_name(file, "/") || !file.starts_with(prefix)) {
      return invalid(std::string("must be a file name that begins with ") + prefix, "/file");
    }
    return folder + file + ".toml";
  };
  switch (draft.kind) {
    case ItemKind::Topic:
      if (!is_name(id, "")) return invalid("must have an id of a-z, 0-9 and -", "/text");
      return folder + "topics/" + id + ".toml";
    case ItemKind::Passage:
      if (!is_name(id, "/")) return invalid("must have an id such as topic/slug", "/text");
      return folder + "passages/" + id + ".md";
    case ItemKind::Referral:
      return named("referrals/", "");
    case ItemKind::SafetyWords:
    case ItemKind::SafetyRule:
      return named("safety/", "");
    case ItemKind::SafetyTexts:
      return named("safety-texts/", "");
    case ItemKind::Phrase:
      if (draft.file == "safety/replies") return folder + "safety/replies.toml";
      return named("phrases", "phrases");
    case ItemKind::Lexicon:
      return folder + "lexicon.toml";
    case ItemKind::Golden:
      return folder + "questions/golden.toml";
    case ItemKind::Background:
      return named("questions/", "");
    case ItemKind::Matching:
      return folder + "matching.toml";
    case ItemKind::Source:
      break;
  }
  return std::string("sources.toml");
}

Result<knowledge::Item> check_text(const DraftText& draft) {
  const Result<std::string> file = file_for(draft);
  if (!file) return file.error();
  std::vector<knowledge::Fault> faults;
  std::optional<knowledge::Item> item = knowledge::read_item(draft.kind, *file, draft.text, faults);
  if (item) return std::move(*item);
  const knowledge::Fault& first = faults.front();
  return invalid((first.line > 0 ? "line " + std::to_string(first.line) + ": " : "") +
                     (first.field.empty() ? "" : first.field + " ") + first.message,
                 "/text");
}

Result<Revision> review_item(const Curator& by, const ClinicalReview& review) {
  if (!by.actor.may_approve()) {
    return Error{ErrorCode::NotAllowed, "recording a review needs the role reviewer or admin", ""};
  }
  if (review.by.empty() || review.by.size() > 200) return invalid("must be a name", "/by");
  if (review.role.empty() || review.role.size() > 200) return invalid("must be a role", "/role");
  if (review.months != 6 && review.months != 12 && review.months != 24) {
    return invalid("must be 6, 12 or 24", "/months");
  }
  Result<Transaction> begun = by.database.begin(Access::Write);
  if (!begun) return begun.error();
  Transaction& transaction = begun.value();
  Result<ItemRow> item = find_item(transaction, review.item);
  if (!item) return item.error();
  if (item->version != review.item_version) {
    return Error{ErrorCode::Stale, "somebody has changed the item since you read it", ""};
  }
  if (item->open_revision != 0 || item->live_revision == 0) {
    return Error{ErrorCode::Conflict, "what is reviewed must be live, and nothing else open", ""};
  }
  const Result<Revision> live = find_revision(transaction, item->live_revision);
  if (!live) return live.error();
  const Result<std::string> text = reviewed_text(text_of(*item, live->row.body), review, by.now_ms);
  if (!text) return text.error();
  RevisionRow row;
  row.item = item->id;
  row.state = RevisionState::Approved;
  row.note = "Clinical review by " + review.by + ", " + review.role;
  row.body = *text;
  row.created_at_ms = row.changed_at_ms = by.now_ms;
  const Result<std::int64_t> id = insert_revision(transaction, row);
  if (!id) return id.error();
  item.value().open_revision = *id;
  item.value().changed_at_ms = by.now_ms;
  if (Status stored = update_item(transaction, *item); !stored) return stored.error();
  const Person person{by.actor.id, by.actor.name};
  if (Status added = add_approval(transaction, *id, {person, "clinical review", by.now_ms}); !added)
    return added.error();
  if (Status added =
          add_event(transaction, *id, {person, "clinically_reviewed", row.note, by.now_ms});
      !added) {
    return added.error();
  }
  if (Status noted = append_audit(transaction, by.now_ms,
                                  {by.actor.name, "item.clinical-review", item->key, row.note});
      !noted) {
    return noted.error();
  }
  Result<Revision> made = find_revision(transaction, *id);
  if (!made) return made.error();
  if (Status done = transaction.commit(); !done) return done.error();
  return made;
}

}  // namespace nestline::service
