#include "apply/run.hpp"
#include "cli/fleet.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/wrap.hpp"
#include "fleet/planner.hpp"
#include "fleet/print.hpp"

namespace schema::cli {

namespace {

std::string text_of(Context& context, const fleet::FleetPlan& plan, const Project& project, const PlanOutput& o) {
  auto format = format_of(context, o);
  if (format == "json") return fleet::print_json(plan);
  if (format == "sql") return fleet::print_sql(plan, timeouts_of(project.environment.policy.value_or(Policy())));
  auto paint = o.file.empty() ? paint_for(context, stdout) : Paint{};
  auto width = o.file.empty() ? plan_width(stdout) : 80;
  return fleet::print_text(plan, {paint, o.explain, context.options.verbose, "", width});
}

}  // namespace

int plan_fleet(Context& context, const Project& project, const PlanOutput& o, const std::vector<std::string>& tenants,
               bool detailed_exitcode) {
  fleet::Planner planner(project, context.sources, context.diagnostics, teller(context));
  planner.choose({tenants.begin(), tenants.end()});
  InterruptGuard guard(planner.connection());
  if (!planner.run()) return kError;
  auto& plan = planner.plan();
  say_unread(context, plan.unread);
  if (!planner.looked_at().empty())
    say(context, fmt::format("Each tenant is evaluated and planned by itself: {}", planner.looked_at()));
  if (!write_result(context, text_of(context, plan, project, o), o.file)) return kError;
  return detailed_exitcode && !plan.empty() ? kPending : kDone;
}

}  // namespace schema::cli
