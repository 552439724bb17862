#include "cli/apply_saved.hpp"

#include <chrono>

#include "apply/duration.hpp"
#include "apply/journal.hpp"
#include "apply/lock.hpp"
#include "apply/watch.hpp"
#include "cli/approve.hpp"
#include "cli/drift.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/wrap.hpp"
#include "lint/rule.hpp"
#include "plan/plan_file.hpp"
#include "workspace/drivers.hpp"
#include "workspace/files.hpp"

namespace schema::cli {

namespace {

class SavedRun {
 public:
  SavedRun(Context& context, const Project& project, const ApplyCommand& o, const SourceFile& file, SavedPlan& saved)
      : context_(context),
        out_(context.diagnostics),
        project_(project),
        o_(o),
        file_(file),
        saved_(saved),
        policy_(policy_of(project, o)),
        session_(project, context.sources, context.diagnostics, teller(context)) {}

  int run() {
    bool secret = needs_secrets(saved_.plan);
    if (secret && project_.environment.src.empty()) return no_files();
    InterruptGuard guard(session_.connection());
    if (!lock(context_, session_, policy_) || !same_version()) return kError;
    Journal journal(session_.connection(), plan_digest(saved_.plan));
    begun_ = journal.find();
    if (!begun_) {
      if (auto code = check_start()) return *code;
    } else {
      say(context_, fmt::format("A run of this plan was broken off after {} of its transactions: it goes on there.",
                                begun_->done));
    }
    first_ = begun_ ? begun_->done : 0;
    if (secret && !(plan_from_files() && fill_secrets(saved_.plan, session_.plan(), first_, out_))) return kError;
    compare_with_files(secret);
    auto output = o_.output;
    output.statements = true;  // a file may be anybody's: what its steps are called says nothing about what they do
    if (!show_plan(context_, saved_.plan, o_, output)) return kError;
    if (o_.dry_run || saved_.plan.empty()) return kDone;
    if (!check_approvals(context_, policy_, &file_)) return kRefused;
    if (auto code = refusal(context_, saved_.plan, o_.approval)) return *code;
    // Trying it out runs it: not before somebody has agreed to what it says.
    if (saved_.edited && !begun_ && !session_.proves_edited(saved_.plan, saved_.states)) return kError;
    return execute(journal);
  }

 private:
  int no_files() {
    out_.error("secret-missing", {}, "the plan needs secrets, which only the files give",
               "add --src PATH, or --env NAME of the environment with the files");
    return kError;
  }

  /// Dependents that nobody manages are recreated where the saved plan does so: it was allowed then.
  bool plan_from_files() {
    session_.begin_load();
    return session_.plan_changes(true);
  }

  /// The same, for what it is worth: what goes wrong is handed back.
  Diagnostics try_files() {
    auto before = std::exchange(out_, {});
    try {
      plan_from_files();
    } catch (const postgres::ConnectionError& error) {
      out_.error("no-server", {}, error.message);
    }
    return std::exchange(out_, std::move(before));
  }

  /// Who changes a plan can make its digest anew, but not the files: where they are at hand, they have to give this
  /// very plan. (A signature says more than they do.)
  void compare_with_files(bool planned) {
    if (begun_ || project_.environment.src.empty() || !policy_.approve.empty()) return judge_findings();
    if (auto problems = planned ? Diagnostics() : try_files(); problems.has_errors()) {
      auto& d = out_.warning("not-compared", {}, "it is not known whether the files give this plan");
      for (auto& problem : problems.all()) d.related.push_back({problem.where, problem.message});
      return judge_findings();
    }
    auto& made = session_.plan();
    if (plan_digest(made) != plan_digest(saved_.plan)) {
      if (!std::exchange(saved_.edited, true)) tell_edited(saved_.plan, "is not the one that the files give now");
      return judge_findings();
    }
    saved_.edited = false;
    saved_.plan = made;  // with what the rules and the rows say of it now
  }

  bool same_version() {
    auto made = saved_.plan.server_version / 10000, here = session_.connection().server_major();
    if (made != here)
      out_.error("other-version", {}, fmt::format("the plan was made for PostgreSQL {}, and this is {}", made, here),
                 "plan against this server");
    return made == here;
  }

  /// What the plan starts from must be what the database holds.
  std::optional<int> check_start() {
    auto now = session_.state_now(saved_.plan.scope);
    auto drift = differences(saved_.states.from, now);
    if (drift.empty()) return {};
    if (saved_.states.to && differences(*saved_.states.to, now).empty()) {
      say(context_, "Nothing to do: the database is in the state that the plan leads to.");
      return kDone;
    }
    return refuse("the database is not in the state that the plan starts from", drift);
  }

  int refuse(const std::string& message, const std::vector<StateChange>& drift) {
    constexpr size_t kShown = 30;
    auto& d = out_.error("drift", {}, message, "schema plan shows what is to be done now");
    for (size_t i = 0; i < std::min(kShown, drift.size()); ++i)
      d.related.push_back({{}, fmt::format("{} {}", drift[i].sign, drift[i].address)});
    if (drift.size() > kShown) d.related.push_back({{}, fmt::format("and {} more", drift.size() - kShown)});
    return kRefused;
  }

  RunOptions options(Journal& journal) {
    return {.timeouts = timeouts_of(policy_), .journal = &journal, .first = first_};
  }

  /// This environment's policy may be another than that of the one that the plan was made for: the stricter level
  /// holds.
  void judge_findings() {
    for (auto& finding : saved_.plan.findings) {
      auto rule = lint::find_rule(finding.code);
      auto here = lint::judge(finding, rule ? rule->level : finding.level, policy_, -1);
      // Rows that stood in the way when the plan was made may be gone: the server finds out.
      finding.level = finding.fails ? here : std::max(finding.level, here);
      finding.fails = false;
    }
  }

  int execute(Journal& journal) {
    auto started = std::chrono::steady_clock::now();
    if (begun_) {
      // What was half done is finished first: nobody can say which state it left.
      auto half = options(journal);
      half.end = first_ + 1;
      half.resumes = true;
      if (begun_->running) {
        if (auto code = execute_plan(context_, session_, saved_.plan, half)) return *code;
        ++first_;
      }
      if (auto code = check_middle()) return *code;
    }
    if (auto code = execute_plan(context_, session_, saved_.plan, options(journal))) return *code;
    std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
    if (!check_end()) return kError;
    record(context_, session_, project_, saved_.plan);
    return report_applied(context_, saved_.plan, {}, took.count());
  }

  std::optional<int> check_middle() {
    auto& after = saved_.states.after;
    if (first_ == 0 || first_ > after.size()) return {};
    if (fingerprint(session_.state_now(saved_.plan.scope)) == after[first_ - 1]) return {};
    return refuse("the database was changed since the run of this plan was broken off", {});
  }

  bool check_end() {
    if (!saved_.states.to) return true;
    for (auto& change : differences(*saved_.states.to, session_.state_now(saved_.plan.scope)))
      out_.error("plan-falls-short", {},
                 fmt::format("the plan ran, and {} is not as it was to become", change.address));
    return !out_.has_errors();
  }

  Context& context_;
  Diagnostics& out_;
  const Project& project_;
  const ApplyCommand& o_;
  const SourceFile& file_;
  SavedPlan& saved_;
  Policy policy_;
  Session session_;
  std::optional<Journal::Position> begun_;  ///< where an earlier run came to
  size_t first_ = 0;
};

}  // namespace

int apply_saved(Context& context, const Project& project, const ApplyCommand& o) {
  auto file = read_source(o.saved, context.sources, context.diagnostics);
  if (!file) return kError;
  auto saved = read_plan(*file, context.diagnostics);
  if (!saved) return kError;
  return SavedRun(context, project, o, *file, *saved).run();
}

Policy policy_of(const Project& project, const ApplyCommand& o) {
  auto policy = project.environment.policy.value_or(Policy());
  if (!o.lock_wait.empty()) policy.lock_wait = o.lock_wait;
  return policy;
}

bool check_policy(Context& context, const Project& project, const ApplyCommand& o) {
  auto policy = policy_of(project, o);
  for (auto text : {&policy.lock_timeout, &policy.statement_timeout, &policy.lock_wait})
    if (!text->empty() && !parse_duration(*text))
      context.diagnostics.error("bad-duration", {}, fmt::format("\"{}\" is no duration", *text),
                                "for example 500ms, 3s, 5min, 1h");
  return !context.diagnostics.has_errors();
}

namespace {

constexpr auto kWaiting = "Waiting for another apply to end...";

bool report_locked(Context& context, const LockedOut& locked) {
  auto& d = context.diagnostics.error("locked", {}, "another apply works on this database",
                                      "try again, or wait longer: --lock-wait");
  for (auto& holder : locked.holders) d.related.push_back({{}, "it is " + holder});
  return false;
}

}  // namespace

bool lock(Context& context, Session& session, const Policy& policy) try {
  return session.lock([&] { say(context, kWaiting); }, timeouts_of(policy).wait);
} catch (const LockedOut& locked) {
  return report_locked(context, locked);
}

bool lock(Context& context, postgres::Connection& db, const Policy& policy) try {
  if (!driver_for(db).has_advisory_locks()) return true;
  return lock_database(
      db, [&] { return say(context, kWaiting), true; }, timeouts_of(policy).wait);
} catch (const LockedOut& locked) {
  return report_locked(context, locked);
}

bool show_plan(Context& context, const Plan& plan, const ApplyCommand& o, const PlanOutput& output) {
  bool last_word = plan.empty() || o.dry_run;
  if (last_word || !context.options.json) return print_plan(context, plan, output);
  if (!o.approval.automatic)
    std::fputs(
        print_text(plan, {.paint = paint_for(context, stderr), .explain = output.explain, .width = plan_width(stderr)})
            .c_str(),
        stderr);
  return true;
}

void record(Context& context, Session& session, const Project& project, const Plan& plan) {
  if (auto place = record_place(project);
      !place.empty() && !record_applied(session.connection(), place, session.state_now(plan.scope), plan.scope))
    context.diagnostics.warning("not-recorded", {},
                                fmt::format("what was applied cannot be recorded ({}): drift will not be told", place));
  auto& policy = project.environment.policy;
  if (!policy || !policy->watch)
    unwatch_changes(session.connection());
  else if (!watch_changes(session.connection()))
    context.diagnostics.warning("not-watched", {}, "nobody notes who changes this database",
                                "watch = true needs a superuser, since it makes event triggers");
}

}  // namespace schema::cli
