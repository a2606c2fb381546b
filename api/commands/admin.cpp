#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

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
#include "service/curation/edition_store.h"
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
  AdminContext context{database, &now_ms, {}, {}, {}};
  context.has_edition = [&database](int edition) {
    // A folder that no server has begun yet gets the first one.
    return edition == 1 || service::find_edition(database, edition).ok();
  };
  return perform(context, request);
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

// One line, not shown while it is typed.
std::string read_password() {
  termios shown{};
  const bool is_terminal = isatty(STDIN_FILENO) != 0 && tcgetattr(STDIN_FILENO, &shown) == 0;
  if (is_terminal) {
    termios hidden = shown;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    fmt::print(stderr, "Password: ");
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
  }
  std::string line;
  std::getline(std::cin, line);
  if (is_terminal) {
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
    fmt::print(stderr, "\n");
  }
  return line;
}

}  // namespace

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

int admin_command(AdminOptions options) {
  if (options.asks_password) options.request.input = read_password();
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
  if (!options.content.empty()) review.request.options["content"] = {options.content};
  return admin_command(review);
}

}  // namespace nestline::api
