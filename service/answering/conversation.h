// Conversations: what was talked about a moment ago, so that "what about at bedtime?" keeps its
// topic. In memory only, and no text: the last topic, the child's age, the country and language. A
// conversation ends kIdle after its last message, or when its id is deleted; the number is bounded,
// the one idle for longest goes first.
//
// Thread-safe: one mutex guards the table and is held only for look-ups.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "knowledge/result.h"
#include "service/answering/answer.h"
#include "service/answering/question.h"

namespace nestline::service {

class Conversations {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::minutes kIdle{30};
  static constexpr std::size_t kMost = 20'000;
  static constexpr int kMostMessages = 100;

  explicit Conversations(std::function<Clock::time_point()> now = &Clock::now,
                         std::size_t most = kMost);

  // What every message of the conversation shares.
  struct Settings {
    std::optional<int> child_age_months;
    std::string locale;
    std::string country;
    std::string site = "default";  // whose it is; for another site it does not exist
  };

  // A new conversation's id: 32 random hexadecimal characters.
  std::string start(Settings settings);

  struct State {
    Settings settings;
    std::optional<Earlier> earlier;
  };
  // NotFound when it does not exist or has ended, TooLarge after kMostMessages messages. Counts one
  // message.
  Result<State> next_message(const std::string& id, const std::string& site);

  // Remembers what an answer was about. An answer without a topic leaves the topic as it was.
  // Unknown ids are ignored.
  void remember(const std::string& id, const Answer& answer);

  // False when there was none.
  bool end(const std::string& id, const std::string& site);

  [[nodiscard]] std::size_t size() const;

 private:
  struct Entry {
    State state;
    Clock::time_point last;
    int messages = 0;
    std::list<std::string>::iterator order;
  };
  void drop_ended();  // with the mutex held

  std::function<Clock::time_point()> now_;
  std::size_t most_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Entry> entries_;
  std::list<std::string> by_last_use_;  // the longest idle first
};

}  // namespace nestline::service
