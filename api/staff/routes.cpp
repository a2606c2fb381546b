#include "api/staff/staff_handlers.h"

namespace nestline::api::staff {
namespace {

using service::Role;

constexpr std::size_t kMostItem = std::size_t{512} * 1024;
constexpr std::size_t kMostImport = std::size_t{32} * 1024 * 1024;

const Access kOpen{{}, true, true};
const Access kAny{{Role::Author, Role::Reviewer, Role::Admin}, true, false};
const Access kWriters{{Role::Author, Role::Admin}, true, false};
const Access kImporters{{Role::Author, Role::Admin}, false, false};
const Access kReviewers{{Role::Reviewer, Role::Admin}, false, false};
const Access kAdmins{{Role::Admin}, false, false};
const Access kSiteAdmins{{Role::Admin}, true, false};

}  // namespace

std::vector<Route> staff_routes(StaffOffice& office) {
  std::vector<Route> out;
  const auto add = [&](const char* method, const std::string& path, const Access& access,
                       StaffHandler handler, std::size_t max_body = 0) {
    out.push_back({method, "/v1/staff" + path,
                   [&office, access, handler](const HttpRequest& request) {
                     return office.answer(access, handler, request);
                   },
                   max_body});
  };
  add("POST", "/session", kOpen, sign_in);
  add("GET", "/session", kAny, get_session);
  add("DELETE", "/session", kAny, sign_out);
  add("POST", "/session/password", kAny, change_password);
  add("POST", "/session/second-factor", kAny, start_second_factor);
  add("POST", "/session/second-factor/confirm", kAny, confirm_second_factor);
  add("GET", "/home", kAny, staff_home);

  const std::string item = "/items/{item_id}";
  add("GET", "/items", kAny, list_items);
  add("POST", "/items", kWriters, create_item, kMostItem);
  add("GET", item, kAny, get_item);
  add("GET", item + "/revisions", kAny, list_revisions);
  add("POST", item + "/revisions", kWriters, create_revision, kMostItem);
  add("POST", item + "/clinical-review", kReviewers, review_item);
  add("POST", "/check", kAny, check_item, kMostItem);

  const std::string revision = "/revisions/{revision_id}";
  add("GET", "/reviews", kAny, list_reviews);
  add("GET", revision, kAny, get_revision);
  add("PUT", revision, kWriters, save_revision, kMostItem);
  add("DELETE", revision, kWriters, discard_revision);
  add("POST", revision + "/submit", kWriters, submit_revision);
  add("POST", revision + "/withdraw", kWriters, withdraw_revision);
  add("POST", revision + "/approve", kReviewers, approve_revision);
  add("POST", revision + "/ask-changes", kReviewers, ask_for_changes);

  const std::string edition = "/editions/{edition}";
  add("GET", "/editions", kAny, list_editions);
  add("GET", edition, kAny, get_edition);
  add("POST", edition + "/rollback", kReviewers, roll_back);
  add("POST", edition + "/clinical-review", kReviewers, review_edition);
  add("POST", "/candidates", kReviewers, make_candidate);
  add("GET", "/candidates/{candidate_id}", kAny, get_candidate);
  add("POST", "/candidates/{candidate_id}/publish", kReviewers, publish_candidate);
  add("POST", "/try-out", kAny, try_out);
  add("GET", "/export", kAny, export_content);
  add("POST", "/import", kImporters, import_content, kMostImport);

  add("GET", "/insight/counts", kAny, insight_counts);
  add("GET", "/insight/feedback", kAny, insight_feedback);
  add("GET", "/insight/coverage", kAny, insight_coverage);
  add("GET", "/insight/overlap", kAny, insight_overlap);
  add("GET", "/insight/export", kAny, insight_export);

  add("GET", "/users", kAdmins, list_users);
  add("POST", "/users", kAdmins, create_user);
  add("GET", "/users/{user_id}", kAdmins, get_user);
  add("PUT", "/users/{user_id}", kAdmins, save_user);
  add("GET", "/audit", kAdmins, list_audit);
  add("GET", "/audit/verify", kAdmins, check_audit);

  add("GET", "/sites", kSiteAdmins, list_sites);
  add("GET", "/sites/{site_id}", kSiteAdmins, get_site);
  add("PUT", "/sites/{site_id}", kAdmins, save_site);
  add("GET", "/keys", kSiteAdmins, list_keys);
  add("POST", "/keys", kSiteAdmins, create_key);
  add("DELETE", "/keys/{key_id}", kSiteAdmins, revoke_key);
  return out;
}

}  // namespace nestline::api::staff
