#include "service/curation/users.h"

#include <algorithm>

#include "service/curation/audit.h"
#include "service/curation/password.h"
#include "service/curation/totp.h"
#include "service/sites/site_store.h"

namespace nestline::service {
namespace {

constexpr int kAttemptsByUser = 6;  // a minute, of one user from one network
constexpr int kAttemptsByNetwork = 30;
constexpr std::int64_t kSeenEveryMs = 60'000;
constexpr std::size_t kTokenCharacters = 43;  // 256 bits
constexpr std::size_t kSecretBytes = 20;

#define NESTLINE_USER_COLUMNS                                                    \
  "u.id, u.name, u.display_name, u.roles, u.site, u.disabled, u.code_confirmed," \
  " u.created_at, u.version"
constexpr char kUsersSql[] =
    "SELECT " NESTLINE_USER_COLUMNS
    ", COALESCE((SELECT MAX(s.seen_at) FROM staff_sessions s WHERE s.staff_user = u.id), 0)"
    " FROM staff_users u WHERE $1 = 0 OR u.id = $1 ORDER BY u.name";
constexpr char kByNameSql[] = "SELECT " NESTLINE_USER_COLUMNS
                              ", 0, u.password, u.code_secret, u.code_step"
                              " FROM staff_users u WHERE u.name = $1";
constexpr char kInsertSql[] =
    "INSERT INTO staff_users (id, name, display_name, roles, site, password, code_secret,"
    " code_confirmed, code_step, disabled, created_at, version)"
    " SELECT COALESCE(MAX(id), 0) + 1, $1, $2, $3, $4, $5, '', 0, 0, 0, $6, 1 FROM staff_users"
    " WHERE true RETURNING id";
constexpr char kUpdateSql[] =
    "UPDATE staff_users SET display_name = $3, roles = $4, site = $5, disabled = $6,"
    " password = CASE WHEN $7 = '' THEN password ELSE $7 END,"
    " code_secret = CASE WHEN $8 = 1 THEN '' ELSE code_secret END,"
    " code_confirmed = CASE WHEN $8 = 1 THEN 0 ELSE code_confirmed END,"
    " version = version + 1 WHERE id = $1 AND version = $2 RETURNING id";
constexpr char kAdminsSql[] =
    "SELECT COUNT(*) FROM staff_users WHERE disabled = 0 AND site = '' AND ' ' || roles || ' '"
    " LIKE '% admin %'";
constexpr char kEndSessionsSql[] = "DELETE FROM staff_sessions WHERE staff_user = $1";
constexpr char kForgetSessionsSql[] =
    "DELETE FROM staff_sessions WHERE seen_at < $1 OR created_at < $2";
constexpr char kInsertSessionSql[] =
    "INSERT INTO staff_sessions (hash, staff_user, created_at, seen_at, by_proxy)"
    " VALUES ($1, $2, $3, $3, $4)";
constexpr char kSessionSql[] = "SELECT " NESTLINE_USER_COLUMNS
                               ", s.seen_at, s.created_at, s.by_proxy FROM staff_sessions s"
                               " JOIN staff_users u ON u.id = s.staff_user WHERE s.hash = $1";
constexpr char kSeenSql[] = "UPDATE staff_sessions SET seen_at = $2 WHERE hash = $1";
constexpr char kSiteSql[] = "SELECT id FROM sites WHERE id = $1";

User user_of(const Row& row) {
  User user;
  user.id = row.integer(0);
  user.name = row.text(1);
  user.display_name = row.text(2);
  if (Result<Roles> roles = Roles::parse(split_words(row.text(3)))) user.roles = *roles;
  user.site = row.text(4);
  user.disabled = row.integer(5) != 0;
  user.second_factor = row.integer(6) != 0;
  user.created_at_ms = row.integer(7);
  user.version = row.integer(8);
  user.last_seen_ms = row.integer(9);
  return user;
}

Error invalid(std::string why, const char* field) {
  return {ErrorCode::InvalidInput, std::move(why), field};
}

Status check_name(const std::string& name) {
  constexpr std::string_view kCharacters = "abcdefghijklmnopqrstuvwxyz0123456789.-";
  const bool good = name.size() >= 2 && name.size() <= 40 &&
                    name.find_first_not_of(kCharacters) == std::string::npos;
  if (good && name != "operator") return ok_status();
  return invalid("must be 2 to 40 of a-z, 0-9, . and -", "/name");
}

Status run(Transaction& transaction, std::string_view sql, std::initializer_list<Value> values) {
  const Result<Rows> done = transaction.run(sql, values);
  if (!done) return done.error();
  return ok_status();
}

Result<User> find_user(Transaction& transaction, std::int64_t id) {
  const Result<Rows> rows = transaction.run(kUsersSql, {id});
  if (!rows) return rows.error();
  if (rows->empty() || id == 0) {
    return Error{ErrorCode::NotFound, "there is no such user", ""};
  }
  return user_of(rows->front());
}

// Shared by making and changing: what must hold of a user.
Result<Roles> check_user(Transaction& transaction, const std::string& display_name,
                         const std::vector<std::string>& roles, const std::string& site) {
  if (display_name.empty() || display_name.size() > 100) {
    return invalid("must have 1 to 100 characters", "/display_name");
  }
  Result<Roles> parsed = Roles::parse(roles);
  if (!parsed) return invalid(parsed.error().message, "/roles");
  if (parsed->empty()) return invalid("must be at least one", "/roles");
  if (!site.empty()) {
    const Result<Rows> known = transaction.run(kSiteSql, {site});
    if (!known) return known.error();
    if (known->empty()) return invalid("must be a site", "/site");
  }
  return parsed;
}

Status keep_an_admin(Transaction& transaction) {
  const Result<Rows> rows = transaction.run(kAdminsSql);
  if (!rows) return rows.error();
  if (rows->front().integer(0) > 0) return ok_status();
  return Error{ErrorCode::Conflict, "somebody must stay admin of all sites", ""};
}

Error wrong() { return {ErrorCode::NotAllowed, "the name or the password is not right", ""}; }

}  // namespace

struct Users::Secrets {
  User user;
  std::string password;
  std::string code_secret;
  std::int64_t code_step = 0;
};

Users::Users(Database& database, Clock now_ms, SteadyClock steady)
    : database_(database), now_ms_(std::move(now_ms)), attempts_(std::move(steady)) {}

Result<std::vector<User>> Users::all() {
  Result<Transaction> begun = database_.begin(Access::Read);
  if (!begun) return begun.error();
  const Result<Rows> rows = begun.value().run(kUsersSql, {std::int64_t{0}});
  if (!rows) return rows.error();
  std::vector<User> out;
  for (const Row& row : *rows) out.push_back(user_of(row));
  return out;
}

Result<User> Users::find(std::int64_t id) {
  Result<Transaction> begun = database_.begin(Access::Read);
  if (!begun) return begun.error();
  return find_user(begun.value(), id);
}

Result<User> Users::create(const Actor& by, const NewUser& user) {
  if (!by.roles.has(Role::Admin)) {
    return Error{ErrorCode::NotAllowed, "making users needs the role admin", ""};
  }
  if (Status good = check_name(user.name); !good) return good.error();
  std::string hash;
  if (!user.password.empty()) {
    if (Status good = check_password(user.password, user.name, "/password"); !good) {
      return good.error();
    }
    Result<std::string> made = hash_password(user.password);
    if (!made) return made.error();
    hash = *made;
  }
  Result<Transaction> begun = database_.begin(Access::Write);
  if (!begun) return begun.error();
  Transaction& transaction = begun.value();
  const Result<Roles> roles = check_user(transaction, user.display_name, user.roles, user.site);
  if (!roles) return roles.error();
  const Result<Rows> made = transaction.run(
      kInsertSql,
      {user.name, user.display_name, join_words(roles->words()), user.site, hash, now_ms_()});
  if (!made) {
    if (made.error().code != ErrorCode::Conflict) return made.error();
    return Error{ErrorCode::Conflict, "there is a user of this name", ""};
  }
  if (Status noted = append_audit(transaction, now_ms_(),
                                  {by.name, "user.create", "user " + user.name,
                                   join_words(roles->words()) + " " + user.site});
      !noted) {
    return noted.error();
  }
  Result<User> after = find_user(transaction, made->front().integer(0));
  if (!after) return after.error();
  if (Status done = transaction.commit(); !done) return done.error();
  return after;
}

Result<User> Users::change(const Actor& by, const UserChange& change) {
  if (!by.roles.has(Role::Admin)) {
    return Error{ErrorCode::NotAllowed, "changing users needs the role admin", ""};
  }
  const Result<User> before = find(change.id);
  if (!before) return before.error();
  std::string hash;
  if (!change.password.empty()) {
    if (Status good = check_password(change.password, before->name, "/password"); !good) {
      return good.error();
    }
    Result<std::string> made = hash_password(change.password);
    if (!made) return made.error();
    hash = *made;
  }
  Result<Transaction> begun = database_.begin(Access::Write);
  if (!begun) return begun.error();
  Transaction& transaction = begun.value();
  const Result<Roles> roles =
      check_user(transaction, change.display_name, change.roles, change.site);
  if (!roles) return roles.error();
  const Result<Rows> updated = transaction.run(
      kUpdateSql,
      {change.id, change.version, change.display_name, join_words(roles->words()), change.site,
       std::int64_t{change.disabled}, hash, std::int64_t{change.remove_second_factor}});
  if (!updated) return updated.error();
  if (updated->empty()) {
    return Error{ErrorCode::Stale, "somebody has changed the user since you read it", ""};
  }
  if (Status kept = keep_an_admin(transaction); !kept) return kept.error();
  if (change.disabled || !hash.empty() || change.remove_second_factor ||
      !(*roles == before->roles) || change.site != before->site) {
    if (Status ended = run(transaction, kEndSessionsSql, {change.id}); !ended) return ended.error();
  }
  const std::string detail = join_words(roles->words()) + " " + change.site +
                             (change.disabled ? " disabled" : "") +
                             (hash.empty() ? "" : " new password") +
                             (change.remove_second_factor ? " without second factor" : "");
  if (Status noted = append_audit(transaction, now_ms_(),
                                  {by.name, "user.change", "user " + before->name, detail});
      !noted) {
    return noted.error();
  }
  Result<User> after = find_user(transaction, change.id);
  if (!after) return after.error();
  if (Status done = transaction.commit(); !done) return done.error();
  return after;
}

Result<Users::Secrets> Users::secrets_of(Transaction& transaction, const std::string& name) {
  const Result<Rows> rows = transaction.run(kByNameSql, {name});
  if (!rows) return rows.error();
  if (rows->empty()) return Secrets{};
  const Row& row = rows->front();
  return Secrets{user_of(row), row.text(10), row.text(11), row.integer(12)};
}

bool Users::may_try(const std::string& name, const std::string& network) {
  // Both are asked, so that one flood does not hide another.
  const bool network_may = attempts_.take(hash_("network\n" + network), kAttemptsByNetwork).allowed;
  const bool user_may =
      attempts_.take(hash_("user\n" + name + "\n" + network), kAttemptsByUser).allowed;
  return network_may && user_may;
}

Status Users::refused(const std::string& name, const std::string& why) {
  return append_audit(database_, now_ms_(),
                      {name.substr(0, 40), "session.refused", "session", why});
}

Result<Session> Users::begin_session(Transaction& transaction, const User& user, bool by_proxy) {
  Session session;
  session.user = user;
  session.token = random_word(kTokenCharacters);
  session.by_proxy = by_proxy;
  const std::int64_t now = now_ms_();
  session.expires_at_ms = now + kSessionLongestMs;
  if (Status gone =
          run(transaction, kForgetSessionsSql, {now - kSessionIdleMs, now - kSessionLongestMs});
      !gone) {
    return gone.error();
  }
  if (Status put = run(transaction, kInsertSessionSql,
                       {digest(session.token), user.id, now, std::int64_t{by_proxy}});
      !put) {
    return put.error();
  }
  if (Status noted =
          append_audit(transaction, now,
                       {user.name, "session.begin", "session", by_proxy ? "single sign-on" : ""});
      !noted) {
    return noted.error();
  }
  return session;
}

Result<Session> Users::sign_in(const SignIn& what) {
  if (!may_try(what.name, what.network)) {
    return Error{ErrorCode::TooLarge, "too many attempts: wait a moment", ""};
  }
  Secrets known;
  {
    Result<Transaction> begun = database_.begin(Access::Read);
    if (!begun) return begun.error();
    Result<Secrets> found = secrets_of(begun.value(), what.name);
    if (!found) return found.error();
    known = std::move(found).value();
  }
  // The slow part, outside any transaction; as slow where there is no such user.
  const bool right = is_password(what.password, known.password);
  if (!right || known.user.id == 0 || known.user.disabled) {
    if (Status noted = refused(what.name, "password"); !noted) return noted.error();
    return wrong();
  }
  std::int64_t step = known.code_step;
  if (known.user.second_factor) {
    if (what.code.empty()) {
      return Error{ErrorCode::NotAllowed, "send the code of your second factor", "code"};
    }
    step = matching_step(from_base32(known.code_secret), what.code, now_ms_(), known.code_step);
    if (step == 0) {
      if (Status noted = refused(what.name, "code"); !noted) return noted.error();
      return wrong();
    }
  }
  Result<Transaction> begun = database_.begin(Access::Write);
  if (!begun) return begun.error();
  const Result<Rows> used = begun.value().run(
      "UPDATE staff_users SET code_step = $2 WHERE id = $1 AND disabled = 0"
      " AND (code_confirmed = 0 OR code_step < $2) RETURNING id",
      {known.user.id, step});
  if (!used) return used.error();
  if (used->empty()) return wrong();
  Result<Session> session = begin_session(begun.value(), known.user, false);
  if (!session) return session;
  if (Status done = begun.value().commit(); !done) return done.error();
  return session;
}

Result<Session> Users::sign_in_by_proxy(const std::string& name) {
  Result<Transaction> begun = database_.begin(Access::Write);
  if (!begun) return begun.error();
  const Result<Secrets> known = secrets_of(begun.value(), name);
  if (!known) return known.error();
  if (known->user.id == 0 || known->user.disabled) {
    return Error{ErrorCode::NotAllowed, "nobody of this name may sign in", ""};
  }
  Result<Session> session = begin_session(begun.value(), known->user, true);
  if (!session) return session;
  if (Status done = begun.value().commit(); !done) return done.error();
  return session;
}

Result<std::optional<Session>> Users::find_session(const std::string& token) {
  if (token.size() != kTokenCharacters) return std::optional<Session>();
  const std::string hash = digest(token);
  const std::int64_t now = now_ms_();
  Session session;
  std::int64_t seen = 0;
  {
    Result<Transaction> begun = database_.begin(Access::Read);
    if (!begun) return begun.error();
    const Result<Rows> rows = begun.value().run(kSessionSql, {hash});
    if (!rows) return rows.error();
    if (rows->empty()) return std::optional<Session>();
    const Row& row = rows->front();
    session.user = user_of(row);
    seen = row.integer(9);
    session.expires_at_ms = row.integer(10) + kSessionLongestMs;
    session.by_proxy = row.integer(11) != 0;
  }
  if (session.user.disabled || now >= session.expires_at_ms || now >= seen + kSessionIdleMs) {
    return std::optional<Session>();
  }
  if (now - seen >= kSeenEveryMs) {
    Result<Transaction> begun = database_.begin(Access::Write);
    if (!begun) return begun.error();
    if (Status put = run(begun.value(), kSeenSql, {hash, now}); !put) return put.error();
    if (Status done = begun.value().commit(); !done) return done.error();
  }
  return std::optional<Session>(std::move(session));
}

Status Users::sign_out(const Actor& by) {
  Result<Transaction> begun = database_.begin(Access::Write);
  if (!begun) return begun.error();
  if (Status ended = run(begun.value(), kEndSessionsSql, {by.id}); !ended) return ended;
  if (Status noted =
          append_audit(begun.value(), now_ms_(), {by.name, "session.end", "session", ""});
      !noted) {
    return noted;
  }
  return begun.value().commit();
}

Result<bool> Users::confirm_password(const Actor& by, const std::string& password) {
  if (!may_try(by.name, "signed in")) {
    return Error{ErrorCode::TooLarge, "too many attempts: wait a moment", ""};
  }
  Secrets known;
  {
    Result<Transaction> begun = database_.begin(Access::Read);
    if (!begun) return begun.error();
    Result<Secrets> found = secrets_of(begun.value(), by.name);
    if (!found) return found.error();
    known = std::move(found).value();
  }
  if (is_password(password, known.password)) return true;
  if (Status noted = refused(by.name, "password, signed in"); !noted) return noted.error();
  return invalid("is not right", "/password");
}

Result<Session> Users::change_password(const Actor& by, const std::string& old_password,
                                       const std::string& new_password) {
  if (Status good = check_password(new_password, by.name, "/new_password"); !good) {
    return good.error();
  }
  if (const Result<bool> right = confirm_password(by, old_password); !right) return right.error();
  const Result<std::string> hash = hash_password(new_password);
  if (!hash) return hash.error();
  Result<Transaction> begun = database_.begin(Access::Write);
  if (!begun) return begun.error();
  if (Status set = run(begun.value(),
                       "UPDATE staff_users SET password = $2, version = version + 1 WHERE id = $1",
                       {by.id, *hash});
      !set) {
    return set.error();
  }
  if (Status ended = run(begun.value(), kEndSessionsSql, {by.id}); !ended) return ended.error();
  if (Status noted =
          append_audit(begun.value(), now_ms_(), {by.name, "user.password", "user " + by.name, ""});
      !noted) {
    return noted.error();
  }
  const Result<User> user = find_user(begun.value(), by.id);
  if (!user) return user.error();
  Result<Session> session = begin_session(begun.value(), *user, false);
  if (!session) return session;
  if (Status done = begun.value().commit(); !done) return done.error();
  return session;
}

Result<std::string> Users::start_second_factor(const Actor& by, const std::string& password) {
  if (const Result<bool> right = confirm_password(by, password); !right) return right.error();
  std::string secret = base32(random_word(kSecretBytes));
  Result<Transaction> begun = database_.begin(Access::Write);
  if (!begun) return begun.error();
  const Result<Secrets> known = secrets_of(begun.value(), by.name);
  if (!known) return known.error();
  if (known->user.second_factor) {
    return Error{ErrorCode::Conflict, "there is one already: an admin can remove it", ""};
  }
  if (Status set = run(begun.value(),
                       "UPDATE staff_users SET code_secret = $2, code_confirmed = 0, code_step = 0,"
                       " version = version + 1 WHERE id = $1",
                       {by.id, secret});
      !set) {
    return set.error();
  }
  if (Status done = begun.value().commit(); !done) return done.error();
  return secret;
}

Status Users::confirm_second_factor(const Actor& by, const std::string& code) {
  Result<Transaction> begun = database_.begin(Access::Write);
  if (!begun) return begun.error();
  const Result<Secrets> known = secrets_of(begun.value(), by.name);
  if (!known) return known.error();
  if (known->code_secret.empty() || known->user.second_factor) {
    return Error{ErrorCode::Conflict, "no second factor was begun", ""};
  }
  const std::int64_t step = matching_step(from_base32(known->code_secret), code, now_ms_(), 0);
  if (step == 0) return invalid("is not the code of this moment", "/code");
  if (Status set = run(begun.value(),
                       "UPDATE staff_users SET code_confirmed = 1, code_step = $2,"
                       " version = version + 1 WHERE id = $1",
                       {by.id, step});
      !set) {
    return set;
  }
  if (Status noted = append_audit(begun.value(), now_ms_(),
                                  {by.name, "user.second-factor", "user " + by.name, ""});
      !noted) {
    return noted;
  }
  return begun.value().commit();
}

}  // namespace nestline::service
