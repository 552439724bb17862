#include "apply/blockers.hpp"
#include "cli/catalog_json.hpp"
#include "cli/graph_view.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/split.hpp"
#include "cli/target.hpp"
#include "plan/print.hpp"
#include "workspace/credentials.hpp"
#include "workspace/drivers.hpp"
#include "workspace/state.hpp"

namespace schema::cli {

namespace {

struct InspectOptions {
  TargetOptions target;
  std::string output;
  std::string format = "schema";
  std::vector<std::string> include;  ///< kinds of the cluster that are printed as well
};

/// Without files the schemas named on the command line, themselves included, are all.
void choose(Catalog& catalog, const Environment& env, const std::vector<std::string>& include) {
  std::vector<std::string> manage = {"*"};
  manage.insert(manage.end(), include.begin(), include.end());
  set_scope(catalog, {}, {{}, env.exclude, manage});
  if (env.schemas.empty()) return;
  for (auto& r : catalog.all())
    if (auto& name = schema_of(*r); name.empty() || !matches(env.schemas, name)) r->managed = false;
}

/// What the environment manages: its schemas, or those that its files declare, if they can be read.
void set_managed(Catalog& catalog, const Project& project, const std::vector<std::string>& include) {
  auto& env = project.environment;
  auto manage = env.manage;
  manage.insert(manage.end(), include.begin(), include.end());
  Sources sources;
  Diagnostics ignored;
  Declared declared;
  if (!env.src.empty())
    declared =
        load_files(env.src, {.root = project.root, .project = &project, .vars = env.vars, .search_path = env.search_path}, sources, ignored);
  if (ignored.has_errors()) declared = {};
  if (declared.catalog.size() == 0 && env.schemas.empty())
    choose(catalog, env, include);
  else
    set_scope(catalog, declared.catalog, {env.schemas, env.exclude, manage});
}

/// A script that makes these resources. The schema public is in every database that it may run in.
std::string creation_script(const Catalog& catalog, const Backend& backend, Diagnostics& out) {
  std::vector<Resource*> wanted;
  for (auto& r : catalog.all())
    if (r->managed && r->address != "schema.public") wanted.push_back(r.get());
  return print_sql(plan_creation(wanted, backend, catalog.server_version, out));
}

std::string text_in(const std::string& format, const Catalog& catalog, const Backend& backend, Diagnostics& out) {
  if (format == "json") return catalog_json(catalog);
  if (format == "sql") return creation_script(catalog, backend, out);
  if (format == "schema") return schema_text(catalog);
  GraphView view(catalog);
  std::set<const Resource*> all(view.tops().begin(), view.tops().end());
  return format == "dot" ? graph_dot(view, all) : graph_mermaid(view, all);
}

bool check_included(const std::vector<std::string>& include, Diagnostics& out) {
  std::vector<std::string_view> known;
  for (auto kind : all_kinds())
    if (kind->cluster) known.push_back(kind->name);
  for (auto& name : include)
    if (std::find(known.begin(), known.end(), name) == known.end())
      out.error("usage", {}, fmt::format("--include takes no \"{}\"", name),
                fmt::format("one of: {}", fmt::join(known, ", ")));
  return !out.has_errors();
}

int inspect(Context& context, const InspectOptions& o) {
  auto project = find_target(context, o.target, false);
  if (!project) return kError;
  auto opened = postgres::open_url(database_url(project->environment), project->root);
  InterruptGuard guard(opened.connection);
  auto& driver = driver_for(opened.connection);
  if (!check_included(o.include, context.diagnostics)) return kError;
  auto catalog = inspect_telling(opened.connection, teller(context));
  say_unread(context, catalog.unread);
  check_schemas({}, catalog, {project->environment.schemas}, context.diagnostics);
  bool bare = project->environment.name.empty() || !o.target.schemas.empty();
  if (bare)
    choose(catalog, project->environment, o.include);
  else
    set_managed(catalog, *project, o.include);
  bool folder = o.output.ends_with("/") || std::filesystem::is_directory(o.output);
  auto format = context.options.json ? "json" : o.format;
  if (folder && format != "schema") {
    context.diagnostics.error("usage", {}, "only --format schema can be split into a folder", "name a file after -o");
    return kError;
  }
  if (folder) return write_split(context, catalog, o.output) ? kDone : kError;
  auto text = text_in(format, catalog, driver, context.diagnostics);
  return !context.diagnostics.has_errors() && write_result(context, text, o.output) ? kDone : kError;
}

}  // namespace

void add_inspect(CLI::App& app, Context& context) {
  auto o = std::make_shared<InspectOptions>();
  auto command = add_command(app, context, "inspect", "Print a database as .schema text",
                             "  schema inspect --url postgres://localhost/app\n"
                             "  schema inspect --env prod -o db/\n"
                             "  schema inspect --env prod --schema dispatch --exclude '*.tmp_*'\n"
                             "  schema inspect --url postgres://localhost/app --format dot | dot -Tsvg\n");
  add_url_option(command, o->target);
  add_scope_options(command, o->target);
  command.option("-o,--output", o->output, "A file, or a folder (DIR/): one file a schema and kind", "PATH");
  command.list("--include", o->include, "Print a kind of the cluster too (role), repeatable", "KIND");
  command.format(o->format, {"schema", "sql", "json", "dot", "mermaid"});
  command.runs([o, &context] { return inspect(context, *o); });
}

}  // namespace schema::cli
