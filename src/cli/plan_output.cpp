#include "cli/plan_output.hpp"

#include "cli/output.hpp"
#include "cli/wrap.hpp"
#include "plan/print.hpp"

namespace schema::cli {

std::string format_of(const Context& context, const PlanOutput& o) {
  if (!o.format.empty()) return o.format;
  if (context.options.json || o.file.ends_with(".json")) return "json";
  if (o.file.ends_with(".md")) return "markdown";
  return o.file.ends_with(".sql") ? "sql" : "text";
}

void add_output_options(Command& command, PlanOutput& o) {
  command.format(o.format, {"text", "sql", "json", "markdown"}, "as FILE, or text");
  command.option("-o,--output", o.file, "Write it to a file; plan.json can be applied", "FILE");
  command.flag("--explain", o.explain, "Why each step is needed, with the path to it");
}

bool saves_plan(const Context& context, const PlanOutput& o) {
  return !o.file.empty() && format_of(context, o) == "json";
}

namespace {

/// A plan that is to be applied tells where it went, since nothing else is shown of it.
bool save(Context& context, const Plan& plan, const PlanOutput& o) {
  if (!write_result(context, print_json(plan, o.outputs, o.states), o.file)) return false;
  if (o.states)
    say(context, fmt::format("Saved to {}: {}. To run exactly this: schema apply --plan {}", o.file,
                             totals_text(totals(plan), false), o.file));
  return true;
}

}  // namespace

bool print_plan(Context& context, const Plan& plan, const PlanOutput& o) {
  say_unread(context, plan.unread);
  if (!plan.left_alone.empty()) {
    auto many = plan.left_alone.size() > 1;
    say(context, fmt::format("Left alone, since no file declares {}: schema {}", many ? "them" : "it",
                             fmt::join(plan.left_alone, ", ")));
  }
  auto format = format_of(context, o);
  if (format == "sql") return write_result(context, print_sql(plan, o.timeouts), o.file);
  if (format == "markdown") return write_result(context, print_markdown(plan, o.nothing), o.file);
  if (format == "json") return save(context, plan, o);
  auto paint = o.file.empty() ? paint_for(context, stdout) : Paint{};
  auto width = o.file.empty() ? plan_width(stdout) : 80;
  auto text = print_text(plan, {paint, o.explain, o.statements || context.options.verbose, o.nothing, width});
  if (o.file.empty()) text = wrapped(text, terminal_width(stdout));
  return write_result(context, text + print_outputs(o.outputs), o.file);
}

}  // namespace schema::cli
