// The life of a revision: draft, in review, changes asked, approved; publishing (publisher.h) makes
// it published, a later one retired. The rules, kept here whoever asks:
// - An item has at most one open revision. What is live never changes before an approved revision
// is
//   published.
// - Whoever wrote in a revision cannot approve it.
// - A sensitive one (knowledge::is_sensitive, of the live text or the new one) needs two approvals
//   of two people, one of whom has the role reviewer; admins are no exception.
// - Any change to an approved revision takes its approvals back.
// Every step names the version that the caller saw (Stale where it is another), and is in the audit
// log in the same transaction. Whether a role may do a thing at all is checked here too:
// NotAllowed.
//
// Functions on a Database; safe from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "knowledge/items.h"
#include "knowledge/result.h"
#include "service/curation/actor.h"
#include "service/curation/item_store.h"
#include "service/storage/database.h"

namespace nestline::service {

// An item's text as somebody sends it; `file` may be empty where the kind has only one place.
struct DraftText {
  knowledge::ItemKind kind = knowledge::ItemKind::Passage;
  std::string language;
  std::string file;  // below the language folder and without extension, "referrals/helplines-us"
  std::string text;
  std::string note;
};

// The text read, or the first thing that is wrong with it (InvalidInput, field "/text").
Result<knowledge::Item> check_text(const DraftText& draft);
// The file where an item of the kind and the text's own id stands: "en/topics/naps.toml".
Result<std::string> file_for(const DraftText& draft);

struct Curator {
  Database& database;
  Actor actor;
  std::int64_t now_ms = 0;
};

// Conflict where there is an item of this key. All functions give the revision as it is after them.
Result<Revision> create_item(const Curator& by, const DraftText& draft);

struct NewRevision {
  std::int64_t item = 0;
  std::int64_t item_version = 0;  // that the caller saw
  std::string text;               // empty: the live text, or that of `restore`
  std::int64_t restore = 0;       // an earlier revision to begin from
  bool retires = false;
  std::string note;
};
Result<Revision> create_revision(const Curator& by, const NewRevision& what);

struct Seen {
  std::int64_t revision = 0;
  std::int64_t version = 0;  // that the caller saw
};
Result<Revision> save_revision(const Curator& by, const Seen& seen, const std::string& text,
                               const std::optional<std::string>& note);
Status discard_revision(const Curator& by, const Seen& seen);
Result<Revision> submit(const Curator& by, const Seen& seen, const std::string& comment);
Result<Revision> withdraw(const Curator& by, const Seen& seen, const std::string& comment);
Result<Revision> approve(const Curator& by, const Seen& seen, const std::string& comment);
Result<Revision> ask_changes(const Curator& by, const Seen& seen, const std::string& comment);

// How many approvals this revision of this item needs.
int approvals_needed(const ItemRow& item, const Revision& revision);
// Whether those that it has are enough.
bool is_approved(const ItemRow& item, const Revision& revision);
// What this actor may do with it now: "edit", "submit", "withdraw", "approve", "ask_changes",
// "discard".
std::vector<std::string> possible_steps(const Actor& actor, const ItemRow& item,
                                        const Revision& revision);

// A clinician has read a passage: an approved revision with `review` filled in. The next review is
// due in `months`, spread by up to 15 days either way by the passage's id, so that not all fall due
// at once.
struct ClinicalReview {
  std::int64_t item = 0;
  std::int64_t item_version = 0;
  std::string by;
  std::string role;
  int months = 12;  // 6, 12 or 24
};
Result<Revision> review_item(const Curator& by, const ClinicalReview& review);

}  // namespace nestline::service
