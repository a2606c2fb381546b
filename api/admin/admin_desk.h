// Carries out the operator's commands on a database: sites, keys, referrals, reviews. The one place
// where they are checked, whoever asks. Safe from any thread as far as the context is.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "api/admin/admin_request.h"
#include "knowledge/result.h"
#include "service/storage/database.h"

namespace nestline::api {

class StaffOffice;

struct AdminContext {
  service::Database& database;
  std::function<std::int64_t()> now_ms;
  // Sites, keys or referrals are others now: a server reads them again. May be empty.
  std::function<Status()> changed;
  // This content has its clinical review now. May be empty.
  std::function<void(const std::string& checksum)> reviewed;
  // Whether a site can stay on this edition. Empty: on the first one, which every program has.
  std::function<bool(int)> has_edition = {};
  // Of a running server; null: none runs, and what needs one is refused.
  StaffOffice* office = nullptr;
};

AdminReply perform(const AdminContext& context, const AdminRequest& request);

// "nestline: <field> <message>", exit 1.
AdminReply refusal(const Error& error);

// The commands, one file each.
AdminReply create_site(const AdminContext& context, const AdminRequest& request);
AdminReply edit_site(const AdminContext& context, const AdminRequest& request);
AdminReply list_sites(const AdminContext& context, const AdminRequest& request);
AdminReply create_key(const AdminContext& context, const AdminRequest& request);
AdminReply rotate_key(const AdminContext& context, const AdminRequest& request);
AdminReply revoke_key(const AdminContext& context, const AdminRequest& request);
AdminReply list_keys(const AdminContext& context, const AdminRequest& request);
AdminReply import_referrals(const AdminContext& context, const AdminRequest& request);
AdminReply export_referrals(const AdminContext& context, const AdminRequest& request);
AdminReply put_review(const AdminContext& context, const AdminRequest& request);
AdminReply create_user(const AdminContext& context, const AdminRequest& request);
AdminReply list_users(const AdminContext& context, const AdminRequest& request);
AdminReply verify_audit(const AdminContext& context, const AdminRequest& request);
AdminReply list_editions(const AdminContext& context, const AdminRequest& request);
AdminReply publish_edition(const AdminContext& context, const AdminRequest& request);
AdminReply roll_back_edition(const AdminContext& context, const AdminRequest& request);
AdminReply export_content(const AdminContext& context, const AdminRequest& request);
AdminReply import_content(const AdminContext& context, const AdminRequest& request);

// `reply` once the change is in force; it is stored in any case.
AdminReply in_force(const AdminContext& context, AdminReply reply);

// A whole number from 0 to `most`, or an error that names the option.
Result<int> number_of(const AdminRequest& request, const std::string& option, int most);

}  // namespace nestline::api
