#include "api/codec/hsds_record.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <optional>

namespace nestline::api {
namespace {

using service::SiteReferral;

constexpr std::size_t kMostShort = 300;
constexpr std::size_t kMostLong = 4000;
constexpr double kMostYears = 150;

// Reads the cells of one row and collects what is wrong with them.
class RowReader {
 public:
  RowReader(const HsdsRecord& record, std::size_t row, std::vector<HsdsFault>& faults)
      : record_(record), row_(row), faults_(faults) {}

  void fault(const std::string& column, std::string message) {
    faults_.push_back({row_, column, std::move(message)});
    good_ = false;
  }
  [[nodiscard]] bool good() const { return good_; }

  std::string text(const char* column, std::size_t most) {
    std::string value = record_.get(column);
    if (value.size() > most) fault(column, "has more than " + std::to_string(most) + " bytes");
    return value;
  }
  std::string required(const char* column, std::size_t most) {
    std::string value = text(column, most);
    if (value.find_first_not_of(" \t\r\n") == std::string::npos) fault(column, "is missing");
    return value;
  }

 private:
  const HsdsRecord& record_;
  std::size_t row_;
  std::vector<HsdsFault>& faults_;
  bool good_ = true;
};

bool made_of(std::string_view text, std::string_view more, bool upper = true) {
  return std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (upper && c >= 'A' && c <= 'Z') ||
           more.find(c) != std::string_view::npos;
  });
}

std::optional<knowledge::Date> date_of(std::string_view text) {
  if (text.size() > 10 && text[10] == 'T') text = text.substr(0, 10);  // a time of day
  return knowledge::parse_date(text);
}

// Years, such as 0.5; -1 where it is no such number. Strict, because JSON takes the text as it is.
double years_of(const std::string& text) {
  double years = 0;
  const char* end = text.data() + text.size();
  const bool plain = text.find_first_not_of("0123456789.") == std::string::npos &&
                     text.front() != '.' && text.back() != '.' &&
                     (text.size() == 1 || text[0] != '0' || text[1] == '.');
  const auto [stop, error] = std::from_chars(text.data(), end, years);
  return plain && error == std::errc() && stop == end && years <= kMostYears ? years : -1;
}

void read_ages(const HsdsRecord& record, RowReader& reader, SiteReferral& out) {
  const std::string least = record.get("minimum_age");
  const std::string most = record.get("maximum_age");
  if (!least.empty()) {
    const double years = years_of(least);
    if (years < 0) return reader.fault("minimum_age", "must be a number of years");
    if (years * 12 > knowledge::kMaxAgeMonths) {
      return reader.fault("minimum_age", "is above 8 years: nobody here would be sent there");
    }
    out.ages.from = static_cast<int>(std::lround(years * 12));
  }
  if (!most.empty()) {
    const double years = years_of(most);
    if (years < 0) return reader.fault("maximum_age", "must be a number of years");
    // Who is 5 is so until the sixth birthday.
    const bool whole = std::floor(years) == years;
    const double months = years * 12 + (whole ? 11 : 0);
    out.ages.to = static_cast<int>(std::lround(std::min(months, 1.0 * knowledge::kMaxAgeMonths)));
  }
  if (out.ages.from > out.ages.to) reader.fault("maximum_age", "is below minimum_age");
}

void read_contact(const HsdsRecord& record, RowReader& reader, SiteReferral& out) {
  for (const auto& [column, to] :
       {std::pair{"phone.number", &out.base.phone}, {"phone_sms.number", &out.base.text}}) {
    *to = reader.text(column, 40);
    const auto digits =
        std::count_if(to->begin(), to->end(), [](char c) { return c >= '0' && c <= '9'; });
    if (to->empty()) continue;
    if (digits < 2 || to->find_first_not_of("0123456789+()-./#*x ") != std::string::npos) {
      reader.fault(column, "must be a number as dialled");
    }
  }
  out.base.website = reader.text("url", kMostShort);
  if (!out.base.website.empty() && !out.base.website.starts_with("https://") &&
      !out.base.website.starts_with("http://")) {
    reader.fault("url", "must begin with https:// or http://");
  }
  if (out.base.website.find_first_of(" \"<>\\^`{|}\t\r\n") != std::string::npos) {
    reader.fault("url", "has a character that an address cannot have");
  }
  out.email = reader.text("email", kMostShort);
  const std::size_t at = out.email.find('@');
  const bool is_mail = at != std::string::npos && at > 0 && at + 1 < out.email.size() &&
                       out.email.find_first_of(" \t\r\n<>\"") == std::string::npos;
  if (!out.email.empty() && !is_mail) reader.fault("email", "must be an e-mail address");
  for (const char* part : {"address.address_1", "address.address_2", "address.city",
                           "address.region", "address.state_province", "address.postal_code"}) {
    const std::string line = reader.text(part, kMostShort);
    if (line.empty() || record.get(part).empty()) continue;
    out.address += (out.address.empty() ? "" : ", ") + line;
  }
  if (out.base.phone.empty() && out.base.text.empty() && out.base.website.empty() &&
      out.email.empty() && out.address.empty()) {
    reader.fault("phone.number",
                 "is missing: a phone or text number, an e-mail, a url or an address is needed");
  }
}

void read_lists(const HsdsRecord& record, RowReader& reader, SiteReferral& out) {
  out.base.needs = split_list(record.get("need"));
  if (out.base.needs.empty()) {
    reader.fault("need", "is missing: the kinds of help, for example child-health");
  }
  for (const std::string& need : out.base.needs) {
    if (!made_of(need, "-", false)) reader.fault("need", "must be like child-health");
  }
  out.base.languages = split_list(record.get("language.code"));
  for (const std::string& language : out.base.languages) {
    const std::string_view base = std::string_view(language).substr(0, language.find('-'));
    const bool is_tag = (base.size() == 2 || base.size() == 3) && made_of(base, "", false) &&
                        language.size() <= 35 && made_of(language, "-");
    if (!is_tag) reader.fault("language.code", "must be tags such as en or es-MX");
  }
  out.base.countries = split_list(record.get("address.country"));
  for (std::string& country : out.base.countries) {
    const bool letters =
        country.size() == 2 && std::all_of(country.begin(), country.end(), [](char c) {
          return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        });
    if (!letters) reader.fault("address.country", "must be two-letter codes such as GB");
    for (char& c : country) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  out.places = split_list(reader.text("service_area.name", kMostLong));
  for (std::string& place : out.places) std::replace(place.begin(), place.end(), '\n', ' ');
}

void read_status_and_date(const HsdsRecord& record, RowReader& reader, const knowledge::Date& today,
                          SiteReferral& out) {
  out.status = reader.required("status", kMostShort);
  const bool known = out.status == "active" || out.status == "inactive" ||
                     out.status == "defunct" || out.status == "temporarily closed";
  if (!out.status.empty() && !known) {
    reader.fault("status", "must be active, inactive, defunct or temporarily closed");
  }
  const std::string text = record.get("assured_date");
  if (text.empty()) return reader.fault("assured_date", "is missing: the day it was last verified");
  const std::optional<knowledge::Date> date = date_of(text);
  if (!date) return reader.fault("assured_date", "must be a date such as 2026-11-24");
  if (*date > today) return reader.fault("assured_date", "is in the future");
  out.base.last_verified = *date;
}

}  // namespace

std::string HsdsRecord::get(std::string_view column) const {
  for (const auto& [name, text] : cells_) {
    if (name == column) return text;
  }
  return "";
}

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    std::string_view item = text.substr(0, text.find(';'));
    text.remove_prefix(std::min(text.size(), item.size() + 1));
    while (item.starts_with(' ')) item.remove_prefix(1);
    while (item.ends_with(' ')) item.remove_suffix(1);
    if (!item.empty()) out.emplace_back(item);
  }
  return out;
}

std::string join_list(const std::vector<std::string>& items) {
  std::string out;
  for (const std::string& item : items) out += (out.empty() ? "" : "; ") + item;
  return out;
}

void add_referral(const HsdsRecord& record, std::size_t row, const std::string& original,
                  const knowledge::Date& today, HsdsFile& file) {
  RowReader reader(record, row, file.faults);
  SiteReferral out;
  out.base.id = {reader.required("id", 64)};
  if (!made_of(out.base.id.value, "-")) {
    reader.fault("id", "must have letters, digits and - only, such as a UUID");
  }
  out.base.name = reader.required("name", kMostShort);
  out.base.organization = reader.required("organization.name", kMostShort);
  out.base.description = reader.text("description", kMostLong);
  out.base.hours = reader.text("schedule.description", kMostLong);
  out.base.eligibility = reader.text("eligibility_description", kMostLong);
  out.application = reader.text("application_process", kMostLong);
  out.fees = reader.text("fees_description", kMostLong);
  read_status_and_date(record, reader, today, out);
  read_contact(record, reader, out);
  read_ages(record, reader, out);
  read_lists(record, reader, out);
  if (!file.ids.insert(out.base.id.value).second)
    reader.fault("id", "stands in an earlier row, too");
  if (!reader.good()) return;
  out.original = original;
  file.referrals.push_back(std::move(out));
  file.rows.push_back(row);
}

}  // namespace nestline::api
