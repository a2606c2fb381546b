// The SQL of sites and keys. Functions on a Database; safe from any thread. The cached side that
// requests read is SiteDirectory.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "knowledge/result.h"
#include "service/sites/api_key.h"
#include "service/sites/site.h"
#include "service/storage/database.h"

namespace nestline::service {

// By id, oldest first for keys.
Result<std::vector<Site>> load_sites(Database& database);
Result<std::vector<ApiKey>> load_keys(Database& database);

// Conflict when there is one of that id; the site must have passed check_site.
Status insert_site(Database& database, const Site& site);

// NotFound when there is none of that id.
Status update_site(Database& database, const Site& site);

// NotFound (field "site") when there is no such site.
Status insert_key(Database& database, const ApiKey& key);

// Sets when it ends and when it was revoked. NotFound when there is no such key.
Status update_key(Database& database, const ApiKey& key);

// A new key in the place of `old`, which ends when it says; both or neither.
Status replace_key(Database& database, const ApiKey& old, const ApiKey& fresh);

// Words with single spaces between, and back.
std::string join_words(const std::vector<std::string>& words);
std::vector<std::string> split_words(std::string_view text);

}  // namespace nestline::service
