// A fair load generator: N keep-alive connections on this machine, each with one request in flight,
// for some seconds. It counts the answers of every connection, because a server that serves a few
// connections well and lets the others starve looks fast in a mean. Usage: load_bench PORT
// CONNECTIONS SECONDS METHOD PATH [BODY]

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

struct Connection {
  int socket = -1;
  std::string in;
  std::size_t want = 0;  // bytes of the whole answer, 0 while its head is not complete
  Clock::time_point sent;
  int answers = 0;
};

[[noreturn]] void die(const char* what) {
  std::perror(what);
  std::exit(1);
}

int connect_to(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  if (socket < 0) die("socket");
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
  if (connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) die("connect");
  const int on = 1;
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return socket;
}

void send_request(Connection& connection, const std::string& request) {
  connection.in.clear();
  connection.want = 0;
  connection.sent = Clock::now();
  if (send(connection.socket, request.data(), request.size(), MSG_NOSIGNAL) !=
      static_cast<ssize_t>(request.size())) {
    die("send");
  }
}

// True when the whole answer is there; anything but 200 ends the run, because it would be measured
// as speed.
bool receive(Connection& connection) {
  std::array<char, 16384> buffer{};
  const ssize_t got = recv(connection.socket, buffer.data(), buffer.size(), 0);
  if (got <= 0) die("the server closed a connection");
  connection.in.append(buffer.data(), static_cast<std::size_t>(got));
  if (connection.want == 0) {
    const std::size_t end = connection.in.find("\r\n\r\n");
    if (end == std::string::npos) return false;
    if (!connection.in.starts_with("HTTP/1.1 200")) {
      std::fprintf(stderr, "not a 200: %s\n", connection.in.substr(0, 200).c_str());
      std::exit(1);
    }
    const std::size_t length = connection.in.find("Content-Length: ");
    if (length == std::string::npos || length > end) die("no Content-Length");
    connection.want = end + 4 + std::strtoul(connection.in.c_str() + length + 16, nullptr, 10);
  }
  return connection.in.size() >= connection.want;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 6) {
    std::fputs("usage: load_bench PORT CONNECTIONS SECONDS METHOD PATH [BODY]\n", stderr);
    return 2;
  }
  const int port = std::atoi(argv[1]);
  const std::string body = argc > 6 ? argv[6] : "";
  std::string request = std::string(argv[4]) + " " + argv[5] + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
  if (!body.empty()) {
    request +=
        "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
  }
  request += "\r\n" + body;

  const int poller = epoll_create1(0);
  std::vector<Connection> connections(static_cast<std::size_t>(std::atoi(argv[2])));
  for (std::size_t i = 0; i < connections.size(); ++i) {
    connections[i].socket = connect_to(port);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = i;
    epoll_ctl(poller, EPOLL_CTL_ADD, connections[i].socket, &event);
  }
  const Clock::time_point begin = Clock::now();
  const Clock::time_point end = begin + std::chrono::seconds(std::atoi(argv[3]));
  for (Connection& connection : connections) send_request(connection, request);
  std::vector<double> millis;
  std::array<epoll_event, 256> events{};
  while (Clock::now() < end) {
    const int ready = epoll_wait(poller, events.data(), static_cast<int>(events.size()), 100);
    for (int i = 0; i < ready; ++i) {
      Connection& connection = connections[events[static_cast<std::size_t>(i)].data.u64];
      if (!receive(connection)) continue;
      ++connection.answers;
      millis.push_back(
          std::chrono::duration<double, std::milli>(Clock::now() - connection.sent).count());
      send_request(connection, request);
    }
  }
  const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  std::sort(millis.begin(), millis.end());
  const auto starved = std::count_if(connections.begin(), connections.end(),
                                     [](const Connection& c) { return c.answers == 0; });
  const auto [least, most] = std::minmax_element(
      connections.begin(), connections.end(),
      [](const Connection& a, const Connection& b) { return a.answers < b.answers; });
  if (millis.empty()) die("no answer at all");
  std::printf("rate %.0f p50_ms %.2f p99_ms %.2f max_ms %.2f starved %td least %d most %d\n",
              static_cast<double>(millis.size()) / seconds, millis[millis.size() / 2],
              millis[millis.size() * 99 / 100], millis.back(), starved, least->answers,
              most->answers);
  for (const Connection& connection : connections) close(connection.socket);
  close(poller);
  return 0;
}
