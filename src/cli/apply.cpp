#include <chrono>

#include "apply/run.hpp"
#include "apply/session.hpp"
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
  bool auto_approve = false;
  bool allow_destructive = false;
  bool dry_run = false;
  bool recreate = false;
};

/// The steps that lose data, one a line.
std::string losses(const Plan& plan) {
  std::string out;
  for (auto& step : plan.steps)
    for (auto& statement : step.statements)
      for (auto& hazard : statement.hazards)
        if (hazard.destructive) out += fmt::format("  {}: {}\n", step.resource->address, hazard.message);
  return out;
}

/// Whether the policy and the user let the plan run; otherwise the exit code.
std::optional<int> refusal(Context& context, const Plan& plan, const Policy& policy, const ApplyCommand& o) {
  auto& rule = policy.destructive.text;
  bool asks = plan.destructive() && rule != "allow" && !o.allow_destructive;
  if (plan.destructive() && rule == "deny") {
    context.diagnostics
        .error("destructive", {}, "the policy denies steps that lose data",
               "policy { destructive = \"deny\" } in the project file")
        .related.push_back({{}, losses(plan)});
    return kRefused;
  }
  if (o.auto_approve && asks) {
    context.diagnostics
        .error("destructive", {}, "--auto-approve does not cover steps that lose data",
               "add --allow-destructive, or apply without --auto-approve")
        .related.push_back({{}, losses(plan)});
    return kRefused;
  }
  if (o.auto_approve) return {};
  if (!can_ask()) {
    context.diagnostics.error("not-approved", {}, "nobody can be asked: this is no terminal",
                              "add --auto-approve to apply without a question");
    return kError;
  }
  auto question = asks ? "This loses data:\n" + losses(plan) + "Apply these changes? Only 'yes' is accepted:"
                       : "Apply these changes? Only 'yes' is accepted:";
  if (confirmed(question)) return {};
  say(context, "Not applied.");
  return kError;
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
  auto failed = [&] {
    bar.clear();
    return result.committed == 0 ? std::string("Nothing was changed: the transaction was rolled back.")
                                 : fmt::format("The first {} of {} steps are committed, the others were rolled back.",
                                               result.committed, plan.steps.size());
  };
  try {
    run_plan(session.connection(), plan, policy, result, progress);
  } catch (const postgres::StepError& error) {
    auto text = failed();
    if (!interrupted()) report(error, context.diagnostics);
    context.epilogue = text;
    if (interrupted()) throw Interrupted();
    return kError;
  } catch (const Interrupted&) {
    context.epilogue = failed();
    throw;
  }
  bar.clear();
  std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
  return write_result(context, fmt::format("Applied: {} in {:.2f} s.\n", totals_text(totals(plan), true), took.count()))
             ? kDone
             : kError;
}

int apply(Context& context, const ApplyCommand& o) {
  auto project = find_target(context, o.target, true);
  if (!project) return kError;
  Session session(*project, context.sources, context.diagnostics);
  if (!session.load()) return kError;
  InterruptGuard guard(session.connection());
  session.lock([&] { say(context, "Waiting for another apply to end..."); });
  if (!session.plan_changes(o.recreate) || !print_plan(context, session.plan(), o.output)) return kError;
  if (session.plan().empty() || o.dry_run) return kDone;
  auto policy = project->environment.policy.value_or(Policy());
  if (auto code = refusal(context, session.plan(), policy, o)) return *code;
  return run(context, session, policy);
}

}  // namespace

void add_apply(CLI::App& app, Context& context) {
  auto o = std::make_shared<ApplyCommand>();
  auto& command = add_command(app, "apply", "Change the database so that it matches the files",
                              "  schema apply --env local\n"
                              "  schema apply --env prod --auto-approve\n"
                              "  schema apply --url postgres://localhost/app --src db/ --dry-run\n");
  add_url_option(command, o->target);
  add_src_option(command, o->target);
  add_scope_options(command, o->target);
  command.add_flag("--auto-approve", o->auto_approve, "Do not ask");
  command.add_flag("--allow-destructive", o->allow_destructive,
                   "Do not ask about lost data either (policy \"deny\" still holds)");
  command.add_flag("--dry-run", o->dry_run, "Only show the plan");
  command.add_flag("--explain", o->output.explain, "Why each step is needed, with the path that leads to it");
  command.add_flag("--recreate-dependents", o->recreate, "Allow to recreate dependents that are not managed here");
  command.callback([o, &context] { context.command = [o, &context] { return apply(context, *o); }; });
}

}  // namespace schema::cli
