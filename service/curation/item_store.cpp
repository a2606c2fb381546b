#include "service/curation/item_store.h"

#include "knowledge/names.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace nestline::service {
namespace {

constexpr std::array<std::pair<RevisionState, std::string_view>, 6> kStates{{
    {RevisionState::Draft, "draft"},
    {RevisionState::InReview, "in_review"},
    {RevisionState::ChangesAsked, "changes_asked"},
    {RevisionState::Approved, "approved"},
    {RevisionState::Published, "published"},
    {RevisionState::Retired, "retired"},
}};

#define NESTLINE_ITEM_COLUMNS                                                           \
  "i.id, i.item_key, i.kind, i.file, i.language, i.item_rank, i.title, i.topic, i.due," \
  " i.sensitive, i.live_revision, i.open_revision, i.changed_at, i.version"
#define NESTLINE_REVISION_COLUMNS \
  "id, item, number, state, retires, note, body, edition, created_at, changed_at, version"

constexpr char kItemByIdSql[] = "SELECT " NESTLINE_ITEM_COLUMNS " FROM items i WHERE i.id = $1";
constexpr char kItemByKeySql[] =
    "SELECT " NESTLINE_ITEM_COLUMNS " FROM items i WHERE i.item_key = $1";
constexpr char kListSql[] =
    "SELECT " NESTLINE_ITEM_COLUMNS
    " FROM items i LEFT JOIN revisions r ON r.id = i.open_revision"
    " WHERE i.item_key > $1 AND ($2 = '' OR i.kind = $2) AND ($3 = '' OR i.language = $3)"
    " AND ($4 = '' OR r.state = $4 OR ($4 = 'published' AND i.live_revision <> 0))"
    " AND ($5 = '' OR i.topic = $5) AND ($6 = 0 OR (i.due > 0 AND i.due < $6))"
    " AND ($7 = '' OR LOWER(i.item_key || ' ' || i.title) LIKE $7 ESCAPE '\\')"
    " ORDER BY i.item_key LIMIT $8";
constexpr char kRevisionSql[] = "SELECT " NESTLINE_REVISION_COLUMNS " FROM revisions WHERE id = $1";
constexpr char kRevisionsOfSql[] = "SELECT id FROM revisions WHERE item = $1 ORDER BY number DESC";
constexpr char kRevisionsInSql[] =
    "SELECT " NESTLINE_REVISION_COLUMNS " FROM revisions WHERE state = $1 ORDER BY changed_at, id";
constexpr char kAuthorsSql[] =
    "SELECT staff_user, name FROM revision_authors WHERE revision = $1 ORDER BY staff_user";
constexpr char kApprovalsSql[] =
    "SELECT staff_user, name, role, approved_at FROM approvals WHERE revision = $1"
    " ORDER BY approved_at, staff_user";
constexpr char kEventsSql[] =
    "SELECT staff_user, name, action, comment, happened_at FROM revision_events"
    " WHERE revision = $1 ORDER BY number";
constexpr char kInsertItemSql[] =
    "INSERT INTO items (id, item_key, kind, file, language, item_rank, title, topic, due,"
    " sensitive, live_revision, open_revision, changed_at, version)"
    " SELECT COALESCE(MAX(id), 0) + 1, $1, $2, $3, $4,"
    " CASE WHEN $5 > 0 THEN $5 ELSE COALESCE(MAX(item_rank), 0) + 1 END, $6, $7, $8, $9, $10, $11,"
    " $12, 1 FROM items WHERE true RETURNING id";
constexpr char kInsertRevisionSql[] =
    "INSERT INTO revisions (id, item, number, state, retires, note, body, edition, created_at,"
    " changed_at, version) SELECT COALESCE(MAX(id), 0) + 1, $1,"
    " (SELECT COALESCE(MAX(number), 0) + 1 FROM revisions WHERE item = $1), $2, $3, $4, $5, $6, $7,"
    " $8, 1 FROM revisions WHERE true RETURNING id";
constexpr char kUpdateItemSql[] =
    "UPDATE items SET title = $3, topic = $4, due = $5, sensitive = $6, live_revision = $7,"
    " open_revision = $8, changed_at = $9, item_rank = $10, version = version + 1"
    " WHERE id = $1 AND version = $2 RETURNING id";
constexpr char kUpdateRevisionSql[] =
    "UPDATE revisions SET state = $3, note = $4, body = $5, changed_at = $6, edition = $7,"
    " version = version + 1 WHERE id = $1 AND version = $2 RETURNING id";
constexpr char kAddAuthorSql[] =
    "INSERT INTO revision_authors (revision, staff_user, name) VALUES ($1, $2, $3)"
    " ON CONFLICT (revision, staff_user) DO NOTHING";
constexpr char kAddApprovalSql[] =
    "INSERT INTO approvals (revision, staff_user, name, role, approved_at)"
    " VALUES ($1, $2, $3, $4, $5)";
constexpr char kAddEventSql[] =
    "INSERT INTO revision_events (revision, number, staff_user, name, action, comment, happened_at)"
    " SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4, $5, $6 FROM revision_events"
    " WHERE revision = $1";
constexpr char kStateSql[] = "SELECT state FROM revisions WHERE id = $1";

ItemRow item_of(const Row& row) {
  ItemRow item;
  item.id = row.integer(0);
  item.key = row.text(1);
  item.kind = knowledge::item_kind(row.text(2)).value_or(knowledge::ItemKind::Passage);
  item.file = row.text(3);
  item.language = row.text(4);
  item.rank = row.integer(5);
  item.title = row.text(6);
  item.topic = row.text(7);
  item.due = row.integer(8);
  item.sensitive = row.integer(9) != 0;
  item.live_revision = row.integer(10);
  item.open_revision = row.integer(11);
  item.changed_at_ms = row.integer(12);
  item.version = row.integer(13);
  return item;
}

RevisionRow revision_of(const Row& row) {
  return {row.integer(0),      row.integer(1), row.integer(2), revision_state(row.text(3)),
          row.integer(4) != 0, row.text(5),    row.text(6),    row.integer(7),
          row.integer(8),      row.integer(9), row.integer(10)};
}

Error none(const char* what) {
  return {ErrorCode::NotFound, std::string("there is no such ") + what, ""};
}

Status run(Transaction& transaction, std::string_view sql, std::initializer_list<Value> values) {
  const Result<Rows> done = transaction.run(sql, values);
  if (!done) return done.error();
  return ok_status();
}

// For a statement that must touch the row as it was read.
Status touch(Transaction& transaction, std::string_view sql, std::initializer_list<Value> values) {
  const Result<Rows> done = transaction.run(sql, values);
  if (!done) return done.error();
  if (done->empty()) return Error{ErrorCode::Stale, "it has changed since it was read", ""};
  return ok_status();
}

std::string name_text(std::string_view name) { return std::string(name); }

// "%ab\%c%": ASCII in lower case, as LOWER() of both databases does at least.
std::string like_pattern(const std::string& search) {
  if (search.empty()) return "";
  std::string out = "%";
  for (const char c : search) {
    if (c == '%' || c == '_' || c == '\\') out += '\\';
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out + "%";
}

}  // namespace

std::string_view name_of(RevisionState state) { return knowledge::name_in(kStates, state); }

RevisionState revision_state(std::string_view name) {
  return knowledge::value_named(kStates, name).value_or(RevisionState::Draft);
}

bool Revision::is_author(std::int64_t user) const {
  return std::any_of(authors.begin(), authors.end(),
                     [&](const Person& person) { return person.id == user; });
}

void describe(ItemRow& item, const knowledge::Item& text) {
  item.title = text.title;
  item.sensitive = knowledge::is_sensitive(text);
  if (text.kind != knowledge::ItemKind::Passage) return;
  const knowledge::Content content = knowledge::content_of(text);
  if (content.languages.empty() || content.languages.front().passages.empty()) return;
  const knowledge::Passage& passage = content.languages.front().passages.front();
  item.topic = passage.topic().value;
  item.due = std::chrono::sys_days(passage.review.due).time_since_epoch().count();
}

knowledge::Item text_of(const ItemRow& item, const std::string& body) {
  return {item.kind, item.key, item.file, item.title, body};
}

Result<ItemRow> find_item(Transaction& transaction, std::int64_t id) {
  const Result<Rows> rows = transaction.run(kItemByIdSql, {id});
  if (!rows) return rows.error();
  if (rows->empty()) return none("item");
  return item_of(rows->front());
}

Result<std::optional<ItemRow>> find_item(Transaction& transaction, const std::string& key) {
  const Result<Rows> rows = transaction.run(kItemByKeySql, {key});
  if (!rows) return rows.error();
  if (rows->empty()) return std::optional<ItemRow>();
  return std::optional<ItemRow>(item_of(rows->front()));
}

Result<Revision> find_revision(Transaction& transaction, std::int64_t id) {
  const Result<Rows> rows = transaction.run(kRevisionSql, {id});
  if (!rows) return rows.error();
  if (rows->empty()) return none("revision");
  Revision out;
  out.row = revision_of(rows->front());
  const Result<Rows> authors = transaction.run(kAuthorsSql, {id});
  if (!authors) return authors.error();
  for (const Row& row : *authors) out.authors.push_back({row.integer(0), row.text(1)});
  const Result<Rows> approvals = transaction.run(kApprovalsSql, {id});
  if (!approvals) return approvals.error();
  for (const Row& row : *approvals) {
    out.approvals.push_back({{row.integer(0), row.text(1)}, row.text(2), row.integer(3)});
  }
  const Result<Rows> events = transaction.run(kEventsSql, {id});
  if (!events) return events.error();
  for (const Row& row : *events) {
    out.events.push_back({{row.integer(0), row.text(1)}, row.text(2), row.text(3), row.integer(4)});
  }
  return out;
}

Result<std::vector<Revision>> revisions_of(Transaction& transaction, std::int64_t item) {
  const Result<Rows> rows = transaction.run(kRevisionsOfSql, {item});
  if (!rows) return rows.error();
  std::vector<Revision> out;
  for (const Row& row : *rows) {
    Result<Revision> one = find_revision(transaction, row.integer(0));
    if (!one) return one.error();
    out.push_back(std::move(one).value());
  }
  return out;
}

Result<std::vector<RevisionRow>> revisions_in(Transaction& transaction, RevisionState state) {
  const Result<Rows> rows = transaction.run(kRevisionsInSql, {name_text(name_of(state))});
  if (!rows) return rows.error();
  std::vector<RevisionRow> out;
  for (const Row& row : *rows) out.push_back(revision_of(row));
  return out;
}

Result<std::int64_t> insert_item(Transaction& transaction, ItemRow item) {
  const Result<Rows> rows = transaction.run(
      kInsertItemSql, {item.key, name_text(knowledge::name_of(item.kind)), item.file, item.language,
                       item.rank, item.title, item.topic, item.due, std::int64_t{item.sensitive},
                       item.live_revision, item.open_revision, item.changed_at_ms});
  if (!rows) return rows.error();
  return rows->front().integer(0);
}

Result<std::int64_t> insert_revision(Transaction& transaction, RevisionRow revision) {
  const Result<Rows> rows = transaction.run(
      kInsertRevisionSql, {revision.item, name_text(name_of(revision.state)),
                           std::int64_t{revision.retires}, revision.note, revision.body,
                           revision.edition, revision.created_at_ms, revision.changed_at_ms});
  if (!rows) return rows.error();
  return rows->front().integer(0);
}

Status update_item(Transaction& transaction, const ItemRow& item) {
  return touch(
      transaction, kUpdateItemSql,
      {item.id, item.version, item.title, item.topic, item.due, std::int64_t{item.sensitive},
       item.live_revision, item.open_revision, item.changed_at_ms, item.rank});
}

Status update_revision(Transaction& transaction, const RevisionRow& revision) {
  return touch(transaction, kUpdateRevisionSql,
               {revision.id, revision.version, name_text(name_of(revision.state)), revision.note,
                revision.body, revision.changed_at_ms, revision.edition});
}

Status delete_revision(Transaction& transaction, const RevisionRow& revision) {
  for (const char* sql :
       {"DELETE FROM revision_authors WHERE revision = $1",
        "DELETE FROM approvals WHERE revision = $1",
        "DELETE FROM revision_events WHERE revision = $1", "DELETE FROM revisions WHERE id = $1"}) {
    if (Status done = run(transaction, sql, {revision.id}); !done) return done;
  }
  return run(transaction,
             "DELETE FROM items WHERE id = $1 AND NOT EXISTS"
             " (SELECT 1 FROM revisions WHERE item = $1)",
             {revision.item});
}

Status add_author(Transaction& transaction, std::int64_t revision, const Person& person) {
  return run(transaction, kAddAuthorSql, {revision, person.id, person.name});
}

Status add_approval(Transaction& transaction, std::int64_t revision, const Approval& approval) {
  return run(transaction, kAddApprovalSql,
             {revision, approval.by.id, approval.by.name, approval.role, approval.at_ms});
}

Status clear_approvals(Transaction& transaction, std::int64_t revision) {
  return run(transaction, "DELETE FROM approvals WHERE revision = $1", {revision});
}

Status add_event(Transaction& transaction, std::int64_t revision, const RevisionEvent& event) {
  return run(transaction, kAddEventSql,
             {revision, event.by.id, event.by.name, event.action, event.comment, event.at_ms});
}

Result<std::vector<ItemRow>> list_items(Transaction& transaction, const ItemFilter& filter) {
  const Result<Rows> rows = transaction.run(
      kListSql, {filter.after, filter.kind, filter.language, filter.state, filter.topic,
                 filter.due_before, like_pattern(filter.search), std::int64_t{filter.limit}});
  if (!rows) return rows.error();
  std::vector<ItemRow> out;
  for (const Row& row : *rows) out.push_back(item_of(row));
  return out;
}

Result<std::optional<RevisionState>> state_of(Transaction& transaction, std::int64_t revision) {
  const Result<Rows> rows = transaction.run(kStateSql, {revision});
  if (!rows) return rows.error();
  if (rows->empty()) return std::optional<RevisionState>();
  return std::optional<RevisionState>(revision_state(rows->front().text(0)));
}

}  // namespace nestline::service
