// A TCP client that sends exactly the bytes it is told to, so that tests can be rude. Every wait
// has one generous limit (kPatience), and a wait that ends there shows as a missing answer, never
// as a hang. One object belongs to one thread.
#pragma once

#include "api/http/unique_fd.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace nestline::test {

constexpr std::chrono::seconds kPatience{20};

struct Answer {
  int status = 0;                              // 0: nothing that looks like an answer came
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;

  [[nodiscard]] std::string header(const std::string& name) const;  // empty where there is none
};

class RawClient {
 public:
  enum class Receive {
    Normal,
    TinyBuffer
  };  // TinyBuffer: the kernel takes little on the client's behalf

  explicit RawClient(std::uint16_t port, Receive receive = Receive::Normal);

  // A socket that connect() will use later; for tests that run out of descriptors.
  static RawClient unconnected();
  bool connect(std::uint16_t port);

  // False where the other end is gone.
  bool send(std::string_view bytes);
  void finish_sending();

  // The next answer. A HEAD answer has no body whatever its length says.
  enum class Expect { Body, NoBody };
  Answer read_answer(Expect expect = Expect::Body);

  // Reads until the end. True where the other end closed, whether politely or not.
  bool is_closed_by_peer();

  // Reads until the end. True where it was a reset, which takes answers away from clients that have
  // not read them.
  bool is_reset_by_peer();

  // Everything until the end, without a look at it.
  std::string read_rest();

  // Whether something to read (or the end) is there within `patience`.
  bool is_readable(std::chrono::milliseconds patience);

  // request() = send() + read_answer().
  Answer request(std::string_view bytes, Expect expect = Expect::Body);

 private:
  RawClient() = default;
  bool fill();

  api::UniqueFd socket_;
  std::string buffer_;
  bool ended_ = false;
  bool was_reset_ = false;
};

// "GET path" with a Host, keep-alive.
std::string get(std::string_view path, std::string_view more_headers = "");
std::string post(std::string_view path, std::string_view body);

}  // namespace nestline::test
