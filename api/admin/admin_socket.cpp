#include "api/admin/admin_socket.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <system_error>

#include "api/codec/admin_json.h"

namespace nestline::api {
namespace {

constexpr char kSocketFile[] = "nestline.sock";
constexpr std::size_t kMostBytes = std::size_t{32} * 1024 * 1024;
constexpr std::chrono::seconds kPatience{10};
// For the answer: a command may build an edition, which takes seconds, more on a busy machine.
constexpr std::chrono::seconds kAnswerPatience{180};

Error unavailable(const std::string& what) {
  return {ErrorCode::Unavailable, what + " (" + std::generic_category().message(errno) + ")", ""};
}

// The address of the folder's socket. A path of any length: the folder is named by a descriptor.
struct Address {
  UniqueFd folder;
  sockaddr_un name{};
};

Result<Address> address_in(const std::filesystem::path& folder) {
  Address address;
  address.folder = UniqueFd(::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!address.folder) return unavailable("the data folder cannot be opened");
  const std::string path =
      "/proc/self/fd/" + std::to_string(address.folder.get()) + "/" + kSocketFile;
  address.name.sun_family = AF_UNIX;
  std::memcpy(address.name.sun_path, path.c_str(), path.size() + 1);
  return address;
}

const sockaddr* as_sockaddr(const sockaddr_un& name) {
  return reinterpret_cast<const sockaddr*>(&name);
}

void set_patience(const UniqueFd& socket, std::chrono::seconds longest = kPatience) {
  const timeval patience{longest.count(), 0};
  setsockopt(socket.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
  setsockopt(socket.get(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
}

// Everything until the other end shuts down its side; false when it takes too long or says too
// much.
bool read_all(const UniqueFd& socket, std::string& text, std::chrono::seconds longest = kPatience) {
  const auto end = std::chrono::steady_clock::now() + longest;
  std::array<char, 65'536> part{};
  while (text.size() <= kMostBytes && std::chrono::steady_clock::now() < end) {
    const ssize_t got = recv(socket.get(), part.data(), part.size(), 0);
    if (got == 0) return true;
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return false;
    text.append(part.data(), static_cast<std::size_t>(got));
  }
  return false;
}

bool write_all(const UniqueFd& socket, std::string_view text) {
  while (!text.empty()) {
    const ssize_t sent = send(socket.get(), text.data(), text.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool is_owner(const UniqueFd& socket) {
  ucred peer{};
  socklen_t size = sizeof(peer);
  if (getsockopt(socket.get(), SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0) return false;
  return peer.uid == 0 || peer.uid == geteuid();
}

}  // namespace

Result<std::unique_ptr<AdminSocket>> AdminSocket::open(const std::filesystem::path& folder,
                                                       Handler handler) {
  const Result<Address> address = address_in(folder);
  if (!address) return address.error();
  UniqueFd listener(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  UniqueFd wake(eventfd(0, EFD_CLOEXEC));
  if (!listener || !wake) return unavailable("no socket for commands");
  std::filesystem::path file = folder / kSocketFile;
  unlink(file.c_str());
  // Linux gives the file the mode that the socket has when it is bound.
  fchmod(listener.get(), 0600);
  if (bind(listener.get(), as_sockaddr(address->name), sizeof(address->name)) != 0 ||
      listen(listener.get(), 16) != 0) {
    return unavailable("cannot make " + file.string());
  }
  return std::unique_ptr<AdminSocket>(
      new AdminSocket(std::move(file), std::move(listener), std::move(wake), std::move(handler)));
}

AdminSocket::AdminSocket(std::filesystem::path file, UniqueFd listener, UniqueFd wake,
                         Handler handler)
    : file_(std::move(file)),
      listener_(std::move(listener)),
      wake_(std::move(wake)),
      handler_(std::move(handler)),
      thread_([this] { serve(); }) {}

AdminSocket::~AdminSocket() {
  eventfd_write(wake_.get(), 1);
  thread_.join();
  unlink(file_.c_str());
}

void AdminSocket::serve() noexcept {
  while (true) {
    std::array<pollfd, 2> waited = {{{listener_.get(), POLLIN, 0}, {wake_.get(), POLLIN, 0}}};
    if (poll(waited.data(), waited.size(), -1) < 0 && errno != EINTR) return;
    if (waited[1].revents != 0) return;
    const UniqueFd client(accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
    if (!client) continue;
    try {
      answer(client);
    } catch (...) {  // out of memory: the command hears nothing and says so
    }
  }
}

void AdminSocket::answer(const UniqueFd& client) const {
  set_patience(client);
  std::string text;
  if (!is_owner(client) || !read_all(client, text)) return;
  const Result<AdminRequest> request = parse_admin_request(text);
  const AdminReply reply =
      request ? handler_(*request)
              : AdminReply{1, "", "nestline: the server does not understand this command\n"};
  write_all(client, admin_reply_json(reply));
}

Result<AdminReply> send_admin(const std::filesystem::path& folder, const AdminRequest& request) {
  const Result<Address> address = address_in(folder);
  if (!address) return address.error();
  const UniqueFd server(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!server) return unavailable("no socket");
  if (connect(server.get(), as_sockaddr(address->name), sizeof(address->name)) != 0) {
    return Error{ErrorCode::NotFound, "no server takes commands in " + folder.string(), ""};
  }
  set_patience(server, kAnswerPatience);
  std::string text;
  const bool asked =
      write_all(server, admin_request_json(request)) && shutdown(server.get(), SHUT_WR) == 0;
  if (!asked || !read_all(server, text, kAnswerPatience) || text.empty()) {
    return Error{ErrorCode::Unavailable, "the server did not answer the command", ""};
  }
  return parse_admin_reply(text);
}

}  // namespace nestline::api
