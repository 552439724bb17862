#include <chrono>

#include "apply/run.hpp"
#include "cli/fleet.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/wrap.hpp"
#include "fleet/database_worker.hpp"
#include "fleet/history.hpp"
#include "fleet/journal.hpp"
#include "fleet/planner.hpp"
#include "fleet/preflight.hpp"
#include "fleet/print.hpp"
#include "fleet/report.hpp"

namespace schema::cli {

namespace {

using namespace fleet;

/// All that the rules say, as of one plan.
Plan findings_of(const FleetPlan& plan) {
  Plan all;
  all.findings = plan.common.findings;
  for (auto& group : plan.groups)
    for (auto finding : group->plan.findings) {
      finding.address = group->named(finding.address);
      finding.message = group->named(finding.message);
      if (auto more = group->tenants.size() - 1)
        finding.message += fmt::format(", and the same for {} more tenants", count_text(more));
      all.findings.push_back(std::move(finding));
    }
  return all;
}

/// A bar with how fast it goes, on a terminal; a line a wave elsewhere.
class FleetProgress {
 public:
  FleetProgress(const Context& context, size_t all)
      : context_(context), bar_(context), all_(all), started_(Clock::now()) {}

  void wave(size_t number, size_t waves) {
    bar_.clear();
    if (number == 0)
      say(context_, "Canaries first.");
    else if (waves > 1)
      say(context_,
          fmt::format("Wave {} of {}: {} of {} tenants are done.", number, waves, count_text(done_), count_text(all_)));
  }

  void ended(const Job& job) {
    ++done_;
    failed_ += job.state == fleet::State::done ? 0 : 1;
    std::chrono::duration<double> took = Clock::now() - started_;
    auto rate = static_cast<double>(done_) / std::max(took.count(), 1e-3);
    auto left = static_cast<double>(all_ - done_) / rate;
    bar_.show(done_, all_,
              fmt::format("{:.0f}/s, {} left{}, {}", rate, time_text(left),
                          failed_ ? fmt::format(", {} failed", failed_) : "", job.tenant->name));
  }

  void clear() { bar_.clear(); }

 private:
  using Clock = std::chrono::steady_clock;

  static std::string time_text(double seconds) {
    if (seconds < 60) return fmt::format("{:.0f} s", seconds);
    return fmt::format("{:.0f} min", seconds / 60);
  }

  const Context& context_;
  ProgressBar bar_;
  size_t all_, done_ = 0, failed_ = 0;
  Clock::time_point started_;
};

/// What is known of a run before that did not get to its end.
void tell_of_last(Context& context, fleet::Journal journal, const History& history) {
  if (auto broken = history.broken())
    say(context,
        fmt::format("The rollout of {} was broken off: {} of {} tenants were done. It goes on with what is left.",
                    broken->at, count_text(broken->done), count_text(broken->tenants)));
  for (auto& [tenant, left] : journal.unfinished())
    say(context,
        fmt::format("Tenant \"{}\" was left half done, after part {} of {}: what is left of it is planned anew.",
                    tenant, left.done, left.parts));
}

/// What the files declare beside the tenants' schemas.
void run_common(postgres::Connection& db, const Plan& common, const Policy& policy) {
  RunResult result;
  if (!common.empty()) run_plan(db, common, RunOptions{.timeouts = timeouts_of(policy)}, result);
}

int run(Context& context, Planner& planner, History& history, const Policy& policy) {
  auto& project = planner.project();
  auto& db = planner.connection();
  auto rollout = project.environment.rollout.value_or(Rollout());
  auto name = run_name();
  fleet::Journal journal(planner.driver(), db);
  if (!journal.prepare()) {
    context.diagnostics.error("no-journal", {}, "the role may not make the table that a rollout is recorded in",
                              fmt::format("GRANT CREATE ON DATABASE, or make schema {} for it", postgres::kOwnSchema));
    return kError;
  }
  journal.begin();
  history.begin(name, planner.plan().to_change());
  auto started = std::chrono::steady_clock::now();
  run_common(db, planner.plan().common, policy);
  FleetProgress progress(context, planner.plan().to_change());
  Listener listener;
  listener.ended = [&](const Job& job) { history.add(job), progress.ended(job); };
  listener.wave_begins = [&](size_t wave, size_t waves) { progress.wave(wave, waves); };
  listener.stop = [] { return interrupted(); };
  auto find_out = [&](auto& db, auto& tenant) { return planner.find_out(db, tenant); };
  RolloutRun rollout_run(planner.plan(), rollout, database_workers(planner.driver(), db.url(), name, find_out),
                         listener);
  rollout_run.run();
  progress.clear();
  history.end(extent(rollout_run));
  std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
  auto text =
      context.options.json ? report_json(rollout_run, name, took.count()) : report_text(rollout_run, took.count());
  if (!write_result(context, text)) return kError;
  return extent(rollout_run) == "all" ? kDone : extent(rollout_run) == "some" ? kSome : kError;
}

/// A plan of a fleet is made when it is rolled out: it cannot be saved, so nobody can have approved it.
bool check_fleet(Context& context, const Policy& policy, const ApplyCommand& o) {
  if (!o.saved.empty())
    context.diagnostics.error("fleet-plan", {}, "--plan is for one database: a fleet is planned when it is rolled out",
                              "leave --plan out; schema plan shows what would be done");
  if (!policy.approve.empty())
    context.diagnostics.error("not-approved", {}, "the policy wants an approved plan, and a fleet's cannot be saved",
                              "take `approve` out of this environment's policy");
  return !context.diagnostics.has_errors();
}

}  // namespace

int apply_fleet(Context& context, const Project& project, const ApplyCommand& o) {
  auto policy = policy_of(project, o);
  if (!check_fleet(context, policy, o)) return kError;
  Planner planner(project, context.sources, context.diagnostics, teller(context));
  planner.choose({o.tenants.begin(), o.tenants.end()});
  InterruptGuard guard;
  auto& db = planner.connection();
  if (!lock(context, db, policy)) return kError;
  History history(project.root, project.environment.name);
  tell_of_last(context, {planner.driver(), db}, history);
  if (!planner.run()) return kError;
  auto& plan = planner.plan();
  bool last_word = plan.empty() || o.dry_run;
  if (last_word || !context.options.json) {
    auto text = context.options.json ? print_json(plan)
                                     : print_text(plan, {paint_for(context, stdout), o.output.explain,
                                                         context.options.verbose, "", plan_width(stdout)});
    if (!write_result(context, text)) return kError;
  }
  if (last_word) return kDone;
  preflight(planner.driver(), db, plan, project.environment.rollout.value_or(Rollout()), context.diagnostics);
  if (context.diagnostics.has_errors()) return kError;
  if (auto code = refusal(context, findings_of(plan), o.approval)) return *code;
  return run(context, planner, history, policy);
}

}  // namespace schema::cli
