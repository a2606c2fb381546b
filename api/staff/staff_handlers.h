// The handlers under /v1/staff, behind StaffOffice::answer: parse, call, render. Thread-safe.
#pragma once

#include <vector>

#include "api/http/router.h"
#include "api/staff/office.h"

namespace nestline::api::staff {

// The routes, each with who may call it; tests/api compares that with x-roles in api/openapi.json.
std::vector<Route> staff_routes(StaffOffice& office);

using StaffHandler = HttpResponse (*)(StaffOffice&, const StaffCaller&, const HttpRequest&);

// session.cpp
HttpResponse sign_in(StaffOffice& office, const StaffCaller& caller, const HttpRequest& request);
HttpResponse get_session(StaffOffice& office, const StaffCaller& caller,
                         const HttpRequest& request);
HttpResponse sign_out(StaffOffice& office, const StaffCaller& caller, const HttpRequest& request);
HttpResponse change_password(StaffOffice& office, const StaffCaller& caller,
                             const HttpRequest& request);
HttpResponse start_second_factor(StaffOffice& office, const StaffCaller& caller,
                                 const HttpRequest& request);
HttpResponse confirm_second_factor(StaffOffice& office, const StaffCaller& caller,
                                   const HttpRequest& request);
HttpResponse staff_home(StaffOffice& office, const StaffCaller& caller, const HttpRequest& request);

// people.cpp
HttpResponse list_users(StaffOffice& office, const StaffCaller& caller, const HttpRequest& request);
HttpResponse create_user(StaffOffice& office, const StaffCaller& caller,
                         const HttpRequest& request);
HttpResponse get_user(StaffOffice& office, const StaffCaller& caller, const HttpRequest& request);
HttpResponse save_user(StaffOffice& office, const StaffCaller& caller, const HttpRequest& request);
HttpResponse list_audit(StaffOffice& office, const StaffCaller& caller, const HttpRequest& request);
HttpResponse check_audit(StaffOffice& office, const StaffCaller& caller,
                         const HttpRequest& request);

// items.cpp
HttpResponse list_items(StaffOffice& office, const StaffCaller& caller, const HttpRequest& request);
HttpResponse create_item(StaffOffice& office, const StaffCaller& caller,
                         const HttpRequest& request);
HttpResponse get_item(StaffOffice& office, const StaffCaller& caller, const HttpRequest& request);
HttpResponse list_revisions(StaffOffice& office, const StaffCaller& caller,
                            const HttpRequest& request);
HttpResponse create_revision(StaffOffice& office, const StaffCaller& caller,
                             const HttpRequest& request);
HttpResponse review_item(StaffOffice& office, const StaffCaller& caller,
                         const HttpRequest& request);
HttpResponse check_item(StaffOffice& office, const StaffCaller& caller, const HttpRequest& request);

// revisions.cpp
HttpResponse list_reviews(StaffOffice& office, const StaffCaller& caller,
                          const HttpRequest& request);
HttpResponse get_revision(StaffOffice& office, const StaffCaller& caller,
                          const HttpRequest& request);
HttpResponse save_revision(StaffOffice& office, const StaffCaller& caller,
                           const HttpRequest& request);
HttpResponse discard_revision(StaffOffice& office, const StaffCaller& caller,
                              const HttpRequest& request);
HttpResponse submit_revision(StaffOffice& office, const StaffCaller& caller,
                             const HttpRequest& request);
HttpResponse withdraw_revision(StaffOffice& office, const StaffCaller& caller,
                               const HttpRequest& request);
HttpResponse approve_revision(StaffOffice& office, const StaffCaller& caller,
                              const HttpRequest& request);
HttpResponse ask_for_changes(StaffOffice& office, const StaffCaller& caller,
                             const HttpRequest& request);
// A revision with its ETag.
HttpResponse revision_response(StaffOffice& office, const StaffCaller& caller, int status,
                               const service::Revision& revision, const HttpRequest& request);

// editions.cpp
HttpResponse list_editions(StaffOffice& office, const StaffCaller& caller,
                           const HttpRequest& request);
HttpResponse get_edition(StaffOffice& office, const StaffCaller& caller,
                         const HttpRequest& request);
HttpResponse roll_back(StaffOffice& office, const StaffCaller& caller, const HttpRequest& request);
HttpResponse review_edition(StaffOffice& office, const StaffCaller& caller,
                            const HttpRequest& request);
HttpResponse make_candidate(StaffOffice& office, const StaffCaller& caller,
                            const HttpRequest& request);
HttpResponse get_candidate(StaffOffice& office, const StaffCaller& caller,
                           const HttpRequest& request);
HttpResponse publish_candidate(StaffOffice& office, const StaffCaller& caller,
                               const HttpRequest& request);
HttpResponse try_out(StaffOffice& office, const StaffCaller& caller, const HttpRequest& request);
HttpResponse export_content(StaffOffice& office, const StaffCaller& caller,
                            const HttpRequest& request);
HttpResponse import_content(StaffOffice& office, const StaffCaller& caller,
                            const HttpRequest& request);

// sites.cpp
HttpResponse list_sites(StaffOffice& office, const StaffCaller& caller, const HttpRequest& request);
HttpResponse get_site(StaffOffice& office, const StaffCaller& caller, const HttpRequest& request);
HttpResponse save_site(StaffOffice& office, const StaffCaller& caller, const HttpRequest& request);
HttpResponse list_keys(StaffOffice& office, const StaffCaller& caller, const HttpRequest& request);
HttpResponse create_key(StaffOffice& office, const StaffCaller& caller, const HttpRequest& request);
HttpResponse revoke_key(StaffOffice& office, const StaffCaller& caller, const HttpRequest& request);

// insight.cpp
HttpResponse insight_counts(StaffOffice& office, const StaffCaller& caller,
                            const HttpRequest& request);
HttpResponse insight_feedback(StaffOffice& office, const StaffCaller& caller,
                              const HttpRequest& request);
HttpResponse insight_coverage(StaffOffice& office, const StaffCaller& caller,
                              const HttpRequest& request);
HttpResponse insight_overlap(StaffOffice& office, const StaffCaller& caller,
                             const HttpRequest& request);
HttpResponse insight_export(StaffOffice& office, const StaffCaller& caller,
                            const HttpRequest& request);

}  // namespace nestline::api::staff
