#include <chrono>

#include "api/codec/csv.h"
#include "api/codec/json_object.h"
#include "api/respond.h"
#include "api/staff/staff_handlers.h"
#include "knowledge/date.h"
#include "service/insight/answer_log.h"
#include "service/insight/reports.h"

namespace nestline::api::staff {
namespace {

constexpr std::int64_t kUsualDays = 30;

std::string query(const HttpRequest& request, const char* name) {
  return request.query_parameter(name).value_or("");
}

Result<std::int64_t> day_in(const HttpRequest& request, const char* name, std::int64_t fallback) {
  const std::string text = query(request, name);
  if (text.empty()) return fallback;
  if (const std::optional<knowledge::Date> date = knowledge::parse_date(text)) {
    return std::int64_t{std::chrono::sys_days(*date).time_since_epoch().count()};
  }
  return Error{ErrorCode::InvalidInput, "must be a date, YYYY-MM-DD", name};
}

// The days and the site that this caller may see: people of one site that site alone.
Result<service::ReportRange> range_of(StaffOffice& office, const StaffCaller& caller,
                                      const HttpRequest& request) {
  const std::int64_t today = service::day_of(office.now_ms());
  const Result<std::int64_t> to = day_in(request, "to", today);
  if (!to) return to.error();
  const Result<std::int64_t> from = day_in(request, "from", *to - kUsualDays + 1);
  if (!from) return from.error();
  const std::string& own = caller.session.user.site;
  return service::ReportRange{own.empty() ? query(request, "site") : own, *from, *to};
}

std::vector<std::string> words_of(std::string text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = text.find(',');
    out.push_back(text.substr(0, end));
    text = end == std::string::npos ? "" : text.substr(end + 1);
  }
  return out;
}

Result<service::Table> report(StaffOffice& office, const StaffCaller& caller,
                              const HttpRequest& request, const std::string& name) {
  if (name == "coverage") return service::coverage_report(office.app().live()->snapshot());
  if (name == "overlap") return service::overlap_report(office.app().live()->snapshot());
  const Result<service::ReportRange> range = range_of(office, caller, request);
  if (!range) return range.error();
  if (name == "feedback") return service::feedback_report(office.database(), *range);
  if (name != "counts") {
    return Error{ErrorCode::InvalidInput, "must be counts, feedback, coverage or overlap",
                 "report"};
  }
  const std::string by = query(request, "by");
  return service::count_report(office.database(), *range, words_of(by.empty() ? "day,kind" : by));
}

std::string table_json(const service::Table& table) {
  JsonArray rows;
  for (const std::vector<service::Cell>& row : table.rows) {
    JsonArray cells;
    for (const service::Cell& cell : row) {
      if (const auto* text = std::get_if<std::string>(&cell)) {
        cells.string(*text);
      } else {
        cells.raw(std::to_string(std::get<std::int64_t>(cell)));
      }
    }
    rows.raw(cells.text());
  }
  JsonObject out;
  out.strings("columns", table.columns);
  out.raw("rows", rows.text());
  return out.text();
}

std::string table_csv(const service::Table& table) {
  std::string out = csv_line(table.columns);
  for (const std::vector<service::Cell>& row : table.rows) {
    CsvRow line;
    for (const service::Cell& cell : row) {
      const auto* text = std::get_if<std::string>(&cell);
      line.push_back(text != nullptr ? *text : std::to_string(std::get<std::int64_t>(cell)));
    }
    out += csv_line(line);
  }
  return out;
}

HttpResponse as_json(const Result<service::Table>& table, const HttpRequest& request) {
  return table ? json_response(200, table_json(*table)) : fail(table.error(), request);
}

}  // namespace

HttpResponse insight_counts(StaffOffice& office, const StaffCaller& caller,
                            const HttpRequest& request) {
  return as_json(report(office, caller, request, "counts"), request);
}
HttpResponse insight_feedback(StaffOffice& office, const StaffCaller& caller,
                              const HttpRequest& request) {
  return as_json(report(office, caller, request, "feedback"), request);
}
HttpResponse insight_coverage(StaffOffice& office, const StaffCaller& caller,
                              const HttpRequest& request) {
  return as_json(report(office, caller, request, "coverage"), request);
}
HttpResponse insight_overlap(StaffOffice& office, const StaffCaller& caller,
                             const HttpRequest& request) {
  return as_json(report(office, caller, request, "overlap"), request);
}

HttpResponse insight_export(StaffOffice& office, const StaffCaller& caller,
                            const HttpRequest& request) {
  const std::string named = query(request, "report");
  const std::string format = query(request, "format");
  const std::string name = named.empty() ? "counts" : named;
  if (!format.empty() && format != "csv" && format != "json") {
    return fail({ErrorCode::InvalidInput, "must be csv or json", "format"}, request);
  }
  const Result<service::Table> table = report(office, caller, request, name);
  if (!table) return fail(table.error(), request);
  HttpResponse response = json_response(200, table_json(*table));
  if (format != "json") {
    response.content_type = "text/csv; charset=utf-8";
    response.body = table_csv(*table);
  }
  const std::string file = name + (format == "json" ? ".json" : ".csv");
  response.headers.push_back({"Content-Disposition", "attachment; filename=\"" + file + "\""});
  return response;
}

}  // namespace nestline::api::staff
