// The handlers under /v1/staff, behind StaffOffice::answer: parse, call, render. Thread-safe.
#pragma once

#include <vector>

#include "api/http/router.h"
#include "api/staff/office.h"

namespace nestline::api::staff {

// The routes, each with who may call it; tests/api compares that with x-roles in api/openapi.json.
std::vector<Route> staff_routes(StaffOffice& office);

// All handlers have this shape.
using StaffHandler = HttpResponse(StaffOffice& office, const StaffCaller& caller,
                                  const HttpRequest& request);

// session.cpp
StaffHandler sign_in;
StaffHandler get_session;
StaffHandler sign_out;
StaffHandler change_password;
StaffHandler start_second_factor;
StaffHandler confirm_second_factor;
StaffHandler staff_home;

// people.cpp
StaffHandler list_users;
StaffHandler create_user;
StaffHandler get_user;
StaffHandler save_user;
StaffHandler list_audit;
StaffHandler check_audit;

// items.cpp
StaffHandler list_items;
StaffHandler create_item;
StaffHandler get_item;
StaffHandler list_revisions;
StaffHandler create_revision;
StaffHandler review_item;
StaffHandler check_item;

// revisions.cpp
StaffHandler list_reviews;
StaffHandler get_revision;
StaffHandler save_revision;
StaffHandler discard_revision;
StaffHandler submit_revision;
StaffHandler withdraw_revision;
StaffHandler approve_revision;
StaffHandler ask_for_changes;
// A revision with its ETag.
HttpResponse revision_response(StaffOffice& office, const StaffCaller& caller, int status,
                               const service::Revision& revision, const HttpRequest& request);

// editions.cpp
StaffHandler list_editions;
StaffHandler get_edition;
StaffHandler roll_back;
StaffHandler review_edition;
StaffHandler make_candidate;
StaffHandler get_candidate;
StaffHandler publish_candidate;
StaffHandler try_out;
StaffHandler export_content;
StaffHandler import_content;

// sites.cpp
StaffHandler list_sites;
StaffHandler get_site;
StaffHandler save_site;
StaffHandler list_keys;
StaffHandler create_key;
StaffHandler revoke_key;

// insight.cpp
StaffHandler insight_counts;
StaffHandler insight_feedback;
StaffHandler insight_coverage;
StaffHandler insight_overlap;
StaffHandler insight_export;

}  // namespace nestline::api::staff
