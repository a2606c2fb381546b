#include "service/sites/site_referral_store.h"

#include <chrono>

#include "service/sites/site_store.h"

namespace nestline::service {
namespace {

constexpr char kSelectSql[] =
    "SELECT site, id, name, organization, description, status, needs, countries, places, address,"
    " phone, text_number, email, website, hours, languages, minimum_age, maximum_age, eligibility,"
    " application, fees, last_verified, original FROM site_referrals ORDER BY site, position";
constexpr char kSelectSiteSql[] = "SELECT id FROM sites WHERE id = $1";
constexpr char kDeleteSql[] = "DELETE FROM site_referrals WHERE site = $1";
constexpr char kInsertSql[] =
    "INSERT INTO site_referrals (site, id, position, name, organization, description, status,"
    " needs, countries, places, address, phone, text_number, email, website, hours, languages,"
    " minimum_age, maximum_age, eligibility, application, fees, last_verified, original)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,"
    " $19, $20, $21, $22, $23, $24)";

std::string join_lines(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += (out.empty() ? "" : "\n") + line;
  return out;
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    out.emplace_back(line);
  }
  return out;
}

std::int64_t day_number(const knowledge::Date& date) {
  return std::chrono::sys_days(date).time_since_epoch().count();
}

SiteReferral referral_of(const Row& row) {
  SiteReferral out;
  out.base.id = {row.text(1)};
  out.base.name = row.text(2);
  out.base.organization = row.text(3);
  out.base.description = row.text(4);
  out.status = row.text(5);
  out.base.needs = split_words(row.text(6));
  out.base.countries = split_words(row.text(7));
  out.places = split_lines(row.text(8));
  out.address = row.text(9);
  out.base.phone = row.text(10);
  out.base.text = row.text(11);
  out.email = row.text(12);
  out.base.website = row.text(13);
  out.base.hours = row.text(14);
  out.base.languages = split_words(row.text(15));
  out.ages = {static_cast<int>(row.integer(16)), static_cast<int>(row.integer(17))};
  out.base.eligibility = row.text(18);
  out.application = row.text(19);
  out.fees = row.text(20);
  out.base.last_verified =
      std::chrono::sys_days(std::chrono::days(static_cast<int>(row.integer(21))));
  out.original = row.text(22);
  return out;
}

std::vector<Value> values_of(const std::string& site, std::int64_t position,
                             const SiteReferral& from) {
  return {site,
          from.base.id.value,
          position,
          from.base.name,
          from.base.organization,
          from.base.description,
          from.status,
          join_words(from.base.needs),
          join_words(from.base.countries),
          join_lines(from.places),
          from.address,
          from.base.phone,
          from.base.text,
          from.email,
          from.base.website,
          from.base.hours,
          join_words(from.base.languages),
          std::int64_t{from.ages.from},
          std::int64_t{from.ages.to},
          from.base.eligibility,
          from.application,
          from.fees,
          day_number(from.base.last_verified),
          from.original};
}

}  // namespace

Result<std::map<std::string, std::vector<SiteReferral>>> load_site_referrals(Database& database) {
  Result<Transaction> begun = database.begin(Access::Read);
  if (!begun) return begun.error();
  const Result<Rows> rows = begun.value().run(kSelectSql);
  if (!rows) return rows.error();
  std::map<std::string, std::vector<SiteReferral>> out;
  for (const Row& row : *rows) out[row.text(0)].push_back(referral_of(row));
  return out;
}

Status replace_site_referrals(Database& database, const std::string& site,
                              const std::vector<SiteReferral>& referrals) {
  Result<Transaction> begun = database.begin(Access::Write);
  if (!begun) return begun.error();
  Transaction& transaction = begun.value();
  const Result<Rows> found = transaction.run(kSelectSiteSql, {site});
  if (!found) return found.error();
  if (found->empty()) return Error{ErrorCode::NotFound, "there is no site " + site, "site"};
  if (const Result<Rows> deleted = transaction.run(kDeleteSql, {site}); !deleted) {
    return deleted.error();
  }
  std::int64_t position = 0;
  for (const SiteReferral& referral : referrals) {
    const Result<Rows> put = transaction.run(kInsertSql, values_of(site, position++, referral));
    if (!put) return put.error();
  }
  return transaction.commit();
}

}  // namespace nestline::service
