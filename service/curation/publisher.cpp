#include "service/curation/publisher.h"

#include <array>
#include <chrono>
#include <exception>

#include "knowledge/names.h"
#include "service/insight/reviews.h"
#include "service/sites/secrets.h"

namespace nestline::service {
namespace {

constexpr std::size_t kMostLoaded = 3;  // editions for try-outs

constexpr std::array<std::pair<CandidateState, std::string_view>, 6> kStates{{
    {CandidateState::Running, "running"},
    {CandidateState::Ready, "ready"},
    {CandidateState::Blocked, "blocked"},
    {CandidateState::Failed, "failed"},
    {CandidateState::Published, "published"},
    {CandidateState::Stale, "stale"},
}};

knowledge::Date day_of_ms(std::int64_t now_ms) {
  return std::chrono::floor<std::chrono::days>(
      std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(now_ms)));
}

Error conflict(std::string why) { return {ErrorCode::Conflict, std::move(why), ""}; }

// A rollback goes live whatever golden questions or lint say: it was live before. What cannot be
// built cannot be served.
CandidateState state_after(const Examination& result, bool rollback) {
  if (result.snapshot == nullptr) return CandidateState::Blocked;
  return result.blocks.empty() || rollback ? CandidateState::Ready : CandidateState::Blocked;
}

}  // namespace

std::string_view name_of(CandidateState state) { return knowledge::name_in(kStates, state); }

Publisher::Publisher(Database& database, Clock now_ms, PublisherHooks hooks)
    : database_(database), now_ms_(std::move(now_ms)), hooks_(std::move(hooks)) {
  thread_ = std::thread([this] { run(); });
}

Publisher::~Publisher() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    tasks_.clear();
  }
  changed_.notify_all();
  thread_.join();
}

void Publisher::post(std::function<void()> task) {
  {
    const std::lock_guard lock(mutex_);
    tasks_.push_back(std::move(task));
  }
  changed_.notify_all();
}

void Publisher::run() {
  while (true) {
    std::function<void()> task;
    {
      std::unique_lock lock(mutex_);
      busy_ = false;
      changed_.notify_all();
      changed_.wait(lock, [this] { return stopping_ || !tasks_.empty(); });
      if (stopping_) return;
      task = std::move(tasks_.front());
      tasks_.pop_front();
      busy_ = true;
    }
    task();
  }
}

void Publisher::wait() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return stopping_ || (tasks_.empty() && !busy_); });
}

Result<CandidateView> Publisher::start(const Actor& by) {
  if (!by.may_approve() && by.id != 0) {
    return Error{ErrorCode::NotAllowed, "publishing needs the role reviewer or admin", ""};
  }
  Result<Plan> plan = plan_next(database_);
  if (plan && plan->changes.empty()) return conflict("no approved revision waits");
  return begin(by, std::move(plan), "", false);
}

Result<CandidateView> Publisher::roll_back(const Actor& by, std::int64_t to,
                                           const std::string& note) {
  if (!by.may_approve() && by.id != 0) {
    return Error{ErrorCode::NotAllowed, "rolling back needs the role reviewer or admin", ""};
  }
  return begin(by, plan_rollback(database_, to), note, true);
}

Result<CandidateView> Publisher::begin(const Actor& by, Result<Plan> plan, const std::string& note,
                                       bool publishes_itself) {
  if (!plan) return plan.error();
  auto job = std::make_shared<Job>();
  job->view.id = random_word(16);
  job->plan = std::move(plan).value();
  job->view.plan = job->plan;
  job->view.plan.members.clear();
  job->note = note;
  job->by = by;
  job->publishes_itself = publishes_itself;
  CandidateView begun;
  {
    const std::lock_guard lock(mutex_);
    if (job_ != nullptr && job_->view.state == CandidateState::Running) {
      return conflict("a candidate is being built: wait for it");
    }
    job_ = job;
    begun = job->view;
  }
  post([this, job] { work(job); });
  return begun;
}

void Publisher::work(std::shared_ptr<Job> job) {
  const auto started = std::chrono::steady_clock::now();
  Examination result;
  std::string error;
  try {
    ExamineOptions options;
    options.today = day_of_ms(now_ms_());
    options.reviewed = [this](const std::string& checksum) {
      const auto review = latest_review(database_, checksum);
      return review && review->has_value();
    };
    options.progress = [this, &job](const char* step, double progress) {
      const std::lock_guard lock(mutex_);
      job->view.step = step;
      job->view.progress = progress;
    };
    if (hooks_.questions) options.questions = hooks_.questions();
    const std::shared_ptr<const Snapshot> live = hooks_.live();
    result = examine(*live, job->plan, options);
  } catch (const std::exception& fault) {
    error = fault.what();
  }
  bool go = false;
  {
    const std::lock_guard lock(mutex_);
    job->view.milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(
                                 std::chrono::steady_clock::now() - started)
                                 .count();
    job->view.result = std::move(result);
    job->view.error = error;
    const CandidateState after = error.empty()
                                     ? state_after(job->view.result, job->publishes_itself)
                                     : CandidateState::Failed;
    go = job->publishes_itself && after == CandidateState::Ready;
    job->view.step = go ? "publishing" : "done";
    job->view.progress = go ? 0.95 : 1;
    if (!go) job->view.state = after;
  }
  if (!go) return;
  const Result<EditionRow> done = put_live(job, job->by, job->note);
  if (done) return;
  const std::lock_guard lock(mutex_);
  job->view.state =
      done.error().code == ErrorCode::Conflict ? CandidateState::Stale : CandidateState::Failed;
  job->view.error = done.error().message;
}

std::optional<CandidateView> Publisher::view(const std::string& id) const {
  const std::lock_guard lock(mutex_);
  if (job_ == nullptr || job_->view.id != id) return std::nullopt;
  return job_->view;
}

Result<EditionRow> Publisher::publish(const Actor& by, const std::string& id,
                                      const std::string& note) {
  if (!by.may_approve() && by.id != 0) {
    return Error{ErrorCode::NotAllowed, "publishing needs the role reviewer or admin", ""};
  }
  std::shared_ptr<Job> job;
  {
    const std::lock_guard lock(mutex_);
    if (job_ == nullptr || job_->view.id != id) {
      return Error{ErrorCode::NotFound, "there is no such candidate", ""};
    }
    if (job_->view.state != CandidateState::Ready) {
      return conflict("the candidate is " + std::string(name_of(job_->view.state)));
    }
    job = job_;
  }
  return put_live(job, by, note);
}

Result<EditionRow> Publisher::put_live(const std::shared_ptr<Job>& job, const Actor& by,
                                       const std::string& note) {
  const std::lock_guard one_at_a_time(publishing_);
  Plan plan;
  EditionNote with;
  std::shared_ptr<const Snapshot> snapshot;
  {
    const std::lock_guard lock(mutex_);
    if (job->view.state == CandidateState::Published) return conflict("it is published already");
    plan = job->plan;
    snapshot = job->view.result.snapshot;
    with.checksum = job->view.result.checksum;
  }
  with.author = by.name;
  with.note = note;
  with.now_ms = now_ms_();
  with.origin = plan.rolls_back_to != 0 ? Origin::RolledBack : Origin::Published;
  Result<EditionRow> made = commit_edition(database_, plan, with);
  if (!made) {
    if (made.error().code == ErrorCode::Conflict) {
      const std::lock_guard lock(mutex_);
      job->view.state = CandidateState::Stale;
    }
    return made;
  }
  hooks_.go_live(std::move(snapshot));
  const std::lock_guard lock(mutex_);
  job->view.state = CandidateState::Published;
  job->view.step = "done";
  job->view.progress = 1;
  job->view.edition = made->number;
  // The live edition is held by its server; here it would only take memory.
  job->view.result.snapshot = nullptr;
  job->plan.members.clear();
  return made;
}

std::shared_ptr<const Snapshot> Publisher::candidate() const {
  const std::lock_guard lock(mutex_);
  return job_ == nullptr ? nullptr : job_->view.result.snapshot;
}

Result<std::shared_ptr<const Snapshot>> Publisher::load(std::int64_t number) {
  Result<EditionContent> read = load_edition(database_, number);
  if (!read) return read.error();
  std::vector<knowledge::Fault> faults;
  std::shared_ptr<const Snapshot> snapshot =
      Snapshot::build(std::move(read.value().content),
                      {static_cast<int>(number), read->edition.checksum, read->reviewed}, faults,
                      hooks_.live()->likeness().save());
  if (snapshot != nullptr) return snapshot;
  for (const knowledge::Fault& fault : faults) {
    if (!fault.warning) {
      return conflict("this program cannot serve that edition: " + fault.file + ": " +
                      fault.message);
    }
  }
  return conflict("this program cannot serve that edition");
}

Result<std::shared_ptr<const Snapshot>> Publisher::edition(std::int64_t number) {
  const std::shared_ptr<const Snapshot> live = hooks_.live();
  if (live->edition().number == number) return live;
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = loaded_.find(number); found != loaded_.end()) {
      return found->second;
    }
  }
  if (const Result<EditionRow> known = find_edition(database_, number); !known) {
    return known.error();
  }
  {
    const std::lock_guard lock(mutex_);
    loaded_[number] = nullptr;  // being loaded
  }
  post([this, number] {
    Result<std::shared_ptr<const Snapshot>> snapshot = load(number);
    const std::lock_guard lock(mutex_);
    if (!snapshot) {
      loaded_.erase(number);
      return;
    }
    loaded_[number] = std::move(snapshot).value();
    while (loaded_.size() > kMostLoaded) {
      loaded_.erase(loaded_.begin()->first == number ? std::next(loaded_.begin())
                                                     : loaded_.begin());
    }
  });
  return std::shared_ptr<const Snapshot>();
}

}  // namespace nestline::service
