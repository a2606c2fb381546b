// What the handlers share: the live edition, the sites, the guard, the conversations and the
// recorder. main builds it; handlers receive it.
//
// Thread-safe. A request takes the live edition once and keeps it to its end, so a publish in
// between is not seen by it.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "api/codec/rendered.h"
#include "api/guard.h"
#include "api/idempotency.h"
#include "service/answering/answer.h"
#include "service/answering/conversation.h"
#include "service/insight/answer_id.h"
#include "service/insight/recorder.h"
#include "service/sites/site_directory.h"

namespace nestline::api {

class StaffOffice;

class App {
 public:
  using SteadyClock = std::function<std::chrono::steady_clock::time_point()>;

  // The recorder and the sites outlive it.
  App(std::shared_ptr<const Rendered> live, service::Recorder& recorder,
      service::SiteDirectory& sites, SteadyClock now = &std::chrono::steady_clock::now)
      : live_(std::move(live)),
        conversations_(now),
        recorder_(recorder),
        sites_(sites),
        guard_(sites, now),
        idempotency_(now) {}
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  // The latest edition.
  [[nodiscard]] std::shared_ptr<const Rendered> live() const {
    const std::lock_guard lock(mutex_);
    return live_;
  }
  // The edition that the site pins, while it is loaded; else the latest.
  [[nodiscard]] std::shared_ptr<const Rendered> live(const service::Site& site) const {
    const std::lock_guard lock(mutex_);
    const auto pinned = kept_.find(site.pinned_edition);
    return pinned == kept_.end() ? live_ : pinned->second;
  }
  [[nodiscard]] bool has_edition(int number) const {
    const std::lock_guard lock(mutex_);
    return live_->snapshot().edition().number == number || kept_.contains(number);
  }
  // Makes it the latest. The one before stays loaded while a site pins it.
  void publish(std::shared_ptr<const Rendered> next) {
    const auto table = sites_.table();
    const std::lock_guard lock(mutex_);
    const int before = live_->snapshot().edition().number;
    if (before != next->snapshot().edition().number) kept_[before] = std::move(live_);
    std::erase_if(kept_, [&](const auto& kept) { return !table->pins(kept.first); });
    live_ = std::move(next);
  }

  // Keeps an earlier edition loaded for the sites that pin it.
  void keep(std::shared_ptr<const Rendered> earlier) {
    const int number = earlier->snapshot().edition().number;
    const std::lock_guard lock(mutex_);
    if (number != live_->snapshot().edition().number) kept_[number] = std::move(earlier);
  }

  // The content of this checksum has its clinical review now: the notice on its answers goes, in
  // the latest edition and in those that are kept.
  void take_review(const std::string& checksum) {
    const std::lock_guard lock(mutex_);
    if (live_->snapshot().edition().checksum == checksum) live_ = live_->reviewed();
    for (auto& [number, kept] : kept_) {
      if (kept->snapshot().edition().checksum == checksum) kept = kept->reviewed();
    }
  }

  // Curation, where this server has it: api/staff/office.h. Set before the server runs.
  void set_office(StaffOffice& office) { office_ = &office; }
  [[nodiscard]] StaffOffice* office() const { return office_; }

  // Counts an answer that was given on a site; its new id, by which feedback names it.
  std::string record(const service::Site& site, const service::Answer& answer, int edition) {
    std::string id = service::new_answer_id();
    recorder_.record({id, site.id, std::string(service::name_of(answer.kind)),
                      answer.topics.empty() ? "" : answer.topics.front().id.value, answer.language,
                      edition});
    return id;
  }

  service::Conversations& conversations() { return conversations_; }
  service::Recorder& recorder() { return recorder_; }
  service::SiteDirectory& sites() { return sites_; }
  Guard& guard() { return guard_; }
  Idempotency& idempotency() { return idempotency_; }

  // After this /readyz says that the server is going away.
  void drain() { draining_.store(true); }
  [[nodiscard]] bool is_draining() const { return draining_.load(); }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const Rendered> live_;                 // guarded by mutex_
  std::map<int, std::shared_ptr<const Rendered>> kept_;  // guarded by mutex_; by number
  service::Conversations conversations_;
  service::Recorder& recorder_;
  service::SiteDirectory& sites_;
  Guard guard_;
  Idempotency idempotency_;
  StaffOffice* office_ = nullptr;
  std::atomic<bool> draining_ = false;
};

}  // namespace nestline::api
