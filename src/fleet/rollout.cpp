#include "fleet/rollout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "postgres/connection_error.hpp"

namespace schema::fleet {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds kLook{100};  ///< how often a pause looks whether it shall end
constexpr milliseconds kFirstPause{200}, kLongestPause{10'000};

}  // namespace

std::string_view state_word(State state) {
  static constexpr std::string_view words[] = {"unchanged", "not begun", "done", "failed", "half done"};
  return words[static_cast<size_t>(state)];
}

RolloutRun::RolloutRun(const FleetPlan& plan, const Rollout& rollout, Hire hire, Listener listener)
    : rollout_(rollout), hire_(std::move(hire)), listener_(std::move(listener)) {
  add_jobs(plan);
}

/// In the order of the tenants' names, so that a rollout can be followed; canaries in the order given.
void RolloutRun::add_jobs(const FleetPlan& plan) {
  for (auto& group : plan.groups)
    for (auto tenant : group->tenants)
      jobs_.push_back({tenant, group.get(), group->script.empty() ? State::unchanged : State::waiting});
  auto& canary = rollout_.canary;
  auto turn = [&](const Job& job) {
    return std::find(canary.begin(), canary.end(), job.tenant->name) - canary.begin();
  };
  auto before = [&](const Job& a, const Job& b) {
    return std::tuple(turn(a), std::string_view(a.tenant->name)) <
           std::tuple(turn(b), std::string_view(b.tenant->name));
  };
  std::sort(jobs_.begin(), jobs_.end(), before);
  size_t place = 0;
  for (auto& job : jobs_) {
    if (job.state == State::unchanged) continue;
    ++to_change_;
    bool is_canary = turn(job) < static_cast<long>(canary.size());
    if (!is_canary) job.wave = 1 + (rollout_.wave ? place++ / static_cast<size_t>(*rollout_.wave) : 0);
  }
}

size_t RolloutRun::waves() const {
  size_t last = 0;
  for (auto& job : jobs_) last = std::max(last, job.wave);
  return last;
}

size_t RolloutRun::count(State state) const {
  return static_cast<size_t>(std::count_if(jobs_.begin(), jobs_.end(), [&](auto& job) { return job.state == state; }));
}

void RolloutRun::run() {
  auto last = waves();
  for (size_t wave = 0; wave <= last && !ends_; ++wave)
    if (run_wave(wave) && wave < last && !ends_) pause(rollout_.pause.value);
}

/// False if there was nothing to do.
bool RolloutRun::run_wave(size_t number) {
  Queue together, alone;
  for (auto& job : jobs_)
    if (job.wave == number && job.state == State::waiting) (job.group->drops() ? alone : together).push_back(&job);
  if (together.empty() && alone.empty()) return false;
  listener_.wave_begins(number, waves());
  auto parallel = static_cast<size_t>(rollout_.parallel.value_or(Rollout::kParallel));
  work(std::move(together), number == 0 ? 1 : parallel);
  work(std::move(alone), 1);
  bool canary_failed = number == 0 && failed_ > 0 && !rollout_.on_error.none;
  if (canary_failed) stop("a canary failed");
  return true;
}

void RolloutRun::work(Queue queue, size_t workers) {
  std::vector<std::thread> threads;
  for (size_t i = 0; i < std::min(workers, queue.size()); ++i)
    threads.emplace_back([this, &queue] {
      std::unique_ptr<Worker> worker;
      work_off(queue, worker);
    });
  for (auto& thread : threads) thread.join();
}

Job* RolloutRun::take(Queue& queue) {
  std::lock_guard lock(mutex_);
  if (!ends_ && listener_.stop()) {
    ends_ = true;
    stopped_ = "it was interrupted";
  }
  if (ends_ || queue.empty()) return nullptr;
  auto job = queue.front();
  queue.pop_front();
  return job;
}

void RolloutRun::work_off(Queue& queue, std::unique_ptr<Worker>& worker) {
  while (auto job = take(queue)) {
    if (!attempt(*job, worker)) continue;
    std::lock_guard lock(mutex_);
    queue.push_back(job);
  }
}

bool RolloutRun::attempt(Job& job, std::unique_ptr<Worker>& worker) {
  auto script = job.group->script.of(*job.tenant);
  auto most = rollout_.attempts.value_or(Rollout::kAttempts);
  auto started = Clock::now();
  Try result;
  for (;;) {
    ++job.attempts;
    try {
      if (!worker) worker = hire_();
      result = worker->run(job.tenant->name, script, job.progress);
    } catch (const postgres::ConnectionError& error) {
      result = {Outcome::reconnect, error.message, ""};
    }
    job.seconds += std::chrono::duration<double>(Clock::now() - started).count();
    if (job.progress.uncertain) result.outcome = Outcome::failed;
    bool tries = result.outcome != Outcome::done && result.outcome != Outcome::failed && job.attempts < most;
    if (!tries) break;
    bool goes_on = pause_before(job.attempts);
    if (!goes_on && job.progress.done == 0) return false;
    if (!goes_on) break;
    if (result.outcome == Outcome::later) return true;
    started = Clock::now();
  }
  ended(job, result);
  // Nothing is gained by letting every tenant find out that there is no server.
  if (result.outcome == Outcome::reconnect) stop("the server cannot be reached: " + result.error);
  return false;
}

void RolloutRun::ended(Job& job, const Try& result) {
  std::lock_guard lock(mutex_);
  bool done = result.outcome == Outcome::done;
  bool begun = job.progress.uncertain || job.progress.done > 0;
  job.state = done ? State::done : begun ? State::half_done : State::failed;
  job.error = result.error;
  job.address = result.address;
  if (!done) ++failed_;
  listener_.ended(job);
  if (rollout_.on_error.reached(failed_, to_change_) && !ends_) {
    ends_ = true;
    stopped_ = failed_ == 1 ? fmt::format("tenant \"{}\" failed", job.tenant->name)
                            : fmt::format("{} tenants failed", failed_);
  }
}

void RolloutRun::stop(const std::string& why) {
  std::lock_guard lock(mutex_);
  if (!ends_.exchange(true)) stopped_ = why;
}

/// Longer each time.
bool RolloutRun::pause_before(int64_t attempt) {
  auto time = kFirstPause * (int64_t{1} << std::min<int64_t>(attempt - 1, 10));
  return pause(std::min<milliseconds>(time, kLongestPause));
}

/// False if the rollout is to end.
bool RolloutRun::pause(milliseconds time) {
  for (auto end = Clock::now() + time; Clock::now() < end;) {
    {
      std::lock_guard lock(mutex_);
      if (ends_ || listener_.stop()) return false;
    }
    std::this_thread::sleep_for(std::min<Clock::duration>(kLook, end - Clock::now()));
  }
  return true;
}

}  // namespace schema::fleet
