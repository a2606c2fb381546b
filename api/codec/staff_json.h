// The values of curation as the contract has them. Pure functions; safe from any thread.
#pragma once

#include <string>
#include <vector>

#include "api/codec/rendered.h"
#include "knowledge/fault.h"
#include "service/curation/audit.h"
#include "service/curation/publisher.h"
#include "service/curation/users.h"
#include "service/curation/workflow.h"
#include "service/insight/reviews.h"
#include "service/sites/api_key.h"
#include "service/sites/site.h"

namespace nestline::api {

std::string time_json_text(std::int64_t ms);  // RFC 3339, UTC

std::string session_json(const service::Session& session);
std::string user_json(const service::User& user);
// `state` of the open revision, where there is one; `today` as a day.
std::string item_summary_json(const service::ItemRow& item,
                              std::optional<service::RevisionState> state, std::int64_t today);
std::string revision_json(const service::Actor& reader, const service::ItemRow& item,
                          const service::Revision& revision);
std::string fault_json(const knowledge::Fault& fault);
std::string change_json(const service::ItemChange& change);
struct EditionExtras {
  std::vector<service::Review> reviews;
  std::vector<std::string> pinned_by;
};
std::string edition_json(const service::EditionRow& edition, const EditionExtras& extras);
std::string candidate_json(const service::CandidateView& view);
std::string audit_json(const service::AuditEntry& entry);
std::string staff_site_json(const service::Site& site);
// `secret` empty: it is not shown.
std::string staff_key_json(const service::ApiKey& key, const std::string& secret);

// {"files": [{"path", "text"}]}: what parse_import reads.
std::string content_files_json(const std::vector<knowledge::ContentFile>& files);

}  // namespace nestline::api
