#include <charconv>

#include "api/codec/json_object.h"
#include "api/codec/staff_json.h"
#include "api/codec/staff_requests.h"
#include "api/respond.h"
#include "api/staff/staff_handlers.h"
#include "service/answering/answer_question.h"
#include "service/curation/audit.h"
#include "service/curation/import.h"
#include "service/insight/answer_id.h"
#include "service/insight/reviews.h"
#include "service/sites/site_store.h"

namespace nestline::api::staff {
namespace {

std::int64_t number_of(const std::string& text) {
  std::int64_t number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && stop == text.data() + text.size() ? number : 0;
}

Result<std::string> edition_with_all(StaffOffice& office, const service::EditionRow& edition) {
  EditionExtras extras;
  Result<std::vector<service::Review>> reviews =
      service::reviews_of(office.database(), edition.checksum);
  if (!reviews) return reviews.error();
  extras.reviews = std::move(reviews).value();
  const Result<std::vector<service::Site>> sites = service::load_sites(office.database());
  if (!sites) return sites.error();
  for (const service::Site& site : *sites) {
    if (site.pinned_edition == edition.number) extras.pinned_by.push_back(site.id);
  }
  return edition_json(edition, extras);
}

HttpResponse edition_response(StaffOffice& office, int status, const service::EditionRow& edition,
                              const HttpRequest& request) {
  const Result<std::string> json = edition_with_all(office, edition);
  return json ? json_response(status, *json) : fail(json.error(), request);
}

HttpResponse candidate_response(const Result<service::CandidateView>& view,
                                const HttpRequest& request) {
  return view ? json_response(202, candidate_json(*view)) : fail(view.error(), request);
}

}  // namespace

HttpResponse list_editions(StaffOffice& office, const StaffCaller&, const HttpRequest& request) {
  const auto editions = service::list_editions(office.database());
  if (!editions) return fail(editions.error(), request);
  JsonArray list;
  for (const service::EditionRow& edition : *editions) {
    const Result<std::string> one = edition_with_all(office, edition);
    if (!one) return fail(one.error(), request);
    list.raw(*one);
  }
  JsonObject out;
  out.raw("editions", list.text());
  return json_response(200, out.text());
}

HttpResponse get_edition(StaffOffice& office, const StaffCaller&, const HttpRequest& request) {
  const auto edition = service::find_edition(office.database(), path_number(request, "edition"));
  if (!edition) return fail(edition.error(), request);
  const std::string since = request.query_parameter("since").value_or("");
  const std::int64_t earlier = since.empty() ? edition->number - 1 : number_of(since);
  const auto changes = service::changes_between(office.database(), earlier, edition->number);
  if (!changes) return fail(changes.error(), request);
  const Result<std::string> shown = edition_with_all(office, *edition);
  if (!shown) return fail(shown.error(), request);
  JsonArray list;
  for (const service::ItemChange& change : *changes) list.raw(change_json(change));
  JsonObject out;
  out.raw("edition", *shown);
  out.raw("changes", list.text());
  return json_response(200, out.text());
}

HttpResponse roll_back(StaffOffice& office, const StaffCaller& caller, const HttpRequest& request) {
  const std::int64_t number = path_number(request, "edition");
  if (const auto known = service::find_edition(office.database(), number); !known) {
    return fail(known.error(), request);
  }
  if (auto refusal = refuse_other_than_json(request)) return *refusal;
  const Result<std::string> note = parse_optional_string(request.body, "note");
  if (!note) return fail(note.error(), request);
  return candidate_response(office.publisher().roll_back(caller.actor(), number, *note), request);
}

HttpResponse review_edition(StaffOffice& office, const StaffCaller& caller,
                            const HttpRequest& request) {
  const auto edition = service::find_edition(office.database(), path_number(request, "edition"));
  if (!edition) return fail(edition.error(), request);
  if (auto refusal = refuse_other_than_json(request)) return *refusal;
  const Result<ReviewBody> review = parse_review(request.body, false);
  if (!review) return fail(review.error(), request);
  const Status recorded = service::record_review(
      office.database(),
      {review->by, review->role, edition->number, edition->checksum, office.now_ms()});
  if (!recorded) return fail(recorded.error(), request);
  const Status noted = service::append_audit(
      office.database(), office.now_ms(),
      {caller.session.user.name, "edition.clinical-review",
       "edition " + std::to_string(edition->number), review->by + ", " + review->role});
  if (!noted) return fail(noted.error(), request);
  office.app().take_review(edition->checksum);
  return edition_response(office, 201, *edition, request);
}

HttpResponse make_candidate(StaffOffice& office, const StaffCaller& caller,
                            const HttpRequest& request) {
  if (auto refusal = refuse_other_than_json(request)) return *refusal;
  if (const auto read = parse_optional_string(request.body, nullptr); !read) {
    return fail(read.error(), request);
  }
  return candidate_response(office.publisher().start(caller.actor()), request);
}

HttpResponse get_candidate(StaffOffice& office, const StaffCaller&, const HttpRequest& request) {
  const auto view = office.publisher().view(request.path_parameter("candidate_id").value_or(""));
  if (!view) return fail({ErrorCode::NotFound, "there is no such candidate", ""}, request);
  return json_response(200, candidate_json(*view));
}

HttpResponse publish_candidate(StaffOffice& office, const StaffCaller& caller,
                               const HttpRequest& request) {
  const std::string id = request.path_parameter("candidate_id").value_or("");
  if (!office.publisher().view(id)) {
    return fail({ErrorCode::NotFound, "there is no such candidate", ""}, request);
  }
  if (auto refusal = refuse_other_than_json(request)) return *refusal;
  const Result<std::string> note = parse_optional_string(request.body, "note");
  if (!note) return fail(note.error(), request);
  const Result<service::EditionRow> made = office.publisher().publish(caller.actor(), id, *note);
  if (!made) return fail(made.error(), request);
  return edition_response(office, 200, *made, request);
}

HttpResponse try_out(StaffOffice& office, const StaffCaller&, const HttpRequest& request) {
  if (auto refusal = refuse_other_than_json(request)) return *refusal;
  Result<TryOut> asked = parse_try_out(request.body);
  if (!asked) return fail(asked.error(), request);
  const std::string which = asked->edition.empty() ? "live" : asked->edition;
  std::shared_ptr<const service::Snapshot> snapshot;
  if (which == "candidate") {
    snapshot = office.publisher().candidate();
    if (snapshot == nullptr) {
      return fail({ErrorCode::NotFound, "there is no candidate to ask", ""}, request);
    }
  } else {
    const std::int64_t number =
        which == "live" ? office.app().live()->snapshot().edition().number : number_of(which);
    auto found = office.publisher().edition(number);
    if (!found) return fail(found.error(), request);
    snapshot = std::move(found).value();
  }
  const Result<service::Question> question = service::parse_question(std::move(asked.value().ask));
  if (!question) return fail(question.error(), request);
  if (snapshot == nullptr) return json_response(202, R"({"state":"loading"})");
  const std::shared_ptr<const Rendered> live = office.app().live();
  const bool is_live = &live->snapshot() == snapshot.get();
  const service::Answer answer = service::answer_question(*snapshot, *question);
  const Rendered::Envelope envelope{service::new_answer_id(), ""};
  JsonObject out;
  out.string("edition", which);
  // Writing a whole edition's pieces takes some milliseconds, which a try-out may take.
  out.raw("answer",
          is_live ? live->answer(answer, envelope) : Rendered(snapshot).answer(answer, envelope));
  return json_response(200, out.text());
}

HttpResponse export_content(StaffOffice& office, const StaffCaller&, const HttpRequest& request) {
  const std::string named = request.query_parameter("edition").value_or("");
  std::int64_t number = number_of(named);
  if (named.empty()) number = office.app().live()->snapshot().edition().number;
  const auto content = service::load_edition(office.database(), number);
  if (!content) return fail(content.error(), request);
  JsonArray files;
  for (const knowledge::ContentFile& file : content->files) {
    JsonObject one;
    one.string("path", file.path);
    one.string("text", file.text);
    files.raw(one.text());
  }
  JsonObject out;
  out.raw("edition", std::to_string(number));
  out.string("checksum", content->edition.checksum);
  out.raw("files", files.text());
  return json_response(200, out.text());
}

HttpResponse import_content(StaffOffice& office, const StaffCaller& caller,
                            const HttpRequest& request) {
  if (auto refusal = refuse_other_than_json(request)) return *refusal;
  const Result<ImportBody> body = parse_import(request.body);
  if (!body) return fail(body.error(), request);
  const Result<service::ImportReport> report = service::import_content(
      office.curator(caller), body->files, {body->dry_run, body->approve, body->note});
  if (!report) return fail(report.error(), request);
  JsonArray changes;
  for (const service::ItemChange& change : report->changes) {
    changes.raw(change_json(change));
  }
  JsonArray faults;
  for (const knowledge::Fault& fault : report->faults) faults.raw(fault_json(fault));
  JsonObject out;
  out.raw("changes", changes.text());
  out.raw("faults", faults.text());
  out.raw("applied", report->applied ? "true" : "false");
  return json_response(200, out.text());
}

}  // namespace nestline::api::staff
