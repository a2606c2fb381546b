#include <algorithm>
#include <charconv>
#include <chrono>

#include <fmt/format.h>

#include "api/codec/content_json.h"
#include "api/codec/json_object.h"
#include "api/codec/staff_json.h"
#include "api/codec/staff_requests.h"
#include "api/respond.h"
#include "api/staff/staff_handlers.h"
#include "knowledge/lint.h"
#include "knowledge/readability.h"
#include "service/insight/answer_log.h"

namespace nestline::api::staff {
namespace {

std::string query(const HttpRequest& request, const char* name) {
  return request.query_parameter(name).value_or("");
}

int limit_of(const HttpRequest& request) {
  const std::string text = query(request, "limit");
  int number = 50;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return std::clamp(number, 1, 200);
}

Result<std::string> summary(service::Transaction& transaction, const service::ItemRow& item,
                            std::int64_t today) {
  if (item.open_revision == 0) return item_summary_json(item, std::nullopt, today);
  const auto state = service::state_of(transaction, item.open_revision);
  if (!state) return state.error();
  return item_summary_json(item, *state, today);
}

// A revision as JSON, or null where the item has none there.
Result<std::string> one_revision(service::Transaction& transaction, const service::Actor& reader,
                                 const service::ItemRow& item, std::int64_t id) {
  if (id == 0) return std::string("null");
  const Result<service::Revision> revision = service::find_revision(transaction, id);
  if (!revision) return revision.error();
  return revision_json(reader, item, *revision);
}

// Only what can be told of one item alone; the whole is checked with the candidate.
std::vector<knowledge::Fault> lint(const knowledge::Item& item, knowledge::Date today) {
  const knowledge::Content content = knowledge::content_of(item);
  const std::vector<knowledge::ContentFile> files{{item.file, item.text}};
  return knowledge::lint_content(content, files, today);
}

std::string grade_json(const knowledge::Passage& passage) {
  const knowledge::ReadingMeasure measure = knowledge::measure_reading(passage);
  return fmt::format(
      R"({{"flesch_kincaid":{:.1f},"smog":{:.1f},"words":{},"warn_above":{:.1f},"refused_above":{:.1f}}})",
      measure.flesch_kincaid(), measure.smog(), measure.words, knowledge::kWarnGrade,
      knowledge::kMostGrade);
}

}  // namespace

HttpResponse list_items(StaffOffice& office, const StaffCaller&, const HttpRequest& request) {
  const std::int64_t today = service::day_of(office.now_ms());
  service::ItemFilter filter;
  filter.kind = query(request, "kind");
  filter.language = query(request, "language");
  filter.state = query(request, "state");
  filter.topic = query(request, "topic");
  filter.search = query(request, "search");
  filter.after = query(request, "after");
  filter.due_before = query(request, "overdue") == "yes" ? today : 0;
  filter.limit = limit_of(request);
  Result<service::Transaction> begun = office.database().begin(service::Access::Read);
  if (!begun) return fail(begun.error(), request);
  const auto items = service::list_items(begun.value(), filter);
  if (!items) return fail(items.error(), request);
  JsonArray list;
  for (const service::ItemRow& item : *items) {
    const Result<std::string> one = summary(begun.value(), item, today);
    if (!one) return fail(one.error(), request);
    list.raw(*one);
  }
  JsonObject out;
  out.raw("items", list.text());
  if (static_cast<int>(items->size()) == filter.limit) out.string("next", items->back().key);
  return json_response(200, out.text());
}

HttpResponse create_item(StaffOffice& office, const StaffCaller& caller,
                         const HttpRequest& request) {
  if (auto refusal = refuse_other_than_json(request)) return *refusal;
  const Result<service::DraftText> draft = parse_draft(request.body);
  if (!draft) return fail(draft.error(), request);
  const Result<service::Revision> made = service::create_item(office.curator(caller), *draft);
  if (!made) return fail(made.error(), request);
  return revision_response(office, caller, 201, *made, request);
}

HttpResponse get_item(StaffOffice& office, const StaffCaller& caller, const HttpRequest& request) {
  Result<service::Transaction> begun = office.database().begin(service::Access::Read);
  if (!begun) return fail(begun.error(), request);
  const auto item = service::find_item(begun.value(), path_number(request, "item_id"));
  if (!item) return fail(item.error(), request);
  const auto shown = summary(begun.value(), *item, service::day_of(office.now_ms()));
  if (!shown) return fail(shown.error(), request);
  const service::Actor reader = caller.actor();
  const auto live = one_revision(begun.value(), reader, *item, item->live_revision);
  if (!live) return fail(live.error(), request);
  const auto open = one_revision(begun.value(), reader, *item, item->open_revision);
  if (!open) return fail(open.error(), request);
  JsonObject out;
  out.raw("item", *shown);
  out.raw("live", *live);
  out.raw("open", *open);
  HttpResponse response = json_response(200, out.text());
  response.headers.push_back(etag('i', item->id, item->version));
  return response;
}

HttpResponse list_revisions(StaffOffice& office, const StaffCaller& caller,
                            const HttpRequest& request) {
  Result<service::Transaction> begun = office.database().begin(service::Access::Read);
  if (!begun) return fail(begun.error(), request);
  const auto item = service::find_item(begun.value(), path_number(request, "item_id"));
  if (!item) return fail(item.error(), request);
  const auto revisions = service::revisions_of(begun.value(), item->id);
  if (!revisions) return fail(revisions.error(), request);
  JsonArray list;
  for (const service::Revision& revision : *revisions) {
    list.raw(revision_json(caller.actor(), *item, revision));
  }
  JsonObject out;
  out.raw("revisions", list.text());
  return json_response(200, out.text());
}

namespace {

Result<service::ItemRow> item_in_path(StaffOffice& office, const HttpRequest& request) {
  Result<service::Transaction> begun = office.database().begin(service::Access::Read);
  if (!begun) return begun.error();
  return service::find_item(begun.value(), path_number(request, "item_id"));
}

}  // namespace

HttpResponse create_revision(StaffOffice& office, const StaffCaller& caller,
                             const HttpRequest& request) {
  const Result<service::ItemRow> item = item_in_path(office, request);
  if (!item) return fail(item.error(), request);
  if (auto refusal = refuse_other_than_json(request)) return *refusal;
  const auto version = if_match(request, 'i', item->id);
  if (!version) return precondition_required(request);
  const Result<RevisionText> text = parse_revision(request.body, item->kind, true);
  if (!text) return fail(text.error(), request);
  service::NewRevision what{item->id,      *version,      text->text,
                            text->restore, text->retires, text->note.value_or("")};
  const Result<service::Revision> made = service::create_revision(office.curator(caller), what);
  if (!made) return fail(made.error(), request);
  return revision_response(office, caller, 201, *made, request);
}

HttpResponse review_item(StaffOffice& office, const StaffCaller& caller,
                         const HttpRequest& request) {
  const Result<service::ItemRow> item = item_in_path(office, request);
  if (!item) return fail(item.error(), request);
  if (auto refusal = refuse_other_than_json(request)) return *refusal;
  const auto version = if_match(request, 'i', item->id);
  if (!version) return precondition_required(request);
  const Result<ReviewBody> review = parse_review(request.body, true);
  if (!review) return fail(review.error(), request);
  const Result<service::Revision> made = service::review_item(
      office.curator(caller), {item->id, *version, review->by, review->role, review->months});
  if (!made) return fail(made.error(), request);
  return revision_response(office, caller, 201, *made, request);
}

HttpResponse check_item(StaffOffice& office, const StaffCaller&, const HttpRequest& request) {
  if (auto refusal = refuse_other_than_json(request)) return *refusal;
  const Result<service::DraftText> draft = parse_draft(request.body);
  if (!draft) return fail(draft.error(), request);
  const Result<std::string> file = service::file_for(*draft);
  if (!file) return fail(file.error(), request);
  std::vector<knowledge::Fault> faults;
  const auto item = knowledge::read_item(draft->kind, *file, draft->text, faults);
  JsonObject out;
  if (item) {
    const knowledge::Date today =
        std::chrono::floor<std::chrono::days>(std::chrono::sys_time<std::chrono::milliseconds>(
            std::chrono::milliseconds(office.now_ms())));
    faults = lint(*item, today);
  }
  JsonArray list;
  for (const knowledge::Fault& fault : faults) list.raw(fault_json(fault));
  out.raw("faults", list.text());
  out.string("text", item ? item->text : draft->text);
  if (item && item->kind == knowledge::ItemKind::Passage) {
    const knowledge::Content content = knowledge::content_of(*item);
    const knowledge::Passage& passage = content.languages.front().passages.front();
    if (draft->language == "en") out.raw("grade", grade_json(passage));
    out.raw("preview", passage_json(passage, office.app().live()->snapshot()));
  }
  return json_response(200, out.text());
}

}  // namespace nestline::api::staff
