#include "service/curation/audit.h"

#include "service/sites/secrets.h"

namespace nestline::service {
namespace {

constexpr std::size_t kMostBytes = 2000;
constexpr int kVerifyAtOnce = 1000;

constexpr char kHeadSql[] = "SELECT sequence, hash FROM audit_log ORDER BY sequence DESC LIMIT 1";
constexpr char kInsertSql[] =
    "INSERT INTO audit_log (sequence, logged_at, actor, action, object, detail, hash)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7)";
constexpr char kSelectSql[] =
    "SELECT sequence, logged_at, actor, action, object, detail, hash FROM audit_log"
    " WHERE sequence < $1 OR $1 = 0 ORDER BY sequence DESC LIMIT $2";
constexpr char kForwardSql[] =
    "SELECT sequence, logged_at, actor, action, object, detail, hash FROM audit_log"
    " WHERE sequence > $1 ORDER BY sequence LIMIT $2";

// Each part with its length before it, so that no two entries give the same text.
std::string hash_of(const std::string& before, const AuditEntry& entry) {
  std::string text;
  const auto add = [&](const std::string& part) {
    text += std::to_string(part.size()) + ":" + part;
  };
  add(before);
  add(std::to_string(entry.sequence));
  add(std::to_string(entry.at_ms));
  add(entry.event.actor);
  add(entry.event.action);
  add(entry.event.object);
  add(entry.event.detail);
  return digest(text);
}

AuditEntry entry_of(const Row& row) {
  return {row.integer(0),
          row.integer(1),
          {row.text(2), row.text(3), row.text(4), row.text(5)},
          row.text(6)};
}

// A line of a log must not be forged by a line break in a name.
std::string plain(std::string text) {
  if (text.size() > kMostBytes) text.resize(kMostBytes);
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  }
  return text;
}

}  // namespace

Status append_audit(Transaction& transaction, std::int64_t now_ms, const AuditEvent& event) {
  const Result<Rows> head = transaction.run(kHeadSql);
  if (!head) return head.error();
  AuditEntry entry;
  entry.sequence = head->empty() ? 1 : head->front().integer(0) + 1;
  entry.at_ms = now_ms;
  entry.event = {plain(event.actor), plain(event.action), plain(event.object), plain(event.detail)};
  entry.hash = hash_of(head->empty() ? "" : head->front().text(1), entry);
  const Result<Rows> done = transaction.run(
      kInsertSql, {entry.sequence, entry.at_ms, entry.event.actor, entry.event.action,
                   entry.event.object, entry.event.detail, entry.hash});
  if (!done) return done.error();
  return ok_status();
}

Status append_audit(Database& database, std::int64_t now_ms, const AuditEvent& event) {
  Result<Transaction> begun = database.begin(Access::Write);
  if (!begun) return begun.error();
  if (Status added = append_audit(begun.value(), now_ms, event); !added) return added;
  return begun.value().commit();
}

Result<std::vector<AuditEntry>> audit_entries(Database& database, std::int64_t before, int limit) {
  Result<Transaction> begun = database.begin(Access::Read);
  if (!begun) return begun.error();
  const Result<Rows> rows = begun.value().run(kSelectSql, {before, std::int64_t{limit}});
  if (!rows) return rows.error();
  std::vector<AuditEntry> out;
  for (const Row& row : *rows) out.push_back(entry_of(row));
  return out;
}

Result<AuditCheck> verify_audit(Database& database) {
  AuditCheck check;
  std::int64_t last = 0;
  while (true) {
    Result<Transaction> begun = database.begin(Access::Read);
    if (!begun) return begun.error();
    const Result<Rows> rows = begun.value().run(kForwardSql, {last, std::int64_t{kVerifyAtOnce}});
    if (!rows) return rows.error();
    if (rows->empty()) return check;
    for (const Row& row : *rows) {
      const AuditEntry entry = entry_of(row);
      if (entry.sequence != last + 1 || entry.hash != hash_of(check.head, entry)) {
        check.whole = false;
        check.broken_at = last + 1;
        return check;
      }
      last = entry.sequence;
      check.head = entry.hash;
      ++check.entries;
    }
  }
}

}  // namespace nestline::service
