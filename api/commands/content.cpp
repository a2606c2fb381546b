#include "api/commands/content.h"

#include <fmt/format.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <algorithm>
#include <charconv>
#include <cstdio>

#include "knowledge/checksum.h"
#include "knowledge/content_files.h"
#include "knowledge/embedded.h"

namespace nestline::knowledge {
extern const EmbeddedFile learned_files[];
}  // namespace nestline::knowledge

namespace nestline::api {
namespace {

// What the safety screen learned from the built-in content, see learn_main.cpp.
std::string_view learned() {
  const knowledge::EmbeddedFile& file = knowledge::learned_files[0];
  return {file.begin, static_cast<std::size_t>(file.end - file.begin)};
}

}  // namespace

Result<LoadedContent> load_content(const std::string& folder) {
  LoadedContent out;
  if (folder.empty()) {
    out.files = knowledge::builtin_content();
  } else {
    Result<std::vector<knowledge::ContentFile>> files = knowledge::read_folder(folder);
    if (!files) return files.error();
    out.files = std::move(files).value();
  }
  out.content = knowledge::read_content(out.files, out.faults);
  out.checksum = knowledge::checksum_of(out.files);
  return out;
}

std::shared_ptr<const service::Snapshot> build_snapshot(LoadedContent loaded, int number,
                                                        bool clinically_reviewed) {
  service::Edition edition{number, std::move(loaded.checksum), clinically_reviewed};
  std::shared_ptr<const service::Snapshot> snapshot = service::Snapshot::build(
      std::move(loaded.content), std::move(edition), loaded.faults, learned());
  if (snapshot == nullptr) {
    print_faults(loaded.faults);
    fmt::print(stderr, "nestline: this content cannot be served\n");
  }
#ifdef __GLIBC__
  malloc_trim(0);  // training takes twice the memory that serving does
#endif
  return snapshot;
}

std::shared_ptr<const service::Snapshot> load_snapshot(const std::string& folder) {
  Result<LoadedContent> loaded = load_content(folder);
  if (!loaded) {
    fmt::print(stderr, "nestline: {}\n", loaded.error().message);
    return nullptr;
  }
  return build_snapshot(std::move(loaded).value(), 1, false);
}

std::string fault_text(const knowledge::Fault& fault) {
  std::string out = fault.file;
  if (fault.line > 0) out += fmt::format(":{}", fault.line);
  out += fault.warning ? ": warning: " : ": error: ";
  if (!fault.field.empty()) out += fault.field + ": ";
  return out + fault.message;
}

void print_faults(const std::vector<knowledge::Fault>& faults) {
  for (const bool warnings : {false, true}) {
    for (const knowledge::Fault& fault : faults) {
      if (fault.warning == warnings) fmt::print(stderr, "{}\n", fault_text(fault));
    }
  }
}

bool has_error(const std::vector<knowledge::Fault>& faults) {
  return std::any_of(faults.begin(), faults.end(),
                     [](const knowledge::Fault& fault) { return !fault.warning; });
}

Result<Listen> parse_listen(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  const Error wrong{ErrorCode::InvalidInput, "must be HOST:PORT, for example 127.0.0.1:8080",
                    "listen"};
  if (colon == std::string::npos || colon == 0) return wrong;
  Listen listen{text.substr(0, colon), 0};
  if (listen.host.front() == '[' && listen.host.back() == ']') {
    listen.host = listen.host.substr(1, listen.host.size() - 2);
  }
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, listen.port);
  if (error != std::errc() || stop != end) return wrong;
  return listen;
}

}  // namespace nestline::api
