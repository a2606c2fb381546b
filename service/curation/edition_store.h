// Editions: immutable, numbered sets of item revisions, with the checksum of the files they make.
// Which one is live is one row, changed in the transaction that adds the edition: after a crash the
// last edition is whole or the next one is. Functions on a Database; safe from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "knowledge/content.h"
#include "knowledge/items.h"
#include "knowledge/result.h"
#include "service/curation/item_store.h"
#include "service/storage/database.h"

namespace nestline::service {

enum class Origin { BuiltIn, Published, RolledBack, Imported };
std::string_view name_of(Origin origin);

struct EditionRow {
  std::int64_t number = 1;
  std::string checksum;
  Origin origin = Origin::Published;
  std::int64_t rolled_back_to = 0;  // 0: none
  std::string note;
  std::string author;
  std::int64_t created_at_ms = 0;
  bool live = false;
  std::int64_t items = 0;
};

// Newest first.
Result<std::vector<EditionRow>> list_editions(Database& database);
// NotFound where there is none.
Result<EditionRow> find_edition(Database& database, std::int64_t number);
// 0 while there is none.
Result<std::int64_t> live_edition(Database& database);

// One item of an edition.
struct Member {
  ItemRow item;
  std::int64_t revision = 0;
  std::string body;
};
Result<std::vector<Member>> members_of(Transaction& transaction, std::int64_t edition);

// An edition's content as it is served, read and checked against its checksum (Internal where it
// does not fit: the database is damaged).
struct EditionContent {
  EditionRow edition;
  knowledge::Content content;
  std::vector<knowledge::ContentFile> files;
  bool reviewed = false;  // by a clinician: the edition, or every passage of it
};
Result<EditionContent> load_edition(Database& database, std::int64_t number);

struct ItemChange {
  std::int64_t item = 0;
  std::string key;
  knowledge::ItemKind kind = knowledge::ItemKind::Passage;
  std::string title;
  std::int64_t from = 0;  // revision; 0: it was not there
  std::int64_t to = 0;    // 0: it is gone
};
// What the later edition has that the earlier has not, and the other way round. `earlier` 0: an
// empty one.
Result<std::vector<ItemChange>> changes_between(Database& database, std::int64_t earlier,
                                                std::int64_t later);

// What the next edition would be: the live one with every approved revision in it, or an earlier
// one again.
struct Plan {
  std::int64_t number = 0;         // that it will have
  std::int64_t based_on = 0;       // the live edition
  std::int64_t rolls_back_to = 0;  // 0: no
  std::vector<Member> members;     // in their order
  struct Approved {
    std::int64_t revision = 0;
    std::int64_t version = 0;
    std::int64_t item = 0;
  };
  std::vector<Approved> approved;  // that it takes in
  std::vector<ItemChange> changes;
};
Result<Plan> plan_next(Database& database);
Result<Plan> plan_rollback(Database& database, std::int64_t to);

// Adds the edition and makes it live, in one transaction with its audit entry. Conflict when the
// live edition or one of the revisions is another than the plan has seen.
struct EditionNote {
  std::string author;
  std::string note;
  std::string checksum;
  Origin origin = Origin::Published;
  std::int64_t now_ms = 0;
};
Result<EditionRow> commit_edition(Database& database, const Plan& plan, const EditionNote& note);

// Edition 1 of an empty database; changes nothing where there is one.
Status begin_with(Database& database, const knowledge::Content& content, const EditionNote& note);

}  // namespace nestline::service
