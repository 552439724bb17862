#include "apply/run.hpp"
#include "apply/session.hpp"
#include "cli/drift.hpp"
#include "cli/editor.hpp"
#include "cli/fleet.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/plan_output.hpp"
#include "cli/target.hpp"
#include "plan/plan_file.hpp"

namespace schema::cli {

namespace {

struct PlanCommand {
  TargetOptions target;
  PlanOutput output;
  bool detailed_exitcode = false;
  bool recreate = false;
  bool edit = false;
  bool drift = false;
  bool verify = false;
  std::vector<std::string> tenants;
};

/// The user's own words for the plan's statements, which must lead to the same state.
bool edit(Context& context, Session& session, PlanStates& states) {
  auto text = edit_text(context, print_sql(session.plan()), ".sql");
  if (!text) return false;
  auto edited = session.plan();
  take_edited(edited, context.sources.add("the edited plan", std::move(*text)), context.diagnostics);
  if (context.diagnostics.has_errors() || !session.proves_edited(edited, states)) return false;
  session.plan() = std::move(edited);
  states.after.clear();
  return true;
}

/// A plan that is saved was tried out once.
bool prepare_to_save(Context& context, Session& session, const PlanCommand& o, PlanStates& states) {
  return session.prove(states) && (!o.edit || session.plan().empty() || edit(context, session, states));
}

bool verify(Context& context, Session& session) {
  std::string said;
  if (!session.verify_with_rows(said)) return false;
  say(context, said);
  return true;
}

int plan(Context& context, const PlanCommand& o) {
  if (o.drift) return show_drift(context, o.target, o.detailed_exitcode);
  bool saves = saves_plan(context, o.output);
  if (o.edit && !saves) {
    context.diagnostics.error("usage", {}, "--edit changes a plan that is saved", "add -o plan.json");
    return kError;
  }
  auto project = find_target(context, o.target, true);
  if (!project) return kError;
  if (project->tenants) return plan_fleet(context, *project, o.output, o.tenants, o.detailed_exitcode);
  Session session(*project, context.sources, context.diagnostics, teller(context));
  session.begin_load();
  InterruptGuard guard(session.connection());
  if (!session.plan_changes(o.recreate)) return kError;
  auto output = o.output;
  PlanStates states;
  if ((saves || o.verify) && !prepare_to_save(context, session, o, states)) return kError;
  if (saves) output.states = &states;
  if (o.verify && !session.plan().empty() && !verify(context, session)) return kError;
  if (auto& policy = project->environment.policy) output.timeouts = timeouts_of(*policy);
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
                             "  schema plan --env prod -o plan.json          # for schema apply --plan\n"
                             "  EDITOR=vi schema plan --env prod -o plan.json --edit\n"
                             "  schema plan --env prod --verify              # tried out, with sample rows\n"
                             "  schema plan --env prod --drift               # since the last apply\n"
                             "  schema plan --env prod --detailed-exitcode   # 2 if there are changes\n");
  add_url_option(command, o->target);
  add_src_option(command, o->target);
  add_scope_options(command, o->target);
  add_output_options(command, o->output);
  command.list("--tenant", o->tenants, "Only this tenant of a fleet, repeatable", "NAME");
  command.flag("--detailed-exitcode", o->detailed_exitcode, "Exit with 2 if there are changes");
  command.flag("--edit", o->edit, "Change the statements in $EDITOR before they are saved");
  command.flag("--verify", o->verify, "Run it on a copy of the database with sample rows");
  command.flag("--drift", o->drift, "What changed since the last apply (policy: record)");
  command.flag("--recreate-dependents", o->recreate, "Allow to recreate dependents that are not managed here");
  command.runs([o, &context] { return plan(context, *o); });
}

}  // namespace schema::cli
