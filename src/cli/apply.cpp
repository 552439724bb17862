#include <chrono>

#include "apply/journal.hpp"
#include "cli/apply_saved.hpp"
#include "cli/approve.hpp"
#include "cli/drift.hpp"
#include "cli/fleet.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "plan/plan_file.hpp"

namespace schema::cli {

namespace {

/// The plan on stdout; with --json it is part of the last word there, and whoever is asked reads it on stderr.
bool show(Context& context, const Session& session, const ApplyCommand& o) {
  auto& plan = session.plan();
  bool last_word = plan.empty() || o.dry_run;
  auto output = o.output;
  if (last_word) output.outputs = session.desired().outputs;
  return show_plan(context, plan, o, output);
}

int apply(Context& context, const ApplyCommand& o) {
  auto project = find_target(context, o.target, o.saved.empty());
  if (!project) return kError;
  if (!check_policy(context, *project, o)) return kError;
  if (project->tenants) return apply_fleet(context, *project, o);
  if (!o.saved.empty()) return apply_saved(context, *project, o);
  Session session(*project, context.sources, context.diagnostics, teller(context));
  session.begin_load();
  InterruptGuard guard(session.connection());
  auto policy = policy_of(*project, o);
  if (!lock(context, session, policy)) return kError;
  if (!session.plan_changes(o.recreate) || !show(context, session, o)) return kError;
  auto& plan = session.plan();
  if (o.dry_run) return kDone;
  Journal journal(session.connection(), plan_digest(plan));
  if (plan.empty()) {
    journal.close();
    record(context, session, *project, plan);
    return kDone;
  }
  if (!check_approvals(context, policy, nullptr)) return kRefused;
  if (auto code = refusal(context, plan, o.approval)) return *code;
  auto started = std::chrono::steady_clock::now();
  if (auto code = execute_plan(context, session, plan, {.timeouts = timeouts_of(policy), .journal = &journal}))
    return *code;
  std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
  record(context, session, *project, plan);
  return report_applied(context, plan, session.desired().outputs, took.count());
}

}  // namespace

void add_apply(CLI::App& app, Context& context) {
  auto o = std::make_shared<ApplyCommand>();
  auto command = add_command(app, context, "apply", "Change the database so that it matches the files",
                             "  schema apply --env local\n"
                             "  schema apply --env prod --auto-approve\n"
                             "  schema apply --env prod --plan plan.json     # exactly what was reviewed\n"
                             "  schema apply --env prod --lock-wait 30min\n"
                             "  schema apply --url postgres://localhost/app --src db/ --dry-run\n");
  add_url_option(command, o->target);
  add_src_option(command, o->target);
  add_scope_options(command, o->target);
  command.option("--plan", o->saved, "Run this plan, if the database is in the state for it",
                 "FILE");
  command.option("--lock-wait", o->lock_wait, "How long to try while others hold locks (5min)", "DURATION");
  command.list("--tenant", o->tenants, "Only this tenant of a fleet, repeatable", "NAME");
  command.flag("--auto-approve", o->approval.automatic, "Do not ask");
  command.flag("--allow-destructive", o->approval.allow_destructive, "Do not ask about lost data either");
  command.list("--allow", o->approval.allowed, "Do not ask about this lint rule, repeatable", "CODE");
  command.flag("--dry-run", o->dry_run, "Only show the plan");
  command.flag("--explain", o->output.explain, "Why each step is needed, with the path to it");
  command.flag("--recreate-dependents", o->recreate, "Allow to recreate dependents that are not managed here");
  command.runs([o, &context] { return apply(context, *o); });
}

}  // namespace schema::cli
