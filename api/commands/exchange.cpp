// `nestline export` and `nestline import`: the folder is read and written here, the rest is done by
// whoever holds the database.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "api/codec/staff_json.h"
#include "api/codec/staff_requests.h"
#include "api/commands/commands.h"
#include "knowledge/content_files.h"

namespace nestline::api {
namespace {

int told(const std::string& what) {
  fmt::print(stderr, "nestline: {}\n", what);
  return 1;
}

}  // namespace

int export_command(const ExchangeOptions& options) {
  std::error_code error;
  if (std::filesystem::exists(options.folder, error) &&
      !std::filesystem::is_empty(options.folder, error)) {
    return told(options.folder + " is not empty");
  }
  AdminRequest request;
  request.command = "content export";
  if (options.edition > 0) request.options["edition"] = {std::to_string(options.edition)};
  const AdminReply reply = perform_anywhere(options.data, request);
  if (reply.exit != 0) {
    fmt::print(stderr, "{}", reply.err);
    return reply.exit;
  }
  const Result<ImportBody> body = parse_import(reply.out);
  if (!body) return told(body.error().message);
  for (const knowledge::ContentFile& file : body->files) {
    const std::filesystem::path path = std::filesystem::path(options.folder) / file.path;
    std::filesystem::create_directories(path.parent_path(), error);
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out << file.text;
    out.close();
    if (!out) return told("cannot write " + path.string());
  }
  fmt::print("wrote {} files to {}\n", body->files.size(), options.folder);
  return 0;
}

int import_command(const ExchangeOptions& options) {
  const Result<std::vector<knowledge::ContentFile>> files = knowledge::read_folder(options.folder);
  if (!files) return told(files.error().message);
  AdminRequest request;
  request.command = "content import";
  request.input = content_files_json(*files);
  if (options.dry_run) request.options["dry-run"] = {};
  if (options.approve) request.options["approve"] = {};
  if (!options.note.empty()) request.options["note"] = {options.note};
  const AdminReply reply = perform_anywhere(options.data, request);
  fmt::print("{}", reply.out);
  fmt::print(stderr, "{}", reply.err);
  return reply.exit;
}

}  // namespace nestline::api
