#include <chrono>

#include "apply/run.hpp"
#include "apply/session.hpp"
#include "cli/approval.hpp"
#include "cli/fleet.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/plan_output.hpp"
#include "cli/target.hpp"
#include "plan/print.hpp"

namespace schema::cli {

namespace {

struct ApplyCommand {
  TargetOptions target;
  PlanOutput output;
  Approval approval;
  bool dry_run = false;
  bool recreate = false;
  std::vector<std::string> tenants;
};

/// How a run that was broken off left the database.
std::string left_behind(const Plan& plan, const RunResult& result) {
  if (result.committed == 0) return "Nothing was changed: the transaction was rolled back.";
  return fmt::format("The first {} of {} steps are committed, the others were rolled back.", result.committed,
                     plan.steps.size());
}

int report_done(Context& context, const Plan& plan, const Outputs& outputs, double seconds) {
  auto text =
      fmt::format("Applied: {} in {:.2f} s.\n{}", totals_text(totals(plan), true), seconds, print_outputs(outputs));
  if (context.options.json)
    text =
        fmt::format("{{\"applied\": true, \"seconds\": {:.3f}, \"plan\": {}}}\n", seconds, print_json(plan, outputs));
  return write_result(context, text) ? kDone : kError;
}

int run(Context& context, Session& session, const Policy& policy) {
  auto& plan = session.plan();
  RunResult result;
  ProgressBar bar(context);
  auto started = std::chrono::steady_clock::now();
  auto progress = [&](const Step& step, size_t i) {
    if (interrupted()) throw Interrupted();
    bar.show(i, plan.steps.size(), step.resource->address);
  };
  try {
    run_plan(session.connection(), plan, policy, result, progress);
  } catch (const postgres::ConnectionError&) {
    bar.clear();
    context.epilogue = "The connection was lost: schema plan shows what is still to be done.";
    throw;
  } catch (const postgres::StepError& error) {
    // Reported here, while the plan that it points into is alive.
    bar.clear();
    if (!interrupted()) report(error, context.diagnostics);
    context.epilogue = left_behind(plan, result);
    return kError;
  } catch (const Interrupted&) {
    bar.clear();
    context.epilogue = left_behind(plan, result);
    throw;
  }
  bar.clear();
  std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
  return report_done(context, plan, session.desired().outputs, took.count());
}

/// The plan on stdout; with --json it is part of the last word there, and whoever is asked reads it on stderr.
bool show(Context& context, const Session& session, const ApplyCommand& o) {
  auto& plan = session.plan();
  bool last_word = plan.empty() || o.dry_run;
  auto output = o.output;
  if (last_word) output.outputs = session.desired().outputs;
  if (last_word || !context.options.json) return print_plan(context, plan, output);
  if (!o.approval.automatic)
    std::fputs(print_text(plan, {.paint = paint_for(context, stderr), .explain = o.output.explain}).c_str(), stderr);
  return true;
}

int apply(Context& context, const ApplyCommand& o) {
  auto project = find_target(context, o.target, true);
  if (!project) return kError;
  if (project->tenants) return apply_fleet(context, *project, {o.approval, o.dry_run, o.output.explain, o.tenants});
  Session session(*project, context.sources, context.diagnostics);
  session.begin_load();
  InterruptGuard guard(session.connection());
  if (!session.lock([&] { say(context, "Waiting for another apply to end..."); })) return kError;
  if (!session.plan_changes(o.recreate) || !show(context, session, o)) return kError;
  if (session.plan().empty() || o.dry_run) return kDone;
  auto policy = project->environment.policy.value_or(Policy());
  if (auto code = refusal(context, session.plan(), o.approval)) return *code;
  return run(context, session, policy);
}

}  // namespace

void add_apply(CLI::App& app, Context& context) {
  auto o = std::make_shared<ApplyCommand>();
  auto command = add_command(app, context, "apply", "Change the database so that it matches the files",
                             "  schema apply --env local\n"
                             "  schema apply --env prod --auto-approve\n"
                             "  schema apply --url postgres://localhost/app --src db/ --dry-run\n");
  add_url_option(command, o->target);
  add_src_option(command, o->target);
  add_scope_options(command, o->target);
  command.list("--tenant", o->tenants, "Only this tenant of an environment with for_each, repeatable", "NAME");
  command.flag("--auto-approve", o->approval.automatic, "Do not ask");
  command.flag("--allow-destructive", o->approval.allow_destructive, "Do not ask about lost data either");
  command.list("--allow", o->approval.allowed, "Do not ask about this lint rule, repeatable", "CODE");
  command.flag("--dry-run", o->dry_run, "Only show the plan");
  command.flag("--explain", o->output.explain, "Why each step is needed, with the path to it");
  command.flag("--recreate-dependents", o->recreate, "Allow to recreate dependents that are not managed here");
  command.runs([o, &context] { return apply(context, *o); });
}

}  // namespace schema::cli
