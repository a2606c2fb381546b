// A site's own referrals as files: services of the Open Referral Human Services Data Specification
// 3.0, as JSON (a page of services as its API gives it, a list, or one service) or as one CSV table
// (a column for each plain member of a service; what HSDS keeps in objects of its own has a column
// with a dot: docs/integration.md has the list). Everything in the file is kept, what we do not
// know too, and comes out again on export in the same format; in the other format nested parts that
// we do not know come out as JSON text. Pure functions.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/content.h"
#include "service/sites/site_referral.h"

namespace nestline::api {

// What is wrong in a file. `row` counts from 1: the header is row 1 of a CSV, the first service is
// row 1 of a JSON. 0: the file as a whole.
struct HsdsFault {
  std::size_t row = 0;
  std::string column;
  std::string message;
};

struct HsdsFile {
  std::vector<service::SiteReferral> referrals;  // in order; as far as they have no fault
  std::vector<std::size_t> rows;                 // of each
  std::set<std::string> ids;                     // of all rows
  std::vector<HsdsFault> faults;
};

HsdsFile read_hsds_csv(std::string_view text, const knowledge::Date& today);
HsdsFile read_hsds_json(std::string_view text, const knowledge::Date& today);

std::string write_hsds_csv(const std::vector<service::SiteReferral>& referrals);
std::string write_hsds_json(const std::vector<service::SiteReferral>& referrals);

}  // namespace nestline::api
