// The SQL of the sites' own referrals. Functions on a Database; safe from any thread.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "knowledge/result.h"
#include "service/sites/site_referral.h"
#include "service/storage/database.h"

namespace nestline::service {

// Of all sites, in their order of import.
Result<std::map<std::string, std::vector<SiteReferral>>> load_site_referrals(Database& database);

// All of the site's are replaced by these, or nothing changes. NotFound (field "site") when there
// is no such site.
Status replace_site_referrals(Database& database, const std::string& site,
                              const std::vector<SiteReferral>& referrals);

}  // namespace nestline::service
