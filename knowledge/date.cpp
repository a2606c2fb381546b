#include "knowledge/date.h"

#include <array>
#include <charconv>
#include <cstdio>

namespace nestline::knowledge {
namespace {

template <typename Number>
bool read_number(std::string_view text, Number& to) {
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), to);
  return error == std::errc() && stop == text.data() + text.size();
}

}  // namespace

std::string date_text(const Date& date) {
  std::array<char, 32> out{};
  std::snprintf(out.data(), out.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return out.data();
}

std::string day_text(std::int64_t day) {
  return date_text(std::chrono::sys_days(std::chrono::days(day)));
}

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  if (!read_number(text.substr(0, 4), year) || !read_number(text.substr(5, 2), month) ||
      !read_number(text.substr(8, 2), day)) {
    return std::nullopt;
  }
  const Date date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  if (!date.ok()) return std::nullopt;
  return date;
}

}  // namespace nestline::knowledge
