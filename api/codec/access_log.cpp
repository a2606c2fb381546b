#include "api/codec/access_log.h"

#include <cstdio>
#include <string>

#include "api/codec/json_object.h"

namespace nestline::api {

void write_access_log(const AccessRecord& record) noexcept {
  try {
    JsonObject line;
    line.string("event", "request");
    line.string("method", record.method);
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
