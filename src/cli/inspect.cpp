#include "cli/output.hpp"
#include "cli/target.hpp"
#include "model/write.hpp"
#include "postgres/embedded.hpp"
#include "postgres/inspector.hpp"

namespace schema::cli {

namespace {

struct InspectOptions {
  TargetOptions target;
  std::string output;
};

std::string schema_text(const Catalog& catalog) {
  Writer writer(catalog);
  std::string text;
  for (auto r : in_file_order(catalog)) {
    if (!r->managed) continue;
    if (!text.empty()) text += "\n";
    text += writer.write(*r);
  }
  return text;
}

int inspect(Context& context, const InspectOptions& o) {
  auto project = find_target(context, o.target, false);
  if (!project) return kError;
  auto opened = postgres::open_url(postgres::Url::parse(project->environment.url), project->root);
  auto catalog = postgres::inspect(opened.connection);
  return write_result(context, schema_text(catalog), o.output) ? kDone : kError;
}

}  // namespace

void add_inspect(CLI::App& app, Context& context) {
  auto o = std::make_shared<InspectOptions>();
  auto& command = add_command(app, "inspect", "Print a database as .schema text",
                              "  schema inspect --url postgres://localhost/app\n"
                              "  schema inspect --env prod -o db/\n");
  add_url_option(command, o->target);
  add_scope_options(command, o->target);
  command.add_option("-o,--output", o->output, "A file, or a folder (ending in /): one file a schema and kind")
      ->type_name("FILE|DIR/");
  command.callback([o, &context] { context.command = [o, &context] { return inspect(context, *o); }; });
}

}  // namespace schema::cli
