// What the console sends, read from JSON. Errors name the field as a JSON pointer. Pure functions;
// safe from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/content.h"
#include "knowledge/result.h"
#include "service/answering/question.h"
#include "service/curation/users.h"
#include "service/curation/workflow.h"
#include "service/sites/site.h"

namespace nestline::api {

Result<service::SignIn> parse_sign_in(std::string_view body);
struct PasswordChange {
  std::string old_password;
  std::string new_password;
};
Result<PasswordChange> parse_password_change(std::string_view body);
// {"password"} and {"code"}.
Result<std::string> parse_one_string(std::string_view body, const char* name);
// {"comment"} or {"note"}, both optional.
Result<std::string> parse_optional_string(std::string_view body, const char* name);

// A new item, or one to check. `text` holds what the form or the text said.
Result<service::DraftText> parse_draft(std::string_view body);
struct RevisionText {
  std::string text;  // empty: as it was
  std::optional<std::string> note;
  bool retires = false;
  std::int64_t restore = 0;
};
// `kind` of the item it is for; `is_new` also takes retire and restore.
Result<RevisionText> parse_revision(std::string_view body, knowledge::ItemKind kind, bool is_new);

struct ReviewBody {
  std::string by;
  std::string role;
  int months = 0;
};
Result<ReviewBody> parse_review(std::string_view body, bool with_months);

Result<service::NewUser> parse_new_user(std::string_view body);
Result<service::UserChange> parse_user_change(std::string_view body);

struct TryOut {
  service::AskRequest ask;
  std::string edition;  // "live", "candidate" or a number
};
Result<TryOut> parse_try_out(std::string_view body);

struct ImportBody {
  std::vector<knowledge::ContentFile> files;
  bool dry_run = false;
  bool approve = false;
  std::string note;
};
Result<ImportBody> parse_import(std::string_view body);

Result<service::Site> parse_staff_site(std::string_view body);
struct NewKey {
  std::string site;
  std::string name;
  std::vector<std::string> scopes;
  int per_minute = 600;
  int days = 0;
};
Result<NewKey> parse_new_key(std::string_view body);

}  // namespace nestline::api
