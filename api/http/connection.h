// What the poller knows of one client. Owned by the poller thread; a worker holds a pointer to it
// as a name only.
#pragma once

#include "api/http/intake.h"
#include "api/http/unique_fd.h"

#include <chrono>
#include <cstddef>
#include <string>

namespace nestline::api {

struct Connection {
  enum class State {
    Reading,    // waits for (the rest of) a request
    Busy,       // a worker makes the answer; the poller does not touch the socket
    Writing,    // the client has not taken the whole answer yet
    Lingering,  // answered and shut down for writing; what still arrives is thrown away, because
                // closing at once would reset the connection and the client might never see the
                // answer
  };

  UniqueFd socket;
  std::string peer;
  std::size_t slot = 0;  // place in the poller's table
  State state = State::Reading;
  Inbox inbox;
  bool may_read = true;  // the kernel may hold more; set by an edge, cleared by a short read
  bool end_is_announced =
      false;  // an edge said that the client shut down its side; what it sent before may be unread
  bool has_ended = false;    // and everything before it was read
  bool has_request = false;  // at least one request was read
  AfterAnswer after = AfterAnswer::Keep;

  std::string outbox;
  std::size_t sent = 0;
  std::size_t thrown_away = 0;

  std::chrono::steady_clock::time_point deadline;
  Inbox::Phase timed_phase =
      Inbox::Phase::Idle;  // the deadline belongs to this phase; bytes alone do not extend it
};

}  // namespace nestline::api
