#include "tests/http/raw_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>

namespace nestline::test {

namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

}  // namespace

std::string Answer::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? "" : found->second;
}

RawClient::RawClient(std::uint16_t port, Receive receive) : RawClient(unconnected()) {
  if (receive == Receive::TinyBuffer) {
    const int size = 4096;
    setsockopt(socket_.get(), SOL_SOCKET, SO_RCVBUF, &size, sizeof(size));
  }
  connect(port);
}

RawClient RawClient::unconnected() {
  RawClient client;
  client.socket_ = api::UniqueFd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  return client;
}

bool RawClient::connect(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const auto* to = reinterpret_cast<const sockaddr*>(&address);
  const bool is_connected = ::connect(socket_.get(), to, sizeof(address)) == 0;
  ended_ = !is_connected;
  return is_connected;
}

bool RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    pollfd wait{socket_.get(), POLLOUT, 0};
    if (::poll(&wait, 1, static_cast<int>(std::chrono::milliseconds(kPatience).count())) != 1) {
      return false;
    }
    const ssize_t sent =
        ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void RawClient::finish_sending() { ::shutdown(socket_.get(), SHUT_WR); }

bool RawClient::is_readable(std::chrono::milliseconds patience) {
  pollfd wait{socket_.get(), POLLIN, 0};
  return ::poll(&wait, 1, static_cast<int>(patience.count())) == 1;
}

bool RawClient::fill() {
  if (ended_ || !is_readable(kPatience)) return false;
  std::array<char, 16384> chunk;
  const ssize_t count = ::recv(socket_.get(), chunk.data(), chunk.size(), 0);
  if (count <= 0) {
    ended_ = true;
    was_reset_ = count < 0;
    return false;
  }
  buffer_.append(chunk.data(), static_cast<std::size_t>(count));
  return true;
}

Answer RawClient::read_answer(Expect expect) {
  Answer answer;
  std::size_t end = buffer_.find("\r\n\r\n");
  while (end == std::string::npos) {
    if (!fill()) return answer;
    end = buffer_.find("\r\n\r\n");
  }
  const std::string head = buffer_.substr(0, end + 2);
  buffer_.erase(0, end + 4);
  if (!head.starts_with("HTTP/1.1 ")) return answer;
  answer.status = std::atoi(head.c_str() + 9);
  for (std::size_t at = head.find("\r\n") + 2; at < head.size();) {
    const std::size_t line_end = head.find("\r\n", at);
    const std::size_t colon = head.find(": ", at);
    if (colon < line_end) {
      answer.headers[lower(head.substr(at, colon - at))] =
          head.substr(colon + 2, line_end - colon - 2);
    }
    at = line_end + 2;
  }
  const std::size_t length = std::strtoul(answer.header("content-length").c_str(), nullptr, 10);
  if (expect == Expect::NoBody) return answer;
  while (buffer_.size() < length) {
    if (!fill()) break;
  }
  answer.body = buffer_.substr(0, length);
  buffer_.erase(0, length);
  return answer;
}

bool RawClient::is_closed_by_peer() {
  while (fill()) buffer_.clear();
  return ended_;
}

bool RawClient::is_reset_by_peer() { return is_closed_by_peer() && was_reset_; }

std::string RawClient::read_rest() {
  while (fill()) {
  }
  return std::move(buffer_);
}

Answer RawClient::request(std::string_view bytes, Expect expect) {
  send(bytes);
  return read_answer(expect);
}

std::string get(std::string_view path, std::string_view more_headers) {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: test\r\n" + std::string(more_headers) +
         "\r\n";
}

std::string post(std::string_view path, std::string_view body) {
  return "POST " + std::string(path) +
         " HTTP/1.1\r\nHost: test\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
         std::string(body);
}

}  // namespace nestline::test
