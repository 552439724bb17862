#include "apply/run.hpp"
#include "apply/session.hpp"
#include "cli/fleet.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/plan_output.hpp"
#include "cli/target.hpp"

namespace schema::cli {

namespace {

struct PlanCommand {
  TargetOptions target;
  PlanOutput output;
  bool detailed_exitcode = false;
  bool recreate = false;
  std::vector<std::string> tenants;
};

int plan(Context& context, const PlanCommand& o) {
  auto project = find_target(context, o.target, true);
  if (!project) return kError;
  if (project->tenants) return plan_fleet(context, *project, o.output, o.tenants, o.detailed_exitcode);
  Session session(*project, context.sources, context.diagnostics);
  session.begin_load();
  InterruptGuard guard(session.connection());
  if (!session.plan_changes(o.recreate)) return kError;
  auto output = o.output;
  if (auto& policy = project->environment.policy) output.settings = settings_of(*policy);
  output.outputs = session.desired().outputs;
  if (!print_plan(context, session.plan(), output)) return kError;
  return o.detailed_exitcode && !session.plan().empty() ? kPending : kDone;
}

}  // namespace

void add_plan(CLI::App& app, Context& context) {
  auto o = std::make_shared<PlanCommand>();
  auto command = add_command(app, context, "plan", "Show what apply would do, and why",
                             "  schema plan --env prod\n"
                             "  schema plan --env prod --explain\n"
                             "  schema plan --url postgres://localhost/app --src db/ --format sql\n"
                             "  schema plan --env prod --detailed-exitcode   # 2 if there are changes\n");
  add_url_option(command, o->target);
  add_src_option(command, o->target);
  add_scope_options(command, o->target);
  add_output_options(command, o->output);
  command.list("--tenant", o->tenants, "Only this tenant of an environment with for_each, repeatable", "NAME");
  command.flag("--detailed-exitcode", o->detailed_exitcode, "Exit with 2 if there are changes");
  command.flag("--recreate-dependents", o->recreate, "Allow to recreate dependents that are not managed here");
  command.runs([o, &context] { return plan(context, *o); });
}

}  // namespace schema::cli
