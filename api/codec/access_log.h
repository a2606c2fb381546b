// The access log: one JSON line a request on standard error, with the route's template and never a
// path, query, address, question or key. Safe from any thread; never throws, and a line that cannot
// be written is lost.
#pragma once

#include "api/http/http_message.h"

namespace nestline::api {

void write_access_log(const AccessRecord& record) noexcept;

}  // namespace nestline::api
