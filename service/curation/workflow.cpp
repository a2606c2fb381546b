#include "service/curation/workflow.h"

#include <algorithm>

#include "service/curation/audit.h"

namespace nestline::service {
namespace {

constexpr std::size_t kMostNote = 2000;

Error not_allowed(std::string why) { return {ErrorCode::NotAllowed, std::move(why), ""}; }
Error conflict(std::string why) { return {ErrorCode::Conflict, std::move(why), ""}; }

struct Step {
  ItemRow item;
  Revision revision;
};

// What a step needs: the revision as the caller saw it, still open.
Result<Step> load(Transaction& transaction, const Seen& seen) {
  Step out;
  Result<Revision> revision = find_revision(transaction, seen.revision);
  if (!revision) return revision.error();
  out.revision = std::move(revision).value();
  if (out.revision.row.version != seen.version) {
    return Error{ErrorCode::Stale, "somebody has changed it since you read it", ""};
  }
  if (!is_open(out.revision.row.state)) {
    return conflict("a revision that was published is never changed: make a new one");
  }
  Result<ItemRow> item = find_item(transaction, out.revision.row.item);
  if (!item) return item.error();
  out.item = std::move(item).value();
  return out;
}

Status note(Transaction& transaction, const Curator& by, const Step& step,
            const std::string& action, const std::string& comment) {
  if (comment.size() > kMostNote) {
    return Error{ErrorCode::InvalidInput, "must have at most 2000 characters", "/comment"};
  }
  const std::int64_t id = step.revision.row.id;
  if (Status added =
          add_event(transaction, id, {{by.actor.id, by.actor.name}, action, comment, by.now_ms});
      !added) {
    return added;
  }
  return append_audit(
      transaction, by.now_ms,
      {by.actor.name, "revision." + action, "revision " + std::to_string(id), step.item.key});
}

// Stores a step that is done and gives what it made.
Result<Revision> finish(Transaction& transaction, Step step, std::int64_t now_ms) {
  step.item.changed_at_ms = now_ms;
  step.revision.row.changed_at_ms = now_ms;
  if (Status stored = update_revision(transaction, step.revision.row); !stored)
    return stored.error();
  if (Status stored = update_item(transaction, step.item); !stored) return stored.error();
  Result<Revision> after = find_revision(transaction, step.revision.row.id);
  if (!after) return after.error();
  if (Status done = transaction.commit(); !done) return done.error();
  return after;
}

// An item that was never published shows its draft in lists.
void show_draft(ItemRow& item, const knowledge::Item& text) {
  const bool was_sensitive = item.sensitive;
  if (item.live_revision == 0) describe(item, text);
  item.sensitive = was_sensitive || knowledge::is_sensitive(text);
}

Result<knowledge::Item> read_for(const ItemRow& item, const std::string& text) {
  std::vector<knowledge::Fault> faults;
  std::optional<knowledge::Item> read = knowledge::read_item(item.kind, item.file, text, faults);
  if (!read) {
    const knowledge::Fault& first = faults.front();
    return Error{ErrorCode::InvalidInput,
                 (first.line > 0 ? "line " + std::to_string(first.line) + ": " : "") +
                     (first.field.empty() ? "" : first.field + " ") + first.message,
                 "/text"};
  }
  if (read->key != item.key) {
    return Error{ErrorCode::InvalidInput, "must keep its id; a new id is a new item", "/text"};
  }
  return std::move(*read);
}

struct Fresh {
  std::string text;
  bool retires = false;
  std::string note;
  RevisionState state = RevisionState::Draft;
};

// A new open revision of the item; the item's row is stored, the transaction goes on.
Result<Revision> open_revision(Transaction& transaction, const Curator& by, ItemRow item,
                               const Fresh& fresh) {
  if (fresh.note.size() > kMostNote) {
    return Error{ErrorCode::InvalidInput, "must have at most 2000 characters", "/note"};
  }
  RevisionRow row;
  row.item = item.id;
  row.state = fresh.state;
  row.retires = fresh.retires;
  row.note = fresh.note;
  row.body = fresh.text;
  row.created_at_ms = row.changed_at_ms = by.now_ms;
  const Result<std::int64_t> id = insert_revision(transaction, row);
  if (!id) return id.error();
  item.open_revision = *id;
  item.changed_at_ms = by.now_ms;
  if (Status stored = update_item(transaction, item); !stored) return stored.error();
  if (Status added = add_author(transaction, *id, {by.actor.id, by.actor.name}); !added) {
    return added.error();
  }
  Result<Revision> made = find_revision(transaction, *id);
  if (!made) return made.error();
  if (Status noted = note(transaction, by, {item, *made}, "created", ""); !noted) {
    return noted.error();
  }
  return find_revision(transaction, *id);
}

// The step "may this actor write": every writing function begins with it.
Status check_writer(const Curator& by) {
  if (by.actor.may_write()) return ok_status();
  return not_allowed("writing needs the role author or admin");
}
Status check_approver(const Curator& by, const Revision& revision) {
  if (!by.actor.may_approve()) return not_allowed("approving needs the role reviewer or admin");
  if (revision.is_author(by.actor.id)) {
    return not_allowed("whoever wrote in a revision cannot approve it");
  }
  return ok_status();
}

Status expect(const Revision& revision, std::initializer_list<RevisionState> states) {
  if (std::find(states.begin(), states.end(), revision.row.state) != states.end()) {
    return ok_status();
  }
  return conflict("the revision is " + std::string(name_of(revision.row.state)));
}

}  // namespace

Result<Revision> create_item(const Curator& by, const DraftText& draft) {
  if (Status may = check_writer(by); !may) return may.error();
  const Result<knowledge::Item> text = check_text(draft);
  if (!text) return text.error();
  Result<Transaction> begun = by.database.begin(Access::Write);
  if (!begun) return begun.error();
  Transaction& transaction = begun.value();
  const Result<std::optional<ItemRow>> known = find_item(transaction, text->key);
  if (!known) return known.error();
  ItemRow item;
  if (known->has_value()) {
    item = **known;
    if (item.live_revision != 0 || item.open_revision != 0) {
      return conflict("there is an item " + text->key + " already");
    }
  } else {
    item.key = text->key;
    item.kind = text->kind;
    item.file = text->file;
    item.language = knowledge::language_of(*text);
    item.changed_at_ms = by.now_ms;
    describe(item, *text);
    const Result<std::int64_t> id = insert_item(transaction, item);
    if (!id) return id.error();
    item.id = *id;
  }
  show_draft(item, *text);
  Result<Revision> made =
      open_revision(transaction, by, item, {text->text, false, draft.note, RevisionState::Draft});
  if (!made) return made;
  if (Status done = transaction.commit(); !done) return done.error();
  return made;
}

Result<Revision> create_revision(const Curator& by, const NewRevision& what) {
  if (Status may = check_writer(by); !may) return may.error();
  Result<Transaction> begun = by.database.begin(Access::Write);
  if (!begun) return begun.error();
  Transaction& transaction = begun.value();
  Result<ItemRow> item = find_item(transaction, what.item);
  if (!item) return item.error();
  if (item->version != what.item_version) {
    return Error{ErrorCode::Stale, "somebody has changed the item since you read it", ""};
  }
  if (item->open_revision != 0) return conflict("another revision of this item is open");
  if (what.retires && item->live_revision == 0) return conflict("the item is not live");
  std::string text = what.text;
  const std::int64_t from = what.restore != 0 ? what.restore : item->live_revision;
  if (text.empty()) {
    if (from == 0) return Error{ErrorCode::InvalidInput, "is missing", "/text"};
    const Result<Revision> before = find_revision(transaction, from);
    if (!before) return before.error();
    if (before->row.item != item->id) {
      return Error{ErrorCode::InvalidInput, "must be a revision of this item", "/restore"};
    }
    text = before->row.body;
  }
  const Result<knowledge::Item> read = read_for(*item, text);
  if (!read) return read.error();
  show_draft(item.value(), *read);
  Result<Revision> made = open_revision(
      transaction, by, *item, {read->text, what.retires, what.note, RevisionState::Draft});
  if (!made) return made;
  if (Status done = transaction.commit(); !done) return done.error();
  return made;
}

Result<Revision> save_revision(const Curator& by, const Seen& seen, const std::string& text,
                               const std::optional<std::string>& new_note) {
  if (Status may = check_writer(by); !may) return may.error();
  Result<Transaction> begun = by.database.begin(Access::Write);
  if (!begun) return begun.error();
  Result<Step> step = load(begun.value(), seen);
  if (!step) return step.error();
  Revision& revision = step.value().revision;
  if (Status fits = expect(revision, {RevisionState::Draft, RevisionState::ChangesAsked}); !fits) {
    return fits.error();
  }
  const Result<knowledge::Item> read =
      read_for(step->item, text.empty() ? revision.row.body : text);
  if (!read) return read.error();
  if (new_note && new_note->size() > kMostNote) {
    return Error{ErrorCode::InvalidInput, "must have at most 2000 characters", "/note"};
  }
  revision.row.body = read->text;
  if (new_note) revision.row.note = *new_note;
  revision.row.state = RevisionState::Draft;
  show_draft(step.value().item, *read);
  if (Status added = add_author(begun.value(), seen.revision, {by.actor.id, by.actor.name});
      !added) {
    return added.error();
  }
  if (Status noted = note(begun.value(), by, *step, "edited", ""); !noted) return noted.error();
  return finish(begun.value(), std::move(step).value(), by.now_ms);
}

Status discard_revision(const Curator& by, const Seen& seen) {
  if (Status may = check_writer(by); !may) return may;
  Result<Transaction> begun = by.database.begin(Access::Write);
  if (!begun) return begun.error();
  Result<Step> step = load(begun.value(), seen);
  if (!step) return step.error();
  ItemRow& item = step.value().item;
  item.open_revision = 0;
  item.changed_at_ms = by.now_ms;
  if (Status stored = update_item(begun.value(), item); !stored) return stored;
  if (Status noted = append_audit(begun.value(), by.now_ms,
                                  {by.actor.name, "revision.discarded",
                                   "revision " + std::to_string(seen.revision), item.key});
      !noted) {
    return noted;
  }
  if (Status gone = delete_revision(begun.value(), step->revision.row); !gone) return gone;
  return begun.value().commit();
}

Result<Revision> submit(const Curator& by, const Seen& seen, const std::string& comment) {
  if (Status may = check_writer(by); !may) return may.error();
  Result<Transaction> begun = by.database.begin(Access::Write);
  if (!begun) return begun.error();
  Result<Step> step = load(begun.value(), seen);
  if (!step) return step.error();
  if (Status fits = expect(step->revision, {RevisionState::Draft}); !fits) return fits.error();
  step.value().revision.row.state = RevisionState::InReview;
  if (Status noted = note(begun.value(), by, *step, "submitted", comment); !noted) {
    return noted.error();
  }
  return finish(begun.value(), std::move(step).value(), by.now_ms);
}

Result<Revision> withdraw(const Curator& by, const Seen& seen, const std::string& comment) {
  if (Status may = check_writer(by); !may) return may.error();
  Result<Transaction> begun = by.database.begin(Access::Write);
  if (!begun) return begun.error();
  Result<Step> step = load(begun.value(), seen);
  if (!step) return step.error();
  if (Status fits = expect(step->revision, {RevisionState::InReview, RevisionState::ChangesAsked,
                                            RevisionState::Approved});
      !fits) {
    return fits.error();
  }
  step.value().revision.row.state = RevisionState::Draft;
  if (Status cleared = clear_approvals(begun.value(), seen.revision); !cleared) {
    return cleared.error();
  }
  if (Status noted = note(begun.value(), by, *step, "withdrawn", comment); !noted) {
    return noted.error();
  }
  return finish(begun.value(), std::move(step).value(), by.now_ms);
}

Result<Revision> approve(const Curator& by, const Seen& seen, const std::string& comment) {
  Result<Transaction> begun = by.database.begin(Access::Write);
  if (!begun) return begun.error();
  Result<Step> step = load(begun.value(), seen);
  if (!step) return step.error();
  Revision& revision = step.value().revision;
  if (Status may = check_approver(by, revision); !may) return may.error();
  if (Status fits = expect(revision, {RevisionState::InReview}); !fits) return fits.error();
  for (const Approval& approval : revision.approvals) {
    if (approval.by.id == by.actor.id) return conflict("you have approved it already");
  }
  const Role role = by.actor.roles.has(Role::Reviewer) ? Role::Reviewer : Role::Admin;
  const Approval approval{
      {by.actor.id, by.actor.name}, role == Role::Reviewer ? "reviewer" : "admin", by.now_ms};
  if (Status added = add_approval(begun.value(), seen.revision, approval); !added) {
    return added.error();
  }
  revision.approvals.push_back(approval);
  if (is_approved(step->item, revision)) revision.row.state = RevisionState::Approved;
  if (Status noted = note(begun.value(), by, *step, "approved", comment); !noted) {
    return noted.error();
  }
  return finish(begun.value(), std::move(step).value(), by.now_ms);
}

Result<Revision> ask_changes(const Curator& by, const Seen& seen, const std::string& comment) {
  Result<Transaction> begun = by.database.begin(Access::Write);
  if (!begun) return begun.error();
  Result<Step> step = load(begun.value(), seen);
  if (!step) return step.error();
  if (!by.actor.may_approve()) {
    return not_allowed("reviewing needs the role reviewer or admin");
  }
  if (Status fits = expect(step->revision, {RevisionState::InReview, RevisionState::Approved});
      !fits) {
    return fits.error();
  }
  step.value().revision.row.state = RevisionState::ChangesAsked;
  if (Status cleared = clear_approvals(begun.value(), seen.revision); !cleared) {
    return cleared.error();
  }
  if (Status noted = note(begun.value(), by, *step, "changes_asked", comment); !noted) {
    return noted.error();
  }
  return finish(begun.value(), std::move(step).value(), by.now_ms);
}

int approvals_needed(const ItemRow& item, const Revision&) { return item.sensitive ? 2 : 1; }

bool is_approved(const ItemRow& item, const Revision& revision) {
  const auto given = static_cast<int>(revision.approvals.size());
  if (given < approvals_needed(item, revision)) return false;
  return !item.sensitive ||
         std::any_of(revision.approvals.begin(), revision.approvals.end(),
                     [](const Approval& approval) { return approval.role == "reviewer"; });
}

std::vector<std::string> possible_steps(const Actor& actor, const ItemRow&,
                                        const Revision& revision) {
  std::vector<std::string> out;
  const RevisionState state = revision.row.state;
  if (!is_open(state)) return out;
  const bool draft = state == RevisionState::Draft;
  if (actor.may_write()) {
    if (draft || state == RevisionState::ChangesAsked) out.emplace_back("edit");
    if (draft) out.emplace_back("submit");
    if (!draft) out.emplace_back("withdraw");
    out.emplace_back("discard");
  }
  const bool approved_before =
      std::any_of(revision.approvals.begin(), revision.approvals.end(),
                  [&](const Approval& approval) { return approval.by.id == actor.id; });
  if (actor.may_approve()) {
    if (state == RevisionState::InReview && !revision.is_author(actor.id) && !approved_before) {
      out.emplace_back("approve");
    }
    if (state == RevisionState::InReview || state == RevisionState::Approved) {
      out.emplace_back("ask_changes");
    }
  }
  return out;
}

}  // namespace nestline::service
