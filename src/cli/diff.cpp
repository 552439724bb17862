#include <filesystem>

#include "apply/blockers.hpp"
#include "apply/session.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/plan_output.hpp"
#include "cli/target.hpp"
#include "lint/engine.hpp"
#include "postgres/backend.hpp"
#include "postgres/inspector.hpp"
#include "workspace/credentials.hpp"
#include "workspace/drivers.hpp"
#include "workspace/state.hpp"

namespace schema::cli {

namespace {

struct DiffCommand {
  std::string from, to;
  PlanOutput output;
};

/// One of the two states: a database, or files.
struct Side {
  std::optional<Project> database;
  std::optional<postgres::Opened> opened;
  Declared state;
};

/// Finds out what the text names and connects if that is a database.
bool open_side(Context& context, const std::string& text, Side& side) {
  constexpr std::string_view kEnvironment = "env://";
  bool url =
      text.find("://") != std::string::npos || (text.find('=') != std::string::npos && !std::filesystem::exists(text));
  if (!url) return true;
  if (text.starts_with(kEnvironment)) {
    auto saved = std::exchange(context.options.environment, text.substr(kEnvironment.size()));
    side.database = find_target(context, {}, false);
    context.options.environment = saved;
  } else {
    side.database.emplace();
    side.database->root = std::filesystem::current_path().string();
    side.database->environment.url = text;
  }
  if (!side.database) return false;
  side.opened = postgres::open_url(database_url(side.database->environment), side.database->root);
  return true;
}

bool load_side(Context& context, const std::string& text, Side& side, postgres::ScratchJudge& judge) {
  if (side.opened) {
    InterruptGuard guard(side.opened->connection);
    side.state.catalog = inspect_telling(side.opened->connection, teller(context), postgres::Reach::database);
    return true;
  }
  LoadOptions options{.root = std::filesystem::current_path().string(), .judge = &judge};
  for (auto& [name, value] : context.options.variables) options.vars[name] = lang::make_text(value);
  side.state = load_files({text}, options, context.sources, context.diagnostics);
  return !context.diagnostics.has_errors();
}

/// Files as the server understands them, so that they can stand for a database.
bool read_back(Context& context, Side& side, postgres::ScratchJudge& judge) {
  if (side.opened || side.state.catalog.server_version != 0) return true;
  std::vector<Resource*> all;
  for (auto& r : side.state.catalog.all()) all.push_back(r.get());
  auto creation = plan_creation(all, postgres::backend(), 0, context.diagnostics);
  if (context.diagnostics.has_errors()) return false;
  auto made = judge.read_back(creation, context.diagnostics);
  side.state.catalog = std::move(made);
  return !context.diagnostics.has_errors();
}

int diff(Context& context, const DiffCommand& o) {
  Side from, to;
  if (!open_side(context, o.from, from) || !open_side(context, o.to, to)) return kError;
  auto& server = from.opened ? from : to;
  postgres::ScratchJudge judge(server.opened ? scratch_options(*server.database, server.opened->connection)
                                             : postgres::ScratchOptions{});
  if (!load_side(context, o.from, from, judge) || !load_side(context, o.to, to, judge) ||
      !read_back(context, from, judge))
    return kError;
  PlanOptions options;
  // A database is compared with files in what the files speak of, anything else as a whole.
  if (!from.opened || to.opened)
    for (auto kind : all_kinds())
      if (!kind->opt_in || (from.opened && to.opened)) options.scope.manage.emplace_back(kind->name);
  auto plan =
      make_plan(from.state.catalog, to.state.catalog, postgres::backend(), &judge, options, context.diagnostics);
  if (context.diagnostics.has_errors()) return kError;
  plan.findings = lint::lint({.desired = to.state.catalog,
                              .current = &from.state.catalog,
                              .plan = &plan,
                              .sources = context.sources,
                              .settings = {},
                              .changed_only = true});
  auto output = o.output;
  output.nothing = "No differences.";
  return print_plan(context, plan, output) ? kDone : kError;
}

}  // namespace

void add_diff(CLI::App& app, Context& context) {
  auto o = std::make_shared<DiffCommand>();
  auto command = add_command(
      app, context, "diff", "The changes that lead from one state to another",
      "  schema diff --from postgres://localhost/app --to db/\n"
      "  schema diff --from env://prod --to env://staging\n"
      "  schema diff --from old.sql --to db/ --format sql\n"
      "\nA state is a URL, a .schema or .sql file or folder, or env://NAME (that\nenvironment's database).\n");
  command.required_option("--from", o->from, "The state to start from", "STATE");
  command.required_option("--to", o->to, "The state to reach", "STATE");
  add_output_options(command, o->output);
  command.runs([o, &context] { return diff(context, *o); });
}

}  // namespace schema::cli
