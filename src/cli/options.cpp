#include "cli/options.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdio>

#include "cli/errors.hpp"
#include "text/secrets.hpp"

namespace schema::cli {

namespace {

void take_variables(const std::vector<std::string>& assignments, std::map<std::string, std::string>& variables) {
  for (auto& assignment : assignments) {
    auto equals = assignment.find('=');
    if (equals == std::string::npos || equals == 0)
      throw CLI::ValidationError("--var", "expected name=value");
    variables[assignment.substr(0, equals)] = assignment.substr(equals + 1);
  }
}

/// The subcommand that the user got to.
const CLI::App& deepest(const CLI::App& app) {
  auto chosen = app.get_subcommands();
  return chosen.empty() ? app : deepest(*chosen.front());
}

std::vector<std::string> known_options(const CLI::App& app) {
  std::vector<std::string> names;
  for (auto at = &app; at; at = at->get_parent())
    for (auto option : at->get_options())
      for (auto& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

std::vector<std::string> known_commands(const CLI::App& app) {
  std::vector<std::string> names;
  for (auto command : app.get_subcommands([](const CLI::App*) { return true; })) names.push_back(command->get_name());
  return names;
}

std::string hint(std::string_view given, const std::vector<std::string>& names) {
  return did_you_mean(given, {names.begin(), names.end()});
}

}  // namespace

void add_global_options(CLI::App& app, Context& context) {
  auto& o = context.options;
  app.add_option("-c,--config", o.project_file, "Project file (default: the nearest schema.hcl upwards)")
      ->type_name("FILE");
  app.add_option("--env", o.environment, "Environment of the project file")->type_name("NAME");
  auto assign = [&o](const std::vector<std::string>& given) { take_variables(given, o.variables); };
  app.add_option_function<std::vector<std::string>>("--var", assign, "Value of a variable, repeatable")
      ->type_name("NAME=VALUE")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  app.add_flag("--json", o.json, "Results and errors as JSON on stdout");
  app.add_flag("--no-color", o.no_color, "No colours (also: NO_COLOR in the environment)");
  app.add_flag("-q,--quiet", o.quiet, "Only results and errors");
  app.add_flag("-v,--verbose", o.verbose, "More detail: statements too");
}

int report_usage(const CLI::App& app, const CLI::ParseError& error, Context& context) {
  auto& at = deepest(app);
  if (error.get_exit_code() == 0) {
    std::fputs(at.help(&at == &app ? "" : "schema").c_str(), stdout);
    return kDone;
  }
  std::string message = error.what();
  std::string help;
  auto extra = app.remaining(true);
  bool unexpected = dynamic_cast<const CLI::ExtrasError*>(&error) || dynamic_cast<const CLI::RequiredError*>(&error);
  if (unexpected && !extra.empty()) {
    auto given = extra.front().substr(0, extra.front().find('='));
    bool option = given.starts_with("-");
    bool command = !option && &at == &app;
    message = fmt::format("there is no {} {}", command ? "command" : option ? "option" : "use for", masked(given));
    help = option ? hint(given, known_options(at)) : command ? hint(given, known_commands(app)) : "";
  }
  if (help.empty()) help = fmt::format("see {} --help", &at == &app ? "schema" : "schema " + at.get_name());
  context.options.json = app.get_option("--json")->count() > 0;
  return run_guarded(context, [&] {
    context.diagnostics.error("usage", {}, message, help);
    return kError;
  });
}

}  // namespace schema::cli
