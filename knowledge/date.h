// Calendar days as we read and write them: YYYY-MM-DD. Pure functions; safe from any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nestline::knowledge {

using Date = std::chrono::year_month_day;

std::string date_text(const Date& date);

// `day`: since 1970-01-01.
std::string day_text(std::int64_t day);

// Nothing where it has another form or is no day of the calendar.
std::optional<Date> parse_date(std::string_view text);

}  // namespace nestline::knowledge
