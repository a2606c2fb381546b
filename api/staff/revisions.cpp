#include "api/codec/json_object.h"
#include "api/codec/staff_json.h"
#include "api/codec/staff_requests.h"
#include "api/respond.h"
#include "api/staff/staff_handlers.h"
#include "service/insight/answer_log.h"

namespace nestline::api::staff {
namespace {

struct InPath {
  service::ItemRow item;
  service::Revision revision;
};

Result<InPath> revision_in_path(StaffOffice& office, const HttpRequest& request) {
  Result<service::Transaction> begun = office.database().begin(service::Access::Read);
  if (!begun) return begun.error();
  Result<service::Revision> revision =
      service::find_revision(begun.value(), path_number(request, "revision_id"));
  if (!revision) return revision.error();
  Result<service::ItemRow> item = service::find_item(begun.value(), revision->row.item);
  if (!item) return item.error();
  return InPath{std::move(item).value(), std::move(revision).value()};
}

HttpResponse respond(const service::Actor& reader, const service::ItemRow& item, int status,
                     const service::Revision& revision) {
  HttpResponse response = json_response(status, revision_json(reader, item, revision));
  response.headers.push_back(etag('r', revision.row.id, revision.row.version));
  return response;
}

using Step = Result<service::Revision> (*)(const service::Curator&, const service::Seen&,
                                           const std::string&);

// Submit, withdraw, approve, ask for changes: the same ladder.
HttpResponse take_step(StaffOffice& office, const StaffCaller& caller, const HttpRequest& request,
                       Step step) {
  const Result<InPath> known = revision_in_path(office, request);
  if (!known) return fail(known.error(), request);
  if (auto refusal = refuse_other_than_json(request)) return *refusal;
  const std::int64_t id = known->revision.row.id;
  const auto version = if_match(request, 'r', id);
  if (!version) return precondition_required(request);
  const Result<std::string> comment = parse_optional_string(request.body, "comment");
  if (!comment) return fail(comment.error(), request);
  const Result<service::Revision> after = step(office.curator(caller), {id, *version}, *comment);
  if (!after) return fail(after.error(), request);
  return revision_response(office, caller, 200, *after, request);
}

}  // namespace

HttpResponse revision_response(StaffOffice& office, const StaffCaller& caller, int status,
                               const service::Revision& revision, const HttpRequest& request) {
  Result<service::Transaction> begun = office.database().begin(service::Access::Read);
  if (!begun) return fail(begun.error(), request);
  const Result<service::ItemRow> item = service::find_item(begun.value(), revision.row.item);
  if (!item) return fail(item.error(), request);
  return respond(caller.actor(), *item, status, revision);
}

HttpResponse list_reviews(StaffOffice& office, const StaffCaller& caller,
                          const HttpRequest& request) {
  const std::int64_t today = service::day_of(office.now_ms());
  Result<service::Transaction> begun = office.database().begin(service::Access::Read);
  if (!begun) return fail(begun.error(), request);
  const auto waiting = service::revisions_in(begun.value(), service::RevisionState::InReview);
  if (!waiting) return fail(waiting.error(), request);
  JsonArray list;
  for (const service::RevisionRow& row : *waiting) {
    const auto revision = service::find_revision(begun.value(), row.id);
    if (!revision) return fail(revision.error(), request);
    const auto item = service::find_item(begun.value(), row.item);
    if (!item) return fail(item.error(), request);
    JsonObject one;
    one.raw("item", item_summary_json(*item, row.state, today));
    one.raw("revision", revision_json(caller.actor(), *item, *revision));
    list.raw(one.text());
  }
  JsonObject out;
  out.raw("revisions", list.text());
  return json_response(200, out.text());
}

HttpResponse get_revision(StaffOffice& office, const StaffCaller& caller,
                          const HttpRequest& request) {
  const Result<InPath> known = revision_in_path(office, request);
  if (!known) return fail(known.error(), request);
  return respond(caller.actor(), known->item, 200, known->revision);
}

HttpResponse save_revision(StaffOffice& office, const StaffCaller& caller,
                           const HttpRequest& request) {
  const Result<InPath> known = revision_in_path(office, request);
  if (!known) return fail(known.error(), request);
  if (auto refusal = refuse_other_than_json(request)) return *refusal;
  const std::int64_t id = known->revision.row.id;
  const auto version = if_match(request, 'r', id);
  if (!version) return precondition_required(request);
  const Result<RevisionText> text = parse_revision(request.body, known->item.kind, false);
  if (!text) return fail(text.error(), request);
  const Result<service::Revision> after =
      service::save_revision(office.curator(caller), {id, *version}, text->text, text->note);
  if (!after) return fail(after.error(), request);
  return revision_response(office, caller, 200, *after, request);
}

HttpResponse discard_revision(StaffOffice& office, const StaffCaller& caller,
                              const HttpRequest& request) {
  const Result<InPath> known = revision_in_path(office, request);
  if (!known) return fail(known.error(), request);
  const std::int64_t id = known->revision.row.id;
  const auto version = if_match(request, 'r', id);
  if (!version) return precondition_required(request);
  const Status done = service::discard_revision(office.curator(caller), {id, *version});
  return done ? no_content() : fail(done.error(), request);
}

HttpResponse submit_revision(StaffOffice& office, const StaffCaller& caller,
                             const HttpRequest& request) {
  return take_step(office, caller, request, &service::submit);
}
HttpResponse withdraw_revision(StaffOffice& office, const StaffCaller& caller,
                               const HttpRequest& request) {
  return take_step(office, caller, request, &service::withdraw);
}
HttpResponse approve_revision(StaffOffice& office, const StaffCaller& caller,
                              const HttpRequest& request) {
  return take_step(office, caller, request, &service::approve);
}
HttpResponse ask_for_changes(StaffOffice& office, const StaffCaller& caller,
                             const HttpRequest& request) {
  return take_step(office, caller, request, &service::ask_changes);
}

}  // namespace nestline::api::staff
