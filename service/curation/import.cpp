#include "service/curation/import.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>

#include "knowledge/check.h"
#include "knowledge/content_files.h"
#include "service/curation/audit.h"
#include "service/curation/known_faults.h"

namespace nestline::service {
namespace {

bool has_error(const std::vector<knowledge::Fault>& faults) {
  return std::any_of(faults.begin(), faults.end(),
                     [](const knowledge::Fault& fault) { return !fault.warning; });
}

class Import {
 public:
  Import(const Curator& by, const ImportOptions& options, Transaction& transaction)
      : by_(by), options_(options), transaction_(transaction) {}

  Result<ImportReport> run(const std::vector<knowledge::Item>& items, std::int64_t live) {
    const Result<std::vector<Member>> members = members_of(transaction_, live);
    if (!members) return members.error();
    std::map<std::string, const Member*> before;
    for (const Member& member : *members) before[member.item.key] = &member;
    std::int64_t rank = 0;
    for (const knowledge::Item& item : items) {
      const auto known = before.find(item.key);
      if (Status done = take(item, known == before.end() ? nullptr : known->second, ++rank);
          !done) {
        return done.error();
      }
      if (known != before.end()) before.erase(known);
    }
    for (const auto& [key, member] : before) {
      if (Status done = remove(*member); !done) return done.error();
    }
    return std::move(report_);
  }

 private:
  Status take(const knowledge::Item& item, const Member* before, std::int64_t rank) {
    if (before != nullptr && before->body == item.text) {
      if (options_.dry_run || before->item.rank == rank) return ok_status();
      const Result<Rows> moved = transaction_.run("UPDATE items SET item_rank = $2 WHERE id = $1",
                                                  {before->item.id, rank});
      if (!moved) return moved.error();
      return ok_status();
    }
    ItemChange change{0, item.key, item.kind, item.title, before == nullptr ? 0 : before->revision,
                      -1};
    Result<std::optional<ItemRow>> known = find_item(transaction_, item.key);
    if (!known) return known.error();
    if (known->has_value()) {
      change.item = known->value().id;
      if (Status free = check_free(**known); !free) return free;
    }
    if (!options_.dry_run) {
      ItemRow row = known->value_or(ItemRow{});
      row.rank = rank;
      if (!known->has_value()) {
        row.key = item.key;
        row.kind = item.kind;
        row.file = item.file;
        row.language = knowledge::language_of(item);
        row.changed_at_ms = by_.now_ms;
        describe(row, item);
        const Result<std::int64_t> id = insert_item(transaction_, row);
        if (!id) return id.error();
        row.id = change.item = *id;
      }
      row.sensitive = row.sensitive || knowledge::is_sensitive(item);
      Result<std::int64_t> made = revise(row, item.text, false);
      if (!made) return made.error();
      change.to = *made;
    }
    report_.changes.push_back(std::move(change));
    return ok_status();
  }

  Status remove(const Member& member) {
    Result<ItemRow> row = find_item(transaction_, member.item.id);
    if (!row) return row.error();
    if (Status free = check_free(*row); !free) return free;
    if (!options_.dry_run) {
      const Result<std::int64_t> made = revise(*row, member.body, true);
      if (!made) return made.error();
    }
    report_.changes.push_back({row->id, row->key, row->kind, row->title, member.revision, 0});
    return ok_status();
  }

  static Status check_free(const ItemRow& item) {
    if (item.open_revision == 0) return ok_status();
    return Error{ErrorCode::Conflict,
                 item.key + " has an open revision (" + std::to_string(item.open_revision) + ")",
                 ""};
  }

  Result<std::int64_t> revise(ItemRow item, const std::string& text, bool retires) {
    RevisionRow row;
    row.item = item.id;
    row.state = !options_.approve ? RevisionState::Draft
                : item.sensitive  ? RevisionState::InReview
                                  : RevisionState::Approved;
    row.retires = retires;
    row.note = options_.note;
    row.body = text;
    row.created_at_ms = row.changed_at_ms = by_.now_ms;
    Result<std::int64_t> id = insert_revision(transaction_, row);
    if (!id) return id;
    item.open_revision = *id;
    item.changed_at_ms = by_.now_ms;
    if (Status stored = update_item(transaction_, item); !stored) return stored.error();
    const Person person{by_.actor.id, by_.actor.name};
    if (Status added = add_author(transaction_, *id, person); !added) return added.error();
    if (Status added = add_event(transaction_, *id, {person, "imported", "", by_.now_ms}); !added) {
      return added.error();
    }
    return id;
  }

  const Curator& by_;
  const ImportOptions& options_;
  Transaction& transaction_;
  ImportReport report_;
};

}  // namespace

Result<ImportReport> import_content(const Curator& by,
                                    const std::vector<knowledge::ContentFile>& files,
                                    const ImportOptions& options) {
  if (!by.actor.may_write()) {
    return Error{ErrorCode::NotAllowed, "importing needs the role author or admin", ""};
  }
  if (options.approve && !by.actor.roles.has(Role::Admin)) {
    return Error{ErrorCode::NotAllowed, "approving an import needs the role admin", ""};
  }
  std::vector<knowledge::ContentFile> sorted = files;
  std::sort(sorted.begin(), sorted.end(),
            [](const auto& a, const auto& b) { return a.path < b.path; });
  ImportReport report;
  const knowledge::Content content = knowledge::read_content(sorted, report.faults);
  const Result<std::int64_t> live = live_edition(by.database);
  if (!live) return live.error();
  if (!has_error(report.faults)) {
    const knowledge::Date today = std::chrono::floor<std::chrono::days>(
        std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(by.now_ms)));
    report.faults = knowledge::check_content(content, sorted, today);
    if (has_error(report.faults)) {
      const Result<EditionContent> now = load_edition(by.database, *live);
      if (!now) return now.error();
      excuse_known(report.faults, now->content, today);
    }
  }
  const std::vector<knowledge::Item> items = knowledge::split_content(content);
  std::set<std::string> keys;
  for (const knowledge::Item& item : items) {
    if (keys.insert(item.key).second) continue;
    report.faults.push_back({item.file, 0, "", "has two items of one id: " + item.key, false});
  }
  if (has_error(report.faults)) return report;
  Result<Transaction> begun = by.database.begin(Access::Write);
  if (!begun) return begun.error();
  Result<ImportReport> done = Import(by, options, begun.value()).run(items, *live);
  if (!done) return done;
  report.changes = std::move(done.value().changes);
  if (options.dry_run) return report;
  if (Status noted = append_audit(
          begun.value(), by.now_ms,
          {by.actor.name, "import", "content", std::to_string(report.changes.size()) + " changes"});
      !noted) {
    return noted.error();
  }
  if (Status committed = begun.value().commit(); !committed) return committed.error();
  report.applied = true;
  return report;
}

}  // namespace nestline::service
