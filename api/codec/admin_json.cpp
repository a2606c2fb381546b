#include "api/codec/admin_json.h"

#include <limits>

#include "api/codec/json_object.h"
#include "api/codec/json_text.h"

namespace nestline::api {
namespace {

constexpr std::size_t kAnyLength = std::numeric_limits<std::size_t>::max();

}  // namespace

std::string admin_request_json(const AdminRequest& request) {
  JsonObject options;
  for (const auto& [name, words] : request.options) options.strings(name, words);
  JsonObject object;
  object.string("command", request.command);
  object.raw("options", options.text());
  object.string("input", request.input);
  return object.text();
}

Result<AdminRequest> parse_admin_request(std::string_view text) {
  const Result<Json> json = parse_object(text);
  if (!json) return json.error();
  const auto options = json->find("options");
  if (options == json->end() || !options->is_object()) {
    return Error{ErrorCode::InvalidInput, "must be an object", "/options"};
  }
  AdminRequest request;
  ObjectReader reader(*options);
  for (const auto& [name, words] : options->items()) {
    request.options[name] = reader.optional_strings(name.c_str(), 10'000);
  }
  if (const Status read = reader.finish(); !read) return read.error();
  ObjectReader whole(*json);
  request.command = whole.required_string("command");
  request.input = whole.optional_string("input", kAnyLength);
  whole.skip("options");
  if (const Status read = whole.finish(); !read) return read.error();
  return request;
}

std::string admin_reply_json(const AdminReply& reply) {
  JsonObject object;
  object.raw("exit", std::to_string(reply.exit));
  object.string("out", reply.out);
  object.string("err", reply.err);
  return object.text();
}

Result<AdminReply> parse_admin_reply(std::string_view text) {
  const Result<Json> json = parse_object(text);
  if (!json) return json.error();
  ObjectReader reader(*json);
  const std::optional<int> exit = reader.optional_integer("exit");
  AdminReply reply{exit.value_or(1), reader.optional_string("out", kAnyLength),
                   reader.optional_string("err", kAnyLength)};
  if (const Status read = reader.finish(); !read) return read.error();
  return reply;
}

}  // namespace nestline::api
