#include "api/admin/admin_desk.h"

#include <array>
#include <charconv>
#include <string_view>

#include "service/curation/edition_store.h"
#include "service/insight/reviews.h"

namespace nestline::api {
namespace {

using Command = AdminReply (*)(const AdminContext&, const AdminRequest&);

constexpr std::array<std::pair<std::string_view, Command>, 18> kCommands = {{
    {"site create", &create_site},
    {"site edit", &edit_site},
    {"site list", &list_sites},
    {"key create", &create_key},
    {"key rotate", &rotate_key},
    {"key revoke", &revoke_key},
    {"key list", &list_keys},
    {"referrals import", &import_referrals},
    {"referrals export", &export_referrals},
    {"review record", &put_review},
    {"user create", &create_user},
    {"user list", &list_users},
    {"audit verify", &verify_audit},
    {"edition list", &list_editions},
    {"edition publish", &publish_edition},
    {"edition rollback", &roll_back_edition},
    {"content export", &export_content},
    {"content import", &import_content},
}};

}  // namespace

AdminReply perform(const AdminContext& context, const AdminRequest& request) {
  for (const auto& [name, command] : kCommands) {
    if (name == request.command) return command(context, request);
  }
  return refusal({ErrorCode::InvalidInput, "there is no command " + request.command, ""});
}

AdminReply refusal(const Error& error) {
  const std::string field = error.field.empty() ? "" : error.field + " ";
  return {1, "", "nestline: " + field + error.message + "\n"};
}

AdminReply in_force(const AdminContext& context, AdminReply reply) {
  if (!context.changed) return reply;
  if (const Status read = context.changed(); !read) {
    reply.exit = 1;
    reply.err += "nestline: stored, but the server could not read it back (" +
                 read.error().message + "): restart it\n";
  }
  return reply;
}

Result<int> number_of(const AdminRequest& request, const std::string& option, int most) {
  const std::string text = request.word(option);
  int number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || stop != end || number < 0 || number > most) {
    return Error{ErrorCode::InvalidInput,
                 "must be a whole number from 0 to " + std::to_string(most), option};
  }
  return number;
}

AdminReply put_review(const AdminContext& context, const AdminRequest& request) {
  // Of the live edition, unless the content was named.
  std::string checksum = request.word("checksum");
  std::int64_t number = 1;
  const Result<std::int64_t> live = service::live_edition(context.database);
  if (!live) return refusal(live.error());
  if (*live != 0) {
    const Result<service::EditionRow> edition = service::find_edition(context.database, *live);
    if (!edition) return refusal(edition.error());
    if (!request.has("content") || edition->checksum == checksum) {
      checksum = edition->checksum;
      number = edition->number;
    }
  }
  const Status recorded = service::record_review(
      context.database,
      {request.word("by"), request.word("role"), number, checksum, context.now_ms()});
  if (!recorded) return refusal(recorded.error());
  if (context.reviewed) context.reviewed(checksum);
  return {0,
          "Recorded: " + request.word("by") + " (" + request.word("role") + ") reviewed edition " +
              std::to_string(number) + ", checksum " + checksum + ".\n",
          ""};
}

}  // namespace nestline::api
