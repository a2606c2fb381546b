// Builds candidates, publishes them, rolls back, and loads earlier editions for try-outs and for
// sites that stay on one. The long work (reading, training, replaying: a second or more) is done on
// a thread of its own; requests go on with the snapshot that they have. Going live is one
// transaction, then one pointer: a crash between the two leaves the next edition whole, and the
// next start serves it.
//
// Thread-safe. The database, the clock and what the hooks touch must outlive it.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "knowledge/result.h"
#include "service/curation/actor.h"
#include "service/curation/candidate.h"
#include "service/curation/edition_store.h"
#include "service/storage/database.h"

namespace nestline::service {

enum class CandidateState { Running, Ready, Blocked, Failed, Published, Stale };
std::string_view name_of(CandidateState state);

// What anybody may see of a candidate; a value.
struct CandidateView {
  std::string id;
  CandidateState state = CandidateState::Running;
  std::string step = "reading";
  double progress = 0;
  Plan plan;  // without the members' texts
  Examination result;
  std::string error;              // of a failed one
  std::int64_t edition = 0;       // once published
  std::int64_t milliseconds = 0;  // that it took
};

struct PublisherHooks {
  std::function<std::shared_ptr<const Snapshot>()> live;
  // Serves it from now on.
  std::function<void(std::shared_ptr<const Snapshot>)> go_live;
  // Recent questions to replay, redacted; may be empty.
  std::function<std::vector<ReplayQuestion>()> questions = {};
};

class Publisher {
 public:
  using Clock = std::function<std::int64_t()>;  // UTC milliseconds

  Publisher(Database& database, Clock now_ms, PublisherHooks hooks);
  Publisher(const Publisher&) = delete;
  Publisher& operator=(const Publisher&) = delete;
  // Waits for the work at hand.
  ~Publisher();

  // Begins a candidate of all approved revisions; Conflict while one is being built, or where
  // nothing is approved.
  Result<CandidateView> start(const Actor& by);
  // Begins an earlier edition's content as the next edition; it goes live by itself.
  Result<CandidateView> roll_back(const Actor& by, std::int64_t to, const std::string& note);
  // The last one begun, if it has this id.
  [[nodiscard]] std::optional<CandidateView> view(const std::string& id) const;
  // Conflict unless it is ready and nothing has changed since.
  Result<EditionRow> publish(const Actor& by, const std::string& id, const std::string& note);

  // What try-outs ask: null while none is ready.
  [[nodiscard]] std::shared_ptr<const Snapshot> candidate() const;
  // An edition, live or loaded before; null when it is not loaded yet, and loading has begun.
  // NotFound where there is none.
  Result<std::shared_ptr<const Snapshot>> edition(std::int64_t number);
  // Loads it now; takes a second.
  Result<std::shared_ptr<const Snapshot>> load(std::int64_t number);

  // Waits until all that was begun is done; for commands and tests.
  void wait();

 private:
  struct Job {
    Plan plan;  // whole; the builder's own while it runs
    CandidateView view;
    std::string note;
    Actor by;
    bool publishes_itself = false;
  };
  Result<CandidateView> begin(const Actor& by, Result<Plan> plan, const std::string& note,
                              bool publishes_itself);
  void work(std::shared_ptr<Job> job);
  Result<EditionRow> put_live(const std::shared_ptr<Job>& job, const Actor& by,
                              const std::string& note);
  void post(std::function<void()> task);
  void run();

  Database& database_;
  const Clock now_ms_;
  const PublisherHooks hooks_;
  std::mutex publishing_;  // one at a time goes live

  mutable std::mutex mutex_;  // guards all below
  std::condition_variable changed_;
  std::shared_ptr<Job> job_;  // the last one
  std::map<std::int64_t, std::shared_ptr<const Snapshot>> loaded_;
  std::deque<std::function<void()>> tasks_;
  bool busy_ = false;
  bool stopping_ = false;
  std::thread thread_;  // last, so that it starts when all else is there
};

}  // namespace nestline::service
