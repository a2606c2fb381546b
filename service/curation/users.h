// The staff and their sessions. A session is a random token in a cookie of which only a hash is
// kept; it ends 30 minutes after the last request, 10 hours after it began, and everywhere when the
// user signs out, changes the password, is disabled or gets other roles. Sign-ins are slowed down
// by user and network together, so that nobody can lock a colleague out, and by network alone.
//
// Thread-safe as the database is. Everything that changes something is in the audit log.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "knowledge/result.h"
#include "service/curation/actor.h"
#include "service/sites/rate_limiter.h"
#include "service/sites/secrets.h"
#include "service/storage/database.h"

namespace nestline::service {

inline constexpr std::int64_t kSessionIdleMs = std::int64_t{30} * 60 * 1000;
inline constexpr std::int64_t kSessionLongestMs = std::int64_t{10} * 3600 * 1000;

struct User {
  std::int64_t id = 0;
  std::string name;  // 2 to 40 of a-z 0-9 . -
  std::string display_name;
  Roles roles;
  std::string site;
  bool disabled = false;
  bool second_factor = false;
  std::int64_t created_at_ms = 0;
  std::int64_t last_seen_ms = 0;  // 0: never, or not for long
  std::int64_t version = 1;

  [[nodiscard]] Actor actor() const { return {id, name, roles, site}; }
};

struct NewUser {
  std::string name;
  std::string display_name;
  std::vector<std::string> roles;
  std::string site;
  std::string password;  // empty: comes by single sign-on only
};

struct UserChange {
  std::int64_t id = 0;
  std::int64_t version = 0;  // that the caller saw
  std::string display_name;
  std::vector<std::string> roles;
  std::string site;
  bool disabled = false;
  std::string password;  // empty: as it was
  bool remove_second_factor = false;
};

struct SignIn {
  std::string name;
  std::string password;
  std::string code;     // empty: none given
  std::string network;  // of the client, for slowing down
};

struct Session {
  User user;
  std::string token;  // for the cookie; only when it was just made
  std::int64_t expires_at_ms = 0;
  bool by_proxy = false;
};

class Users {
 public:
  using Clock = std::function<std::int64_t()>;  // UTC milliseconds
  using SteadyClock = std::function<std::chrono::steady_clock::time_point()>;

  Users(Database& database, Clock now_ms, SteadyClock steady = &std::chrono::steady_clock::now);

  Result<std::vector<User>> all();
  Result<User> find(std::int64_t id);
  // Conflict when the name is taken.
  Result<User> create(const Actor& by, const NewUser& user);
  // Conflict when no enabled admin for all sites would be left. Ends the user's sessions where the
  // roles, the site or the password change, or where it is disabled.
  Result<User> change(const Actor& by, const UserChange& change);

  // NotAllowed (field "code" when a second factor is needed); TooLarge when it was tried too often.
  Result<Session> sign_in(const SignIn& what);
  // For a name that a trusted proxy vouches for.
  Result<Session> sign_in_by_proxy(const std::string& name);
  // The session of a token, and that it was used now; nothing where it is none or has ended.
  Result<std::optional<Session>> find_session(const std::string& token);
  // Ends all sessions of the user.
  Status sign_out(const Actor& by);
  // Ends all sessions and begins a new one.
  Result<Session> change_password(const Actor& by, const std::string& old_password,
                                  const std::string& new_password);

  // The secret, base32; not yet in force.
  Result<std::string> start_second_factor(const Actor& by, const std::string& password);
  Status confirm_second_factor(const Actor& by, const std::string& code);

 private:
  struct Secrets;
  Result<Secrets> secrets_of(Transaction& transaction, const std::string& name);
  Result<Session> begin_session(Transaction& transaction, const User& user, bool by_proxy);
  Status refused(const std::string& name, const std::string& why);
  // Whether another attempt may be made now.
  bool may_try(const std::string& name, const std::string& network);
  Result<bool> confirm_password(const Actor& by, const std::string& password);

  Database& database_;
  Clock now_ms_;
  KeyedHash hash_;
  RateLimiter attempts_;
};

}  // namespace nestline::service
