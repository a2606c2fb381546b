#include <fmt/format.h>

#include "api/admin/admin_desk.h"
#include "api/codec/json_object.h"
#include "api/codec/staff_json.h"
#include "api/codec/staff_requests.h"
#include "api/staff/office.h"
#include "service/curation/audit.h"
#include "service/curation/import.h"

namespace nestline::api {
namespace {

constexpr int kMostEditions = 1'000'000;

Error needs_server() {
  return {ErrorCode::Unavailable, "no server runs on this data folder: start it first", ""};
}

std::string faults_text(const std::vector<knowledge::Fault>& faults) {
  std::string out;
  for (const knowledge::Fault& fault : faults) {
    if (fault.warning) continue;
    out += fault.file + (fault.line > 0 ? ":" + std::to_string(fault.line) : "") +
           ": error: " + (fault.field.empty() ? "" : fault.field + ": ") + fault.message + "\n";
  }
  return out;
}

const char* word_for(const service::ItemChange& change) {
  return change.from == 0 ? "added" : change.to == 0 ? "removed" : "changed";
}

std::string changes_text(const std::vector<service::ItemChange>& changes) {
  std::string out;
  for (const service::ItemChange& change : changes) {
    out += fmt::format("  {:<8} {}\n", word_for(change), change.key);
  }
  return out;
}

// What a candidate says that is not going live by itself.
std::string blocks_text(const service::CandidateView& view) {
  std::string out = view.error.empty() ? "" : "nestline: " + view.error + "\n";
  for (const service::Block& block : view.result.blocks) {
    const std::string where =
        block.fault ? block.fault->file + ":" + std::to_string(block.fault->line) + ": " : "";
    out += "nestline: " + where + block.text + "\n";
  }
  return out;
}

}  // namespace

AdminReply create_user(const AdminContext& context, const AdminRequest& request) {
  service::NewUser user;
  user.name = request.word("name");
  user.display_name = request.has("display-name") ? request.word("display-name") : user.name;
  user.roles = request.words("role");
  user.site = request.word("site");
  user.password = request.input;
  service::Users users(context.database, context.now_ms);
  const Result<service::User> made = users.create(service::operator_actor(), user);
  if (!made) return refusal(made.error());
  return {0, "Created: " + made->name + "\n", ""};
}

AdminReply list_users(const AdminContext& context, const AdminRequest&) {
  service::Users users(context.database, context.now_ms);
  const Result<std::vector<service::User>> all = users.all();
  if (!all) return refusal(all.error());
  std::string out;
  for (const service::User& user : *all) {
    out += fmt::format("{:<20} {:<24} {:<16} {}{}\n", user.name, fmt::join(user.roles.words(), ","),
                       user.site.empty() ? "-" : user.site,
                       user.second_factor ? "second factor" : "password",
                       user.disabled ? ", disabled" : "");
  }
  return {0, out, ""};
}

AdminReply verify_audit(const AdminContext& context, const AdminRequest& request) {
  const Result<service::AuditCheck> check = service::verify_audit(context.database);
  if (!check) return refusal(check.error());
  if (!check->whole) {
    return {1, "",
            fmt::format("nestline: the audit log is broken at entry {}\n", check->broken_at)};
  }
  const std::string expected = request.word("head");
  if (!expected.empty()) {
    const auto entries = service::audit_entries(context.database, 0, kMostEditions);
    if (!entries) return refusal(entries.error());
    bool found = false;
    for (const service::AuditEntry& entry : *entries) found = found || entry.hash == expected;
    if (!found) {
      return {1, "", "nestline: no entry has that hash: the log was cut off or made anew\n"};
    }
  }
  return {0, fmt::format("{} entries, whole; head {}\n", check->entries, check->head), ""};
}

AdminReply list_editions(const AdminContext& context, const AdminRequest&) {
  const auto editions = service::list_editions(context.database);
  if (!editions) return refusal(editions.error());
  std::string out;
  for (const service::EditionRow& edition : *editions) {
    out += fmt::format(
        "{:>5}{} {}  {:<11} {:<14} {}  {}\n", edition.number, edition.live ? "*" : " ",
        time_json_text(edition.created_at_ms).substr(0, 16), service::name_of(edition.origin),
        edition.author, edition.checksum.substr(0, 12), edition.note);
  }
  return {0, out, ""};
}

AdminReply publish_edition(const AdminContext& context, const AdminRequest& request) {
  if (context.office == nullptr) return refusal(needs_server());
  service::Publisher& publisher = context.office->publisher();
  const Result<service::CandidateView> begun = publisher.start(service::operator_actor());
  if (!begun) return refusal(begun.error());
  publisher.wait();
  const auto view = publisher.view(begun->id);
  if (!view || view->state != service::CandidateState::Ready) {
    return {1, "", view ? blocks_text(*view) : "nestline: another candidate came between\n"};
  }
  const std::string answers =
      fmt::format("{} answers of {} change\n", view->result.answers.size(), view->result.replayed);
  if (request.has("dry-run")) return {0, changes_text(view->plan.changes) + answers, ""};
  const Result<service::EditionRow> made =
      publisher.publish(service::operator_actor(), begun->id, request.word("note"));
  if (!made) return refusal(made.error());
  return {0,
          changes_text(view->plan.changes) + answers +
              fmt::format("Published: edition {}\n", made->number),
          ""};
}

AdminReply roll_back_edition(const AdminContext& context, const AdminRequest& request) {
  if (context.office == nullptr) return refusal(needs_server());
  const Result<int> number = number_of(request, "edition", kMostEditions);
  if (!number) return refusal(number.error());
  service::Publisher& publisher = context.office->publisher();
  const Result<service::CandidateView> begun =
      publisher.roll_back(service::operator_actor(), *number, request.word("note"));
  if (!begun) return refusal(begun.error());
  publisher.wait();
  const auto view = publisher.view(begun->id);
  if (!view || view->state != service::CandidateState::Published) {
    return {1, "", view ? blocks_text(*view) : "nestline: another candidate came between\n"};
  }
  return {0,
          fmt::format("Live: edition {}, with the content of edition {}\n", view->edition, *number),
          blocks_text(*view)};
}

AdminReply export_content(const AdminContext& context, const AdminRequest& request) {
  Result<std::int64_t> number = service::live_edition(context.database);
  if (!number) return refusal(number.error());
  if (request.has("edition")) {
    const Result<int> asked = number_of(request, "edition", kMostEditions);
    if (!asked) return refusal(asked.error());
    number = std::int64_t{*asked};
  }
  if (*number == 0) {
    return refusal({ErrorCode::NotFound, "there is no edition yet: start the server once", ""});
  }
  const Result<service::EditionContent> content = service::load_edition(context.database, *number);
  if (!content) return refusal(content.error());
  return {0, content_files_json(content->files), ""};
}

AdminReply import_content(const AdminContext& context, const AdminRequest& request) {
  const Result<ImportBody> body = parse_import(request.input);
  if (!body) return refusal(body.error());
  const Result<std::int64_t> live = service::live_edition(context.database);
  if (!live) return refusal(live.error());
  if (*live == 0) {
    return refusal({ErrorCode::NotFound, "there is no edition yet: start the server once", ""});
  }
  const Result<service::ImportReport> report = service::import_content(
      {context.database, service::operator_actor(), context.now_ms()}, body->files,
      {request.has("dry-run"), request.has("approve"), request.word("note")});
  if (!report) return refusal(report.error());
  const std::string faults = faults_text(report->faults);
  if (!faults.empty()) return {1, "", faults + "nestline: nothing was changed\n"};
  return {
      0,
      changes_text(report->changes) + fmt::format("{} changes{}\n", report->changes.size(),
                                                  report->applied ? "" : ", nothing was written"),
      ""};
}

}  // namespace nestline::api
