#include "apply/run.hpp"

#include <chrono>
#include <random>
#include <thread>

#include "apply/blockers.hpp"
#include "apply/duration.hpp"
#include "apply/journal.hpp"
#include "workspace/drivers.hpp"

namespace schema {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds kFirstPause(500), kLongestPause(30'000), kGlance(50);

class Runner {
 public:
  Runner(postgres::Connection& db, const Plan& plan, const RunOptions& options, RunResult& result)
      : db_(db),
        driver_(driver_for(db)),
        options_(options),
        result_(result),
        watch_(
            db, options.say ? options.say : [](const std::string&) {}),
        limit_(parse_duration(options.timeouts.wait).value_or(milliseconds(0))),
        batches_(batches(plan, {.timeouts = options.timeouts})) {}

  void run() {
    auto journal = batches_.size() > 1 ? options_.journal : nullptr;
    if (journal) journal->open();
    for (size_t i = options_.first; i < std::min(options_.end, batches_.size()); ++i) {
      journal_ = journal;
      number_ = i;
      resumes_ = options_.resumes && i == options_.first;
      until_passed(batches_[i]);
      for (auto& command : batches_[i])
        if (command.step) result_.committed = command.index + 1;
    }
    if (journal && options_.end >= batches_.size() && lone_statement(batches_.back())) journal->close();
    if (!journal && options_.journal) options_.journal->close();  // of another plan, which this one replaces
  }

 private:
  void until_passed(const Batch& batch) {
    auto started = Clock::now();
    for (int attempt = 0;; ++attempt) {
      try {
        return once(batch, attempt > 0);
      } catch (const postgres::StepError& error) {
        if (!again(error.error, attempt, started)) throw;
      } catch (const postgres::ServerError& error) {
        if (!again(error, attempt, started)) throw;
      }
    }
  }

  /// Waits, each time longer and never equally long, unless it is hopeless.
  bool again(const postgres::ServerError& error, int attempt, Clock::time_point started) {
    auto stop = [&] { return options_.stop && options_.stop(); };
    bool passes = driver_.retry_of(error) != postgres::Retry::never;
    if (!passes || Clock::now() - started >= limit_ || stop()) return false;
    auto pause = std::min(kFirstPause * (1 << std::min(attempt, 10)), kLongestPause);
    std::uniform_real_distribution<double> jitter(0.5, 1.5);
    auto until = Clock::now() + std::chrono::duration_cast<Clock::duration>(pause * jitter(random_));
    if (options_.say)
      options_.say(fmt::format("The server says: {}. Nothing of this transaction is done; try {} follows.",
                               error.message, attempt + 2));
    while (Clock::now() < until && !stop()) std::this_thread::sleep_for(kGlance);
    return !stop();
  }

  void once(const Batch& batch, bool again) {
    if (auto lone = lone_statement(batch)) return alone(batch, *lone, again || resumes_);
    postgres::Transaction transaction(db_);
    std::string settings;
    for (auto& command : batch) {
      if (command.type == Command::Type::setting) settings += command.sql + ";";
      if (!command.step) continue;
      if (!settings.empty()) db_.execute(std::exchange(settings, {}));
      send(command);
    }
    bool last = number_ + 1 == batches_.size();
    if (journal_) last ? journal_->close() : journal_->done(number_);
    transaction.commit();
  }

  /// What it raises tells how far it is.
  void send_telling(const Command& command) {
    struct Heard {
      Heard(postgres::Connection& db, const RunOptions& options) : db(db) {
        if (options.say) db.on_notice([say = options.say](const postgres::Notice& notice) { say(notice.message); });
      }
      ~Heard() { db.on_notice({}); }
      postgres::Connection& db;
    } heard(db_, options_);
    send(command);
  }

  /// Outside of a transaction a statement may have been done, or left a part behind, by a try that broke off.
  void alone(const Batch& batch, const Statement& statement, bool begun) {
    if (journal_) journal_->starts(number_);
    for (auto& command : batch)
      if (command.type == Command::Type::setting) db_.execute(command.sql);
    auto state = [&] { return statement.check.empty() ? "todo" : db_.query(statement.check).text(0, 0); };
    auto found = state();
    bool repaired = found == "broken" && !statement.repair.empty();
    if (repaired) {
      db_.execute(statement.repair);
      found = state();
    }
    if (!(begun || repaired) || found != "done") send_telling(batch.back());
    if (journal_) journal_->done(number_);
  }

  void send(const Command& command) {
    if (command.step != current_) {
      if (options_.progress) options_.progress(*command.step, command.index);
      current_ = command.step;
    }
    BlockerWatch::Running running(watch_);
    postgres::run(db_, command);
    result_.done = command.index + 1;
  }

  postgres::Connection& db_;
  const postgres::Driver& driver_;
  const RunOptions& options_;
  RunResult& result_;
  BlockerWatch watch_;
  milliseconds limit_;
  std::vector<Batch> batches_;
  Journal* journal_ = nullptr;
  size_t number_ = 0;  ///< of the batch that runs
  bool resumes_ = false;
  const Step* current_ = nullptr;
  std::mt19937 random_{std::random_device{}()};
};

}  // namespace

Timeouts timeouts_of(const Policy& policy) {
  Timeouts timeouts;
  if (!policy.lock_timeout.empty()) timeouts.lock = policy.lock_timeout;
  if (!policy.statement_timeout.empty()) timeouts.statement = policy.statement_timeout;
  if (!policy.lock_wait.empty()) timeouts.wait = policy.lock_wait;
  return timeouts;
}

void run_plan(postgres::Connection& db, const Plan& plan, const RunOptions& options, RunResult& result) {
  if (!plan.empty()) Runner(db, plan, options, result).run();
}

}  // namespace schema
