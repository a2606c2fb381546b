// Who did what, for good: an append-only table in which the hash of each entry covers the entry
// before it, so that a change, a gap or a swap shows. A cut-off end does not show by itself: write
// the head's hash down elsewhere and compare. No word of a parent's question goes in. Entries are
// written in the transaction of what they tell of. Functions on a Database; safe from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "knowledge/result.h"
#include "service/storage/database.h"

namespace nestline::service {

struct AuditEvent {
  std::string actor;   // a user's name, "operator", or what a stranger gave for a name
  std::string action;  // "revision.approve", "session.refused"
  std::string object;  // "revision 12"
  std::string detail;
};

struct AuditEntry {
  std::int64_t sequence = 0;  // 1, 2, 3 ...
  std::int64_t at_ms = 0;
  AuditEvent event;
  std::string hash;
};

// The caller commits.
Status append_audit(Transaction& transaction, std::int64_t now_ms, const AuditEvent& event);
// In a transaction of its own.
Status append_audit(Database& database, std::int64_t now_ms, const AuditEvent& event);

// Those before `before` (0: the newest), newest first.
Result<std::vector<AuditEntry>> audit_entries(Database& database, std::int64_t before, int limit);

struct AuditCheck {
  bool whole = true;
  std::int64_t entries = 0;
  std::int64_t broken_at = 0;  // the first that does not fit
  std::string head;            // hash of the last; empty without entries
};
Result<AuditCheck> verify_audit(Database& database);

}  // namespace nestline::service
