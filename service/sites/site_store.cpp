#include "service/sites/site_store.h"

#include <algorithm>

namespace nestline::service {
namespace {

constexpr char kSelectSitesSql[] =
    "SELECT id, name, title, origins, country, languages, accent, background, text_colour,"
    " help_only, keeps_questions, topics_off, pinned_edition, client_per_minute, site_per_minute,"
    " stale_after_days, flags_stale, created_at FROM sites ORDER BY id";
constexpr char kInsertSiteSql[] =
    "INSERT INTO sites (id, name, title, origins, country, languages, accent, background,"
    " text_colour, help_only, keeps_questions, topics_off, pinned_edition, client_per_minute,"
    " site_per_minute, stale_after_days, flags_stale, created_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)";
constexpr char kUpdateSiteSql[] =
    "UPDATE sites SET name = $2, title = $3, origins = $4, country = $5, languages = $6,"
    " accent = $7, background = $8, text_colour = $9, help_only = $10, keeps_questions = $11,"
    " topics_off = $12, pinned_edition = $13, client_per_minute = $14, site_per_minute = $15,"
    " stale_after_days = $16, flags_stale = $17, created_at = $18 WHERE id = $1 RETURNING id";
constexpr char kSelectKeysSql[] =
    "SELECT id, site, name, hash, scopes, per_minute, created_at, expires_at, revoked_at"
    " FROM api_keys ORDER BY created_at, id";
constexpr char kInsertKeySql[] =
    "INSERT INTO api_keys (id, site, name, hash, scopes, per_minute, created_at, expires_at,"
    " revoked_at) SELECT $1, id, $3, $4, $5, $6, $7, $8, $9 FROM sites WHERE id = $2 RETURNING id";
constexpr char kUpdateKeySql[] =
    "UPDATE api_keys SET expires_at = $2, revoked_at = $3 WHERE id = $1 RETURNING id";

std::vector<std::string> values_of(const std::vector<knowledge::TopicId>& ids) {
  std::vector<std::string> out;
  for (const knowledge::TopicId& id : ids) out.push_back(id.value);
  return out;
}

std::vector<Value> values_of(const Site& site) {
  return {site.id,
          site.name,
          site.title,
          join_words(site.origins),
          site.country,
          join_words(site.languages),
          site.colours.accent,
          site.colours.background,
          site.colours.text,
          std::int64_t{site.help_only},
          std::int64_t{site.keeps_questions},
          join_words(values_of(site.topics_off)),
          std::int64_t{site.pinned_edition},
          std::int64_t{site.limits.per_client},
          std::int64_t{site.limits.per_site},
          std::int64_t{site.stale_after_days},
          std::int64_t{site.stale == StaleReferrals::Flag},
          site.created_at_ms};
}

int small(const Row& row, std::size_t column) { return static_cast<int>(row.integer(column)); }

Site site_of(const Row& row) {
  Site site;
  site.id = row.text(0);
  site.name = row.text(1);
  site.title = row.text(2);
  site.origins = split_words(row.text(3));
  site.country = row.text(4);
  site.languages = split_words(row.text(5));
  site.colours = {row.text(6), row.text(7), row.text(8)};
  site.help_only = row.integer(9) != 0;
  site.keeps_questions = row.integer(10) != 0;
  for (std::string& topic : split_words(row.text(11))) site.topics_off.push_back({topic});
  site.pinned_edition = small(row, 12);
  site.limits = {small(row, 13), small(row, 14)};
  site.stale_after_days = small(row, 15);
  site.stale = row.integer(16) != 0 ? StaleReferrals::Flag : StaleReferrals::Hide;
  site.created_at_ms = row.integer(17);
  return site;
}

// Runs one statement in a transaction of its own and gives its rows.
Result<Rows> run_alone(Database& database, Access access, std::string_view sql,
                       const std::vector<Value>& values) {
  Result<Transaction> begun = database.begin(access);
  if (!begun) return begun.error();
  Result<Rows> rows = begun.value().run(sql, values);
  if (!rows) return rows.error();
  if (access == Access::Write) {
    if (Status done = begun.value().commit(); !done) return done.error();
  }
  return rows;
}

Status put_key(Transaction& transaction, const ApiKey& key) {
  const Result<Rows> rows =
      transaction.run(kInsertKeySql, {key.id, key.site, key.name, key.hash, key.scopes.text(),
                                      std::int64_t{key.per_minute}, key.created_at_ms,
                                      key.expires_at_ms, key.revoked_at_ms});
  if (!rows) return rows.error();
  if (rows->empty()) return Error{ErrorCode::NotFound, "there is no site " + key.site, "site"};
  return ok_status();
}

Status set_end(Transaction& transaction, const ApiKey& key) {
  const Result<Rows> rows =
      transaction.run(kUpdateKeySql, {key.id, key.expires_at_ms, key.revoked_at_ms});
  if (!rows) return rows.error();
  if (rows->empty()) return Error{ErrorCode::NotFound, "there is no key " + key.id, "id"};
  return ok_status();
}

}  // namespace

std::string join_words(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    if (!word.empty()) out.emplace_back(word);
  }
  return out;
}

Result<std::vector<Site>> load_sites(Database& database) {
  const Result<Rows> rows = run_alone(database, Access::Read, kSelectSitesSql, {});
  if (!rows) return rows.error();
  std::vector<Site> sites;
  for (const Row& row : *rows) sites.push_back(site_of(row));
  return sites;
}

Result<std::vector<ApiKey>> load_keys(Database& database) {
  const Result<Rows> rows = run_alone(database, Access::Read, kSelectKeysSql, {});
  if (!rows) return rows.error();
  std::vector<ApiKey> keys;
  for (const Row& row : *rows) {
    const Result<Scopes> scopes = Scopes::parse(row.text(4));
    if (!scopes) {
      return Error{ErrorCode::Internal, "the key " + row.text(0) + " has an unknown scope", ""};
    }
    keys.push_back({row.text(0), row.text(1), row.text(2), row.text(3), *scopes, small(row, 5),
                    row.integer(6), row.integer(7), row.integer(8)});
  }
  return keys;
}

Status insert_site(Database& database, const Site& site) {
  const Result<Rows> rows = run_alone(database, Access::Write, kInsertSiteSql, values_of(site));
  if (rows) return ok_status();
  if (rows.error().code != ErrorCode::Conflict) return rows.error();
  return Error{ErrorCode::Conflict, "there is a site " + site.id + " already", "id"};
}

Status update_site(Database& database, const Site& site) {
  const Result<Rows> rows = run_alone(database, Access::Write, kUpdateSiteSql, values_of(site));
  if (!rows) return rows.error();
  if (rows->empty()) return Error{ErrorCode::NotFound, "there is no site " + site.id, "id"};
  return ok_status();
}

Status insert_key(Database& database, const ApiKey& key) {
  Result<Transaction> begun = database.begin(Access::Write);
  if (!begun) return begun.error();
  if (Status put = put_key(begun.value(), key); !put) return put;
  return begun.value().commit();
}

Status update_key(Database& database, const ApiKey& key) {
  Result<Transaction> begun = database.begin(Access::Write);
  if (!begun) return begun.error();
  if (Status set = set_end(begun.value(), key); !set) return set;
  return begun.value().commit();
}

Status replace_key(Database& database, const ApiKey& old, const ApiKey& fresh) {
  Result<Transaction> begun = database.begin(Access::Write);
  if (!begun) return begun.error();
  if (Status set = set_end(begun.value(), old); !set) return set;
  if (Status put = put_key(begun.value(), fresh); !put) return put;
  return begun.value().commit();
}

}  // namespace nestline::service
