#include "cli/errors.hpp"
#include "cli/options.hpp"

namespace schema::cli {

namespace {

constexpr AddCommand kCommands[] = {add_init, add_validate, add_fmt,        add_inspect, add_diff,
                                    add_plan, add_apply,    add_lint,       add_approve, add_graph,
                                    add_docs, add_debug,    add_completion, add_version};

}  // namespace

int main(int argc, char** argv) {
  Context context;
  CLI::App app("Schemas of PostgreSQL databases as code", "schema");
  app.get_formatter()->column_width(26);
  app.require_subcommand(1);
  add_global_options(app, context);
  for (auto add : kCommands) add(app, context);
  if (argc == 1) {
    std::fputs(app.help().c_str(), stderr);
    return kError;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return report_usage(app, error, context);
  }
  return run_guarded(context, context.command);
}

}  // namespace schema::cli
