#include "apply/session.hpp"
#include "cli/desired.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "lint/engine.hpp"
#include "lint/report.hpp"

namespace schema::cli {

namespace {

struct LintCommand {
  TargetOptions target;
  std::vector<std::string> paths;
  std::string format;
  std::string file;
  std::string fail_on = "deny";
  std::string rule;
  bool rules = false;
  bool offline = false;
};

int show_rule(Context& context, const std::string& code) {
  if (auto rule = lint::find_rule(code))
    return write_result(context, context.options.json ? lint::list_rules_json(code) : lint::describe(*rule)) ? kDone : kError;
  auto help = did_you_mean(code, lint::all_codes());
  context.diagnostics.error("unknown-rule", {}, fmt::format("there is no lint rule \"{}\"", code),
                            help.empty() ? "schema lint --rules lists them" : help);
  return kError;
}

/// What the files alone show.
std::optional<std::vector<Finding>> lint_files(Context& context, const LintCommand& o) {
  Policy policy;
  auto declared = load_desired(context, o.paths, &policy);
  if (!declared) return {};
  return lint::lint({.desired = declared->catalog, .sources = context.sources, .settings = policy});
}

/// The same, and what a plan would do.
std::optional<std::vector<Finding>> lint_changes(Context& context, const LintCommand& o) {
  auto project = find_target(context, o.target, true);
  if (!project) return {};
  Session session(*project, context.sources, context.diagnostics, teller(context));
  session.begin_load();
  InterruptGuard guard(session.connection());
  if (!session.plan_changes()) return {};
  return session.findings(false);
}

std::string written(const Context& context, const LintCommand& o, const std::vector<Finding>& findings) {
  auto format = !o.format.empty() ? o.format : context.options.json ? "json" : "text";
  auto elsewhere = context.options.project_file.empty() ? "schema.hcl" : context.options.project_file;
  if (format == "json") return lint::report_json(findings);
  if (format == "sarif") return lint::report_sarif(findings, elsewhere, SCHEMA_VERSION);
  if (format == "github") return lint::report_github(findings, elsewhere);
  if (format == "gitlab") return lint::report_gitlab(findings, elsewhere);
  return lint::report_text(findings, o.file.empty() && paint_for(context, stdout).on);
}

int run_lint(Context& context, const LintCommand& o) {
  if (o.rules)
    return write_result(context, context.options.json ? lint::list_rules_json() : lint::list_rules()) ? kDone : kError;
  if (!o.rule.empty()) return show_rule(context, o.rule);
  bool database = !o.offline && o.paths.empty() && (!o.target.url.empty() || !context.options.environment.empty());
  auto findings = database ? lint_changes(context, o) : lint_files(context, o);
  if (!findings || !write_result(context, written(context, o, *findings), o.file)) return kError;
  auto least = lint::level_of(o.fail_on).value_or(Level::deny);
  auto counts = [&](auto& finding) { return finding.level >= least; };
  return std::any_of(findings->begin(), findings->end(), counts) ? kRefused : kDone;
}

}  // namespace

void add_lint(CLI::App& app, Context& context) {
  auto o = std::make_shared<LintCommand>();
  auto command = add_command(app, context, "lint", "Look for what is risky or unusual",
                             "  schema lint                          # the files\n"
                             "  schema lint --env prod               # and what a plan would do to prod\n"
                             "  schema lint --format github          # as annotations\n"
                             "  schema lint --rule DS102             # what a rule means\n"
                             "\nExits with 3 if a finding is denied. What the levels are, and how a policy or a\n"
                             "comment changes them: docs/lint.md.\n");
  command.arguments("paths", o->paths, "Files or folders (default: the environment's src)");
  add_url_option(command, o->target);
  add_src_option(command, o->target);
  command.flag("--offline", o->offline, "Only the files, with the policy of --env");
  command.format(o->format, {"text", "json", "sarif", "github", "gitlab"}, "text");
  command.option("-o,--output", o->file, "Write it to a file", "FILE");
  command.choice("--fail-on", o->fail_on, "Exit with 3 from", "LEVEL", {"warn", "confirm", "deny"});
  command.flag("--rules", o->rules, "List all rules");
  command.option("--rule", o->rule, "Explain a rule", "CODE");
  command.runs([o, &context] { return run_lint(context, *o); });
}

}  // namespace schema::cli
