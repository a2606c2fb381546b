// Requests and replies of the operator's commands as JSON, for the socket between a command and the
// server. Pure functions.
#pragma once

#include <string>
#include <string_view>

#include "api/admin/admin_request.h"
#include "knowledge/result.h"

namespace nestline::api {

std::string admin_request_json(const AdminRequest& request);
Result<AdminRequest> parse_admin_request(std::string_view json);

std::string admin_reply_json(const AdminReply& reply);
Result<AdminReply> parse_admin_reply(std::string_view json);

}  // namespace nestline::api
