#include "cli/plan_output.hpp"

#include "cli/output.hpp"
#include "plan/print.hpp"

namespace schema::cli {

void add_output_options(CLI::App& command, PlanOutput& o) {
  command.add_option("--format", o.format, "text, sql (a script for psql) or json")
      ->check(CLI::IsMember({"text", "sql", "json"}))
      ->type_name("FORMAT");
  command.add_option("-o,--output", o.file, "Write it to a file")->type_name("FILE");
  command.add_flag("--explain", o.explain, "Why each step is needed, with the path that leads to it");
}

bool print_plan(Context& context, const Plan& plan, const PlanOutput& o) {
  if (!plan.left_alone.empty())
    say(context, fmt::format("Left alone: schema {} (no file declares it).", fmt::join(plan.left_alone, ", ")));
  if (o.format == "sql") return write_result(context, print_sql(plan, o.settings), o.file);
  if (o.format == "json" || context.options.json) return write_result(context, print_json(plan), o.file);
  auto paint = o.file.empty() ? paint_for(context, stdout) : Paint{};
  return write_result(context, print_text(plan, {paint, o.explain, context.options.verbose, o.nothing}), o.file);
}

}  // namespace schema::cli
