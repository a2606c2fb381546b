// A content folder taken in, as revisions: what differs from the live edition becomes a draft, what
// the folder lacks a draft that takes it away. All of it or, on any error, nothing. Functions on a
// Database; safe from any thread.
#pragma once

#include <string>
#include <vector>

#include "knowledge/content.h"
#include "knowledge/fault.h"
#include "knowledge/result.h"
#include "service/curation/edition_store.h"
#include "service/curation/workflow.h"

namespace nestline::service {

struct ImportOptions {
  bool dry_run = false;
  // Admins: approved at once where one approval is enough; what is sensitive goes to review.
  bool approve = false;
  std::string note;
};

struct ImportReport {
  std::vector<knowledge::Fault> faults;  // errors and warnings
  std::vector<ItemChange> changes;       // `to` is the revision that was made; -1 on a dry run
  bool applied = false;
};

// Conflict where somebody works on an item that would change.
Result<ImportReport> import_content(const Curator& by,
                                    const std::vector<knowledge::ContentFile>& files,
                                    const ImportOptions& options);

}  // namespace nestline::service
