// How a command reaches a running server: a Unix socket in the data folder, `nestline.sock`, which
// only the folder's owner (and root) may open. One process holds the database (SQLite before 3.51.3
// must not be written by two), so the server carries the command out itself and has it in force at
// once. One request a connection: JSON until the sender shuts down its side, then JSON back. One
// connection at a time; its request must come within 10 seconds.
//
// The thread of AdminSocket calls the handler; send_admin() may be called from any thread.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <thread>

#include "api/admin/admin_request.h"
#include "api/http/unique_fd.h"
#include "knowledge/result.h"

namespace nestline::api {

class AdminSocket {
 public:
  using Handler = std::function<AdminReply(const AdminRequest&)>;

  // The caller holds the folder's lock, so a socket that is there already is a dead server's.
  // Unavailable when it cannot be made.
  static Result<std::unique_ptr<AdminSocket>> open(const std::filesystem::path& folder,
                                                   Handler handler);
  ~AdminSocket();
  AdminSocket(const AdminSocket&) = delete;
  AdminSocket& operator=(const AdminSocket&) = delete;

 private:
  AdminSocket(std::filesystem::path file, UniqueFd listener, UniqueFd wake, Handler handler);
  void serve() noexcept;
  void answer(const UniqueFd& client) const;

  std::filesystem::path file_;
  UniqueFd listener_;
  UniqueFd wake_;
  Handler handler_;
  std::thread thread_;  // last, so that it starts when all else is there
};

// NotFound when no server listens there; Unavailable when one does and gives no answer in time.
Result<AdminReply> send_admin(const std::filesystem::path& folder, const AdminRequest& request);

}  // namespace nestline::api
