// What the handlers share: the live edition, the conversations and the recorder. main builds it;
// handlers receive it.
//
// Thread-safe. A request takes the live edition once and keeps it to its end, so a publish in
// between is not seen by it.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>

#include "api/codec/rendered.h"
#include "service/answering/conversation.h"
#include "service/insight/recorder.h"

namespace nestline::api {

class App {
 public:
  App(std::shared_ptr<const Rendered> live, service::Recorder& recorder)
      : live_(std::move(live)), recorder_(recorder) {}
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  [[nodiscard]] std::shared_ptr<const Rendered> live() const {
    const std::lock_guard lock(mutex_);
    return live_;
  }
  void publish(std::shared_ptr<const Rendered> next) {
    const std::lock_guard lock(mutex_);
    live_ = std::move(next);
  }

  service::Conversations& conversations() { return conversations_; }
  service::Recorder& recorder() { return recorder_; }

  // After this /readyz says that the server is going away.
  void drain() { draining_.store(true); }
  [[nodiscard]] bool is_draining() const { return draining_.load(); }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const Rendered> live_;
  service::Conversations conversations_;
  service::Recorder& recorder_;
  std::atomic<bool> draining_ = false;
};

}  // namespace nestline::api
