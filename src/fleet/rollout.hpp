#pragma once
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>

#include "fleet/plan.hpp"
#include "fleet/worker.hpp"
#include "workspace/rollout.hpp"

namespace schema::fleet {

enum class State : uint8_t { unchanged, waiting, done, failed, half_done };
std::string_view state_word(State);

/// One tenant's way through a rollout.
struct Job {
  const Tenant* tenant;
  const Group* group;
  State state = State::waiting;
  size_t wave = 0;  ///< 0: a canary
  Progress progress;
  int64_t attempts = 0;
  double seconds = 0;
  std::string error, address;
};

/// What a rollout tells while it runs, one thread at a time.
struct Listener {
  std::function<void(const Job&)> ended = [](const Job&) {};  ///< a tenant is done, or failed
  std::function<void(size_t wave, size_t waves)> wave_begins = [](size_t, size_t) {};
  std::function<bool()> stop = [] { return false; };  ///< whether to begin no more tenants
};

/// Takes a plan through its tenants: canaries one by one, then wave after wave with several connections; what drops
/// things goes one by one at the end of its wave.
class RolloutRun {
 public:
  RolloutRun(const FleetPlan&, const Rollout&, Hire, Listener);

  void run();

  const std::vector<Job>& jobs() const { return jobs_; }
  size_t count(State) const;
  /// Why it did not get to the end; empty if it did.
  const std::string& stopped() const { return stopped_; }

 private:
  using Queue = std::deque<Job*>;

  void add_jobs(const FleetPlan&);
  size_t waves() const;
  bool run_wave(size_t number);
  /// Works on the queue with so many connections.
  void work(Queue queue, size_t workers);
  void work_off(Queue& queue, std::unique_ptr<Worker>& worker);
  Job* take(Queue&);
  /// Whether the tenant is to be tried again, after the others.
  bool attempt(Job&, std::unique_ptr<Worker>&);
  void ended(Job&, const Try&);
  void stop(const std::string& why);
  bool pause_before(int64_t attempt);
  bool pause(std::chrono::milliseconds);

  const Rollout& rollout_;
  Hire hire_;
  Listener listener_;
  std::vector<Job> jobs_;
  std::mutex mutex_;  ///< of jobs, queues, the listener
  size_t failed_ = 0, to_change_ = 0;
  std::string stopped_;
  std::atomic<bool> ends_ = false;
};

}  // namespace schema::fleet
