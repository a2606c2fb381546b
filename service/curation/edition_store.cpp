#include "service/curation/edition_store.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "knowledge/checksum.h"
#include "knowledge/content_files.h"
#include "knowledge/names.h"
#include "service/curation/audit.h"
#include "service/insight/reviews.h"

namespace nestline::service {
namespace {

constexpr std::array<std::pair<Origin, std::string_view>, 4> kOrigins{{
    {Origin::BuiltIn, "built_in"},
    {Origin::Published, "published"},
    {Origin::RolledBack, "rolled_back"},
    {Origin::Imported, "imported"},
}};

constexpr char kEditionsSql[] =
    "SELECT e.number, e.checksum, e.origin, e.rolled_back_to, e.note, e.author, e.created_at,"
    " CASE WHEN l.number IS NULL THEN 0 ELSE 1 END,"
    " (SELECT COUNT(*) FROM edition_items m WHERE m.edition = e.number)"
    " FROM editions e LEFT JOIN live_edition l ON l.number = e.number"
    " WHERE $1 = 0 OR e.number = $1 ORDER BY e.number DESC";
constexpr char kLiveSql[] = "SELECT number FROM live_edition";
constexpr char kMembersSql[] =
    "SELECT i.id, i.item_key, i.kind, i.file, i.title, i.language, m.revision, r.body, m.position,"
    " i.sensitive FROM edition_items m JOIN items i ON i.id = m.item"
    " JOIN revisions r ON r.id = m.revision WHERE m.edition = $1 ORDER BY m.position";
constexpr char kChangesSql[] =
    "SELECT i.id, i.item_key, i.kind, i.title, COALESCE(a.revision, 0), COALESCE(b.revision, 0)"
    " FROM items i LEFT JOIN edition_items a ON a.item = i.id AND a.edition = $1"
    " LEFT JOIN edition_items b ON b.item = i.id AND b.edition = $2"
    " WHERE COALESCE(a.revision, 0) <> COALESCE(b.revision, 0) ORDER BY i.item_key";
constexpr char kApprovedSql[] =
    "SELECT r.id, r.version, r.retires, r.body, i.id, i.item_key, i.kind, i.file, i.title,"
    " i.language, i.item_rank, i.sensitive, i.live_revision FROM revisions r"
    " JOIN items i ON i.id = r.item WHERE r.state = 'approved' ORDER BY i.item_rank";
constexpr char kRanksSql[] = "SELECT id, item_rank FROM items";
constexpr char kNextNumberSql[] = "SELECT COALESCE(MAX(number), 0) + 1 FROM editions";
constexpr char kInsertEditionSql[] =
    "INSERT INTO editions (number, checksum, origin, rolled_back_to, note, author, created_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7)";
constexpr char kInsertMemberSql[] =
    "INSERT INTO edition_items (edition, position, item, revision) VALUES ($1, $2, $3, $4)";
constexpr char kSetLiveSql[] =
    "INSERT INTO live_edition (only_row, number) VALUES (1, $1)"
    " ON CONFLICT (only_row) DO UPDATE SET number = excluded.number";
// What was approved and is in is published now; what is not in the live edition any more, retired.
constexpr char kPublishSql[] =
    "UPDATE revisions SET state = 'published', version = version + 1,"
    " edition = CASE WHEN edition = 0 THEN $1 ELSE edition END"
    " WHERE id = $2 AND version = $3 AND state = 'approved' RETURNING id";
constexpr char kRetireSql[] =
    "UPDATE revisions SET state = 'retired', version = version + 1 WHERE state = 'published'"
    " AND NOT EXISTS (SELECT 1 FROM edition_items m WHERE m.edition = $1 AND m.item = "
    "revisions.item AND m.revision ="
    " revisions.id)";
constexpr char kReviveSql[] =
    "UPDATE revisions SET state = 'published', version = version + 1 WHERE state = 'retired'"
    " AND EXISTS (SELECT 1 FROM edition_items m WHERE m.edition = $1 AND m.item = revisions.item "
    "AND m.revision ="
    " revisions.id)";
constexpr char kItemLiveSql[] =
    "UPDATE items SET live_revision = $2, open_revision = CASE WHEN open_revision = $3 THEN 0 ELSE"
    " open_revision END, title = $4, topic = $5, due = $6, sensitive = $7, changed_at = $8,"
    " version = version + 1 WHERE id = $1";

Error inside(std::string why) { return {ErrorCode::Internal, std::move(why), ""}; }

EditionRow edition_of(const Row& row) {
  EditionRow out;
  out.number = row.integer(0);
  out.checksum = row.text(1);
  out.origin = knowledge::value_named(kOrigins, row.text(2)).value_or(out.origin);
  out.rolled_back_to = row.integer(3);
  out.note = row.text(4);
  out.author = row.text(5);
  out.created_at_ms = row.integer(6);
  out.live = row.integer(7) != 0;
  out.items = row.integer(8);
  return out;
}

knowledge::ItemKind kind_of(const std::string& name) {
  return knowledge::item_kind(name).value_or(knowledge::ItemKind::Passage);
}

Result<std::int64_t> live_edition(Transaction& transaction) {
  const Result<Rows> rows = transaction.run(kLiveSql);
  if (!rows) return rows.error();
  return rows->empty() ? 0 : rows->front().integer(0);
}

Status run(Transaction& transaction, std::string_view sql, std::initializer_list<Value> values) {
  const Result<Rows> done = transaction.run(sql, values);
  if (!done) return done.error();
  return ok_status();
}

Result<EditionRow> find(Transaction& transaction, std::int64_t number) {
  const Result<Rows> rows = transaction.run(kEditionsSql, {number});
  if (!rows) return rows.error();
  if (rows->empty()) return Error{ErrorCode::NotFound, "there is no such edition", ""};
  return edition_of(rows->front());
}

std::vector<knowledge::Item> items_of(const std::vector<Member>& members) {
  std::vector<knowledge::Item> out;
  out.reserve(members.size());
  for (const Member& member : members) out.push_back(text_of(member.item, member.body));
  return out;
}

bool every_passage_reviewed(const knowledge::Content& content) {
  for (const knowledge::LanguageContent& language : content.languages) {
    for (const knowledge::Passage& passage : language.passages) {
      if (passage.review.by.empty() || !passage.review.on) return false;
    }
  }
  return true;
}

// The rows of the new edition, and what follows for revisions and items.
Status store(Transaction& transaction, std::int64_t number, const Plan& plan,
             const EditionNote& note) {
  if (Status put = run(transaction, kInsertEditionSql,
                       {number, note.checksum, std::string(name_of(note.origin)),
                        plan.rolls_back_to, note.note, note.author, note.now_ms});
      !put) {
    return put;
  }
  std::int64_t position = 0;
  for (const Member& member : plan.members) {
    if (Status put = run(transaction, kInsertMemberSql,
                         {number, ++position, member.item.id, member.revision});
        !put) {
      return put;
    }
  }
  for (const Plan::Approved& approved : plan.approved) {
    const Result<Rows> published =
        transaction.run(kPublishSql, {number, approved.revision, approved.version});
    if (!published) return published.error();
    if (published->empty()) {
      return Error{ErrorCode::Conflict, "an approved revision has changed since: build it again",
                   ""};
    }
  }
  if (Status done = run(transaction, kSetLiveSql, {number}); !done) return done;
  if (Status done = run(transaction, kRetireSql, {number}); !done) return done;
  return run(transaction, kReviveSql, {number});
}

Status update_items(Transaction& transaction, const Plan& plan, std::int64_t now_ms) {
  std::map<std::int64_t, const Member*> by_item;
  for (const Member& member : plan.members) by_item[member.item.id] = &member;
  // The open revision of a taken-in item is the approved one, also where that takes it away.
  std::map<std::int64_t, std::int64_t> taken_in;
  for (const Plan::Approved& approved : plan.approved) taken_in[approved.item] = approved.revision;
  for (const ItemChange& change : plan.changes) {
    Result<ItemRow> item = find_item(transaction, change.item);
    if (!item) return item.error();
    const auto member = by_item.find(change.item);
    if (member != by_item.end()) {
      describe(item.value(), text_of(member->second->item, member->second->body));
    }
    const auto open = taken_in.find(change.item);
    if (Status done = run(
            transaction, kItemLiveSql,
            {change.item, change.to, open == taken_in.end() ? -1 : open->second, item->title,
             item->topic, change.to == 0 ? 0 : item->due, std::int64_t{item->sensitive}, now_ms});
        !done) {
      return done;
    }
  }
  return ok_status();
}

Result<std::int64_t> next_number(Transaction& transaction) {
  const Result<Rows> rows = transaction.run(kNextNumberSql);
  if (!rows) return rows.error();
  return rows->front().integer(0);
}

Result<std::vector<ItemChange>> changes(Transaction& transaction, std::int64_t earlier,
                                        std::int64_t later) {
  const Result<Rows> rows = transaction.run(kChangesSql, {earlier, later});
  if (!rows) return rows.error();
  std::vector<ItemChange> out;
  for (const Row& row : *rows) {
    out.push_back({row.integer(0), row.text(1), kind_of(row.text(2)), row.text(3), row.integer(4),
                   row.integer(5)});
  }
  return out;
}

Status sort_by_rank(Transaction& transaction, std::vector<Member>& members) {
  const Result<Rows> rows = transaction.run(kRanksSql);
  if (!rows) return rows.error();
  std::map<std::int64_t, std::int64_t> ranks;
  for (const Row& row : *rows) ranks[row.integer(0)] = row.integer(1);
  for (Member& member : members) member.item.rank = ranks[member.item.id];
  std::stable_sort(members.begin(), members.end(),
                   [](const Member& a, const Member& b) { return a.item.rank < b.item.rank; });
  return ok_status();
}

Member member_of_approved(const Row& row) {
  Member member;
  member.revision = row.integer(0);
  member.body = row.text(3);
  member.item.id = row.integer(4);
  member.item.key = row.text(5);
  member.item.kind = kind_of(row.text(6));
  member.item.file = row.text(7);
  member.item.title = row.text(8);
  member.item.language = row.text(9);
  member.item.rank = row.integer(10);
  member.item.sensitive = row.integer(11) != 0;
  return member;
}

}  // namespace

std::string_view name_of(Origin origin) { return knowledge::name_in(kOrigins, origin); }

Result<std::vector<EditionRow>> list_editions(Database& database) {
  Result<Transaction> begun = database.begin(Access::Read);
  if (!begun) return begun.error();
  const Result<Rows> rows = begun.value().run(kEditionsSql, {std::int64_t{0}});
  if (!rows) return rows.error();
  std::vector<EditionRow> out;
  for (const Row& row : *rows) out.push_back(edition_of(row));
  return out;
}

Result<EditionRow> find_edition(Database& database, std::int64_t number) {
  Result<Transaction> begun = database.begin(Access::Read);
  if (!begun) return begun.error();
  if (number <= 0) return Error{ErrorCode::NotFound, "there is no such edition", ""};
  return find(begun.value(), number);
}

Result<std::int64_t> live_edition(Database& database) {
  Result<Transaction> begun = database.begin(Access::Read);
  if (!begun) return begun.error();
  return live_edition(begun.value());
}

Result<std::vector<Member>> members_of(Transaction& transaction, std::int64_t edition) {
  const Result<Rows> rows = transaction.run(kMembersSql, {edition});
  if (!rows) return rows.error();
  std::vector<Member> out;
  out.reserve(rows->size());
  for (const Row& row : *rows) {
    Member member;
    member.item.id = row.integer(0);
    member.item.key = row.text(1);
    member.item.kind = kind_of(row.text(2));
    member.item.file = row.text(3);
    member.item.title = row.text(4);
    member.item.language = row.text(5);
    member.revision = row.integer(6);
    member.body = row.text(7);
    member.item.rank = row.integer(8);
    member.item.sensitive = row.integer(9) != 0;
    out.push_back(std::move(member));
  }
  return out;
}

Result<EditionContent> load_edition(Database& database, std::int64_t number) {
  EditionContent out;
  std::vector<Member> members;
  {
    Result<Transaction> begun = database.begin(Access::Read);
    if (!begun) return begun.error();
    Result<EditionRow> edition = find(begun.value(), number);
    if (!edition) return edition.error();
    out.edition = std::move(edition).value();
    Result<std::vector<Member>> read = members_of(begun.value(), number);
    if (!read) return read.error();
    members = std::move(read).value();
  }
  std::vector<knowledge::Fault> faults;
  out.content = knowledge::join_items(items_of(members), faults);
  out.files = knowledge::write_content(out.content);
  if (knowledge::checksum_of(out.files) != out.edition.checksum) {
    return inside("edition " + std::to_string(number) +
                  " does not have its checksum: the database is damaged, restore a copy");
  }
  const auto review = latest_review(database, out.edition.checksum);
  if (!review) return review.error();
  out.reviewed = review->has_value() || every_passage_reviewed(out.content);
  return out;
}

Result<std::vector<ItemChange>> changes_between(Database& database, std::int64_t earlier,
                                                std::int64_t later) {
  Result<Transaction> begun = database.begin(Access::Read);
  if (!begun) return begun.error();
  return changes(begun.value(), earlier, later);
}

Result<Plan> plan_next(Database& database) {
  Result<Transaction> begun = database.begin(Access::Read);
  if (!begun) return begun.error();
  Transaction& transaction = begun.value();
  Plan plan;
  const Result<std::int64_t> live = live_edition(transaction);
  if (!live) return live.error();
  plan.based_on = *live;
  const Result<std::int64_t> number = next_number(transaction);
  if (!number) return number.error();
  plan.number = *number;
  Result<std::vector<Member>> members = members_of(transaction, *live);
  if (!members) return members.error();
  plan.members = std::move(members).value();
  std::map<std::int64_t, std::size_t> place;
  for (std::size_t i = 0; i < plan.members.size(); ++i) place[plan.members[i].item.id] = i;
  const Result<Rows> approved = transaction.run(kApprovedSql);
  if (!approved) return approved.error();
  std::set<std::int64_t> gone;
  for (const Row& row : *approved) {
    Member member = member_of_approved(row);
    plan.approved.push_back({member.revision, row.integer(1), member.item.id});
    const bool retires = row.integer(2) != 0;
    const auto known = place.find(member.item.id);
    const std::int64_t before = known == place.end() ? 0 : plan.members[known->second].revision;
    plan.changes.push_back({member.item.id, member.item.key, member.item.kind, member.item.title,
                            before, retires ? 0 : member.revision});
    if (retires) {
      gone.insert(member.item.id);
    } else if (known != place.end()) {
      plan.members[known->second] = std::move(member);
    } else {
      plan.members.push_back(std::move(member));
    }
  }
  std::erase_if(plan.members, [&](const Member& member) { return gone.contains(member.item.id); });
  if (Status sorted = sort_by_rank(transaction, plan.members); !sorted) return sorted.error();
  return plan;
}

Result<Plan> plan_rollback(Database& database, std::int64_t to) {
  Result<Transaction> begun = database.begin(Access::Read);
  if (!begun) return begun.error();
  Transaction& transaction = begun.value();
  Plan plan;
  const Result<EditionRow> target = find(transaction, to);
  if (!target) return target.error();
  const Result<std::int64_t> live = live_edition(transaction);
  if (!live) return live.error();
  if (*live == to) return Error{ErrorCode::Conflict, "this edition is live", ""};
  plan.based_on = *live;
  const Result<std::int64_t> number = next_number(transaction);
  if (!number) return number.error();
  plan.number = *number;
  plan.rolls_back_to = to;
  Result<std::vector<Member>> members = members_of(transaction, to);
  if (!members) return members.error();
  plan.members = std::move(members).value();
  Result<std::vector<ItemChange>> between = changes(transaction, *live, to);
  if (!between) return between.error();
  plan.changes = std::move(between).value();
  return plan;
}

Result<EditionRow> commit_edition(Database& database, const Plan& plan, const EditionNote& note) {
  Result<Transaction> begun = database.begin(Access::Write);
  if (!begun) return begun.error();
  Transaction& transaction = begun.value();
  const Result<std::int64_t> live = live_edition(transaction);
  if (!live) return live.error();
  if (*live != plan.based_on) {
    return Error{ErrorCode::Conflict, "another edition has gone live since: build it again", ""};
  }
  const Result<std::int64_t> next = next_number(transaction);
  if (!next) return next.error();
  const std::int64_t number = *next;
  if (number != plan.number) {
    return Error{ErrorCode::Conflict, "another edition was made since: build it again", ""};
  }
  if (Status stored = store(transaction, number, plan, note); !stored) return stored.error();
  if (Status updated = update_items(transaction, plan, note.now_ms); !updated) {
    return updated.error();
  }
  const std::string action = plan.rolls_back_to != 0 ? "edition.roll-back" : "edition.publish";
  if (Status noted =
          append_audit(transaction, note.now_ms,
                       {note.author, action, "edition " + std::to_string(number), note.checksum});
      !noted) {
    return noted.error();
  }
  Result<EditionRow> made = find(transaction, number);
  if (!made) return made.error();
  if (Status done = transaction.commit(); !done) return done.error();
  return made;
}

Status begin_with(Database& database, const knowledge::Content& content, const EditionNote& note) {
  Result<Transaction> begun = database.begin(Access::Write);
  if (!begun) return begun.error();
  Transaction& transaction = begun.value();
  const Result<std::int64_t> live = live_edition(transaction);
  if (!live) return live.error();
  if (*live != 0) return ok_status();
  Plan plan;
  std::int64_t rank = 0;
  for (knowledge::Item& text : knowledge::split_content(content)) {
    ItemRow item;
    item.key = text.key;
    item.kind = text.kind;
    item.file = text.file;
    item.language = knowledge::language_of(text);
    item.rank = ++rank;
    item.changed_at_ms = note.now_ms;
    describe(item, text);
    const Result<std::int64_t> id = insert_item(transaction, item);
    if (!id) {
      if (id.error().code != ErrorCode::Conflict) return id.error();
      return Error{ErrorCode::InvalidInput, "has two items of one id: " + text.key, text.file};
    }
    RevisionRow revision;
    revision.item = *id;
    revision.state = RevisionState::Published;
    revision.edition = 1;
    revision.body = text.text;
    revision.created_at_ms = revision.changed_at_ms = note.now_ms;
    const Result<std::int64_t> first = insert_revision(transaction, revision);
    if (!first) return first.error();
    if (Status done =
            run(transaction, "UPDATE items SET live_revision = $2 WHERE id = $1", {*id, *first});
        !done) {
      return done;
    }
    Member member;
    member.item.id = *id;
    member.revision = *first;
    plan.members.push_back(std::move(member));
  }
  if (Status stored = store(transaction, 1, plan, note); !stored) return stored;
  if (Status noted = append_audit(transaction, note.now_ms,
                                  {note.author, "edition.begin", "edition 1", note.checksum});
      !noted) {
    return noted;
  }
  return transaction.commit();
}

}  // namespace nestline::service
