#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <thread>

#include "api/admin/admin_desk.h"
#include "api/admin/admin_socket.h"
#include "api/commands/commands.h"
#include "api/commands/content.h"
#include "service/storage/migrations.h"
#include "service/storage/sqlite_database.h"

namespace nestline::api {
namespace {

// A server that starts holds the folder before it takes commands.
constexpr int kTries = 50;
constexpr std::chrono::milliseconds kBetween{200};

std::int64_t now_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

AdminReply perform_here(service::Database& database, const AdminRequest& request) {
  if (const Status migrated = service::migrate(database, now_ms()); !migrated) {
    return refusal(migrated.error());
  }
  return perform({database, &now_ms, {}, {}}, request);
}

// Here where nobody has the folder, else by the server that has it.
AdminReply perform_anywhere(const std::string& data, const AdminRequest& request) {
  Error why;
  for (int i = 0; i < kTries; ++i) {
    Result<std::unique_ptr<service::Database>> database = service::open_sqlite({.folder = data});
    if (database) return perform_here(**database, request);
    why = database.error();
    if (why.code != ErrorCode::Conflict) break;
    const Result<AdminReply> reply = send_admin(data, request);
    if (reply) return *reply;
    // Sent but not answered: it may be done, so it is not sent again.
    if (reply.error().code != ErrorCode::NotFound) return refusal(reply.error());
    std::this_thread::sleep_for(kBetween);
  }
  return refusal(why);
}

// The file's bytes, and its format by its name where none was given.
Status read_input(AdminOptions& options) {
  const std::string& file = options.input_file;
  if (file.empty()) return ok_status();
  if (file == "-") {
    options.request.input = {std::istreambuf_iterator<char>(std::cin),
                             std::istreambuf_iterator<char>()};
    return ok_status();
  }
  std::ifstream in(file, std::ios::binary);
  options.request.input = {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in) return Error{ErrorCode::NotFound, file + " cannot be read", "file"};
  if (!options.request.has("format")) {
    const std::string extension = std::filesystem::path(file).extension().string();
    if (!extension.empty()) options.request.options["format"] = {extension.substr(1)};
  }
  return ok_status();
}

}  // namespace

int admin_command(AdminOptions options) {
  if (const Status read = read_input(options); !read) {
    fmt::print(stderr, "nestline: {}\n", read.error().message);
    return 1;
  }
  const AdminReply reply = perform_anywhere(options.data, options.request);
  fmt::print("{}", reply.out);
  fmt::print(stderr, "{}", reply.err);
  return reply.exit;
}

int review_record(const ReviewOptions& options) {
  const Result<LoadedContent> loaded = load_content(options.content);
  if (!loaded) {
    fmt::print(stderr, "nestline: {} {}\n", loaded.error().field, loaded.error().message);
    return 1;
  }
  AdminOptions review;
  review.data = options.data;
  review.request.command = "review record";
  review.request.options = {
      {"by", {options.by}}, {"role", {options.role}}, {"checksum", {loaded->checksum}}};
  return admin_command(review);
}

}  // namespace nestline::api
