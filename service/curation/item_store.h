// The SQL of items and revisions. Rows in, rows out, within the caller's transaction; who may do
// what is decided by workflow.h. Functions on a Transaction, so on the thread that began it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/items.h"
#include "knowledge/result.h"
#include "service/curation/actor.h"
#include "service/storage/database.h"

namespace nestline::service {

enum class RevisionState { Draft, InReview, ChangesAsked, Approved, Published, Retired };
std::string_view name_of(RevisionState state);
// Draft for a word that is none.
RevisionState revision_state(std::string_view name);
// Not yet published and not thrown away.
inline bool is_open(RevisionState state) {
  return state != RevisionState::Published && state != RevisionState::Retired;
}

struct ItemRow {
  std::int64_t id = 0;
  std::string key;  // see knowledge/items.h
  knowledge::ItemKind kind = knowledge::ItemKind::Passage;
  std::string file;
  std::string language;
  std::int64_t rank = 0;
  std::string title;
  std::string topic;     // of a passage
  std::int64_t due = 0;  // day of its next review; 0: none
  bool sensitive = false;
  std::int64_t live_revision = 0;  // 0: none
  std::int64_t open_revision = 0;
  std::int64_t changed_at_ms = 0;
  std::int64_t version = 1;  // of the row, and so of all that GET shows
};

struct RevisionRow {
  std::int64_t id = 0;
  std::int64_t item = 0;
  std::int64_t number = 1;
  RevisionState state = RevisionState::Draft;
  bool retires = false;
  std::string note;
  std::string body;
  std::int64_t edition = 0;  // that first published it
  std::int64_t created_at_ms = 0;
  std::int64_t changed_at_ms = 0;
  std::int64_t version = 1;
};

struct Person {
  std::int64_t id = 0;
  std::string name;
};
struct Approval {
  Person by;
  std::string role;
  std::int64_t at_ms = 0;
};
struct RevisionEvent {
  Person by;
  std::string action;
  std::string comment;
  std::int64_t at_ms = 0;
};
struct Revision {
  RevisionRow row;
  std::vector<Person> authors;
  std::vector<Approval> approvals;
  std::vector<RevisionEvent> events;

  [[nodiscard]] bool is_author(std::int64_t user) const;
};

// What lists show of an item's text.
void describe(ItemRow& item, const knowledge::Item& text);
// The text as an item of knowledge.
knowledge::Item text_of(const ItemRow& item, const std::string& body);

// NotFound where there is none.
Result<ItemRow> find_item(Transaction& transaction, std::int64_t id);
Result<std::optional<ItemRow>> find_item(Transaction& transaction, const std::string& key);
Result<Revision> find_revision(Transaction& transaction, std::int64_t id);
Result<std::vector<Revision>> revisions_of(Transaction& transaction, std::int64_t item);
// All of one state, by item.
Result<std::vector<RevisionRow>> revisions_in(Transaction& transaction, RevisionState state);

// Give the new id.
Result<std::int64_t> insert_item(Transaction& transaction, ItemRow item);
Result<std::int64_t> insert_revision(Transaction& transaction, RevisionRow revision);
// Raises the version; the row must be as it was read.
Status update_item(Transaction& transaction, const ItemRow& item);
Status update_revision(Transaction& transaction, const RevisionRow& revision);
// With its authors, approvals and events; and the item too where it has no other revision.
Status delete_revision(Transaction& transaction, const RevisionRow& revision);

Status add_author(Transaction& transaction, std::int64_t revision, const Person& person);
Status add_approval(Transaction& transaction, std::int64_t revision, const Approval& approval);
Status clear_approvals(Transaction& transaction, std::int64_t revision);
Status add_event(Transaction& transaction, std::int64_t revision, const RevisionEvent& event);

struct ItemFilter {
  std::string kind;
  std::string language;
  std::string state;  // of the open revision; "published": has a live one
  std::string topic;
  std::string search;
  std::int64_t due_before = 0;  // overdue on that day; 0: no matter
  std::string after;            // key of the last one seen
  int limit = 50;
};
Result<std::vector<ItemRow>> list_items(Transaction& transaction, const ItemFilter& filter);
// The state of each open revision, by its id.
Result<std::optional<RevisionState>> state_of(Transaction& transaction, std::int64_t revision);

}  // namespace nestline::service
