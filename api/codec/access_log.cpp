#include "api/codec/access_log.h"

#include <cstdio>
#include <string>
#include <string_view>

#include "api/codec/json_object.h"

namespace nestline::api {
namespace {

// A method is whatever a client sends; only those that are offered somewhere are written down.
std::string_view known_method(std::string_view method) {
  for (const std::string_view known :
       {"GET", "POST", "DELETE", "HEAD", "OPTIONS", "PUT", "PATCH"}) {
    if (method == known) return known;
  }
  return "other";
}

}  // namespace

void write_access_log(const AccessRecord& record) noexcept {
  try {
    JsonObject line;
    line.string("event", "request");
    line.string("method", known_method(record.method));
    line.string("route", record.route);
    line.raw("status", std::to_string(record.status));
    line.raw("bytes", std::to_string(record.bytes));
    line.raw("micros", std::to_string(record.duration.count()));
    line.string("request_id", record.request_id);
    const std::string text = line.text() + "\n";
    std::fwrite(text.data(), 1, text.size(), stderr);
  } catch (...) {
    // Memory is short: the request was answered, only its line is lost.
  }
}

}  // namespace nestline::api
