#include "service/answering/conversation.h"

#include "service/insight/answer_id.h"

namespace nestline::service {

Conversations::Conversations(std::function<Clock::time_point()> now, std::size_t most)
    : now_(std::move(now)), most_(most) {}

void Conversations::drop_ended() {
  const Clock::time_point now = now_();
  while (!by_last_use_.empty()) {
    const auto oldest = entries_.find(by_last_use_.front());
    if (entries_.size() <= most_ && now - oldest->second.last < kIdle) break;
    entries_.erase(oldest);
    by_last_use_.pop_front();
  }
}

std::string Conversations::start(Settings settings) {
  std::string id = new_answer_id();
  const std::lock_guard lock(mutex_);
  by_last_use_.push_back(id);
  entries_[id] = {{std::move(settings), std::nullopt}, now_(), 0, std::prev(by_last_use_.end())};
  drop_ended();
  return id;
}

Result<Conversations::State> Conversations::next_message(const std::string& id,
                                                         const std::string& site) {
  const std::lock_guard lock(mutex_);
  drop_ended();
  const auto found = entries_.find(id);
  if (found == entries_.end() || found->second.state.settings.site != site) {
    return Error{ErrorCode::NotFound, "this conversation does not exist or has ended", ""};
  }
  Entry& entry = found->second;
  if (entry.messages >= kMostMessages) {
    return Error{ErrorCode::TooLarge,
                 "this conversation has reached " + std::to_string(kMostMessages) + " messages",
                 ""};
  }
  ++entry.messages;
  entry.last = now_();
  by_last_use_.splice(by_last_use_.end(), by_last_use_, entry.order);
  return entry.state;
}

void Conversations::remember(const std::string& id, const Answer& answer) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(id);
  if (found == entries_.end()) return;
  State& state = found->second.state;
  if (answer.kind == AnswerKind::Guidance && !answer.passages.empty()) {
    const std::string& passage = answer.passages.front().value;
    state.earlier = Earlier{{passage.substr(0, passage.find('/'))}, answer.child_age_months};
  } else if (state.earlier && answer.child_age_months) {
    state.earlier->child_age_months = answer.child_age_months;
  }
  if (answer.child_age_months) state.settings.child_age_months = answer.child_age_months;
}

bool Conversations::end(const std::string& id, const std::string& site) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(id);
  if (found == entries_.end() || found->second.state.settings.site != site) return false;
  by_last_use_.erase(found->second.order);
  entries_.erase(found);
  return true;
}

std::size_t Conversations::size() const {
  const std::lock_guard lock(mutex_);
  return entries_.size();
}

}  // namespace nestline::service
