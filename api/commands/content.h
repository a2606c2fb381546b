// The content a command works on: a folder, or what is built into the binary.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "knowledge/content.h"
#include "knowledge/fault.h"
#include "knowledge/result.h"
#include "service/answering/snapshot.h"

namespace nestline::api {

struct LoadedContent {
  std::vector<knowledge::ContentFile> files;
  knowledge::Content content;
  std::vector<knowledge::Fault> faults;  // of reading
  std::string checksum;
};

// `folder` empty: the built-in content.
Result<LoadedContent> load_content(const std::string& folder);

// The snapshot of that content as edition `number`, or nullptr with the faults printed to standard
// error.
std::shared_ptr<const service::Snapshot> build_snapshot(LoadedContent loaded, int number,
                                                        bool clinically_reviewed);

// Both in one, for content whose review does not matter.
std::shared_ptr<const service::Snapshot> load_snapshot(const std::string& folder);

// "file:line: field: message", errors before warnings.
std::string fault_text(const knowledge::Fault& fault);
void print_faults(const std::vector<knowledge::Fault>& faults);
bool has_error(const std::vector<knowledge::Fault>& faults);

// "host:port" apart; the port must be 0 to 65535. IPv6 addresses stand in brackets.
struct Listen {
  std::string host;
  std::uint16_t port = 0;
};
Result<Listen> parse_listen(const std::string& text);

}  // namespace nestline::api
