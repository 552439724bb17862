#include <fmt/format.h>

#include "apply/blockers.hpp"
#include "cli/desired.hpp"
#include "cli/graph_view.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "postgres/embedded.hpp"
#include "workspace/credentials.hpp"
#include "workspace/drivers.hpp"

namespace schema::cli {

namespace {

struct GraphCommand {
  TargetOptions target;
  std::string address;
  std::string format = "text";
};

/// The address without its schema: table.incident.
std::string short_address(const Resource& r) {
  if (r.parent) return fmt::format("{}.{}.{}", short_address(*r.parent), r.kind->keyword, r.name);
  return fmt::format("{}.{}", r.kind->keyword, r.name);
}

/// The resource that the user names, in full or without its schema where only one is called so.
const Resource* find_resource(const Catalog& catalog, const std::string& address, Diagnostics& out) {
  if (auto found = catalog.find(address)) return found;
  std::vector<const Resource*> matches;
  std::vector<std::string> known;
  for (auto& r : catalog.all()) {
    known.push_back(r->address);
    known.push_back(short_address(*r));
    if (short_address(*r) == address) matches.push_back(r.get());
  }
  if (matches.size() == 1) return matches[0];
  if (matches.empty()) {
    out.error("unknown-address", {}, fmt::format("there is no resource {}", address),
              did_you_mean(address, {known.begin(), known.end()}));
    return nullptr;
  }
  auto& d = out.error("ambiguous-address", {}, fmt::format("{} may mean {} resources", address, matches.size()));
  for (auto r : matches) d.related.push_back({r->where, r->address});
  return nullptr;
}

int print(Context& context, const Catalog& catalog, const GraphCommand& o) {
  GraphView view(catalog);
  std::set<const Resource*> shown(view.tops().begin(), view.tops().end());
  const Resource* center = nullptr;
  if (!o.address.empty()) {
    center = find_resource(catalog, o.address, context.diagnostics);
    if (!center) return kError;
    shown = around(view, *center);
  }
  auto format = context.options.json ? "json" : o.format;
  auto text = format == "json"      ? graph_json(view, shown)
              : format == "dot"     ? graph_dot(view, shown)
              : format == "mermaid" ? graph_mermaid(view, shown)
              : center              ? graph_around(view, *center)
                                    : graph_text(view, shown);
  return write_result(context, text) ? kDone : kError;
}

int graph(Context& context, const GraphCommand& o) {
  if (o.target.url.empty()) {
    auto declared = load_desired(context, o.target.src);
    return declared ? print(context, declared->catalog, o) : kError;
  }
  auto project = find_target(context, o.target, false);
  if (!project) return kError;
  auto opened = postgres::open_url(database_url(project->environment), project->root);
  InterruptGuard guard(opened.connection);
  return print(context, inspect_telling(opened.connection, teller(context), postgres::Reach::database), o);
}

}  // namespace

void add_graph(CLI::App& app, Context& context) {
  auto o = std::make_shared<GraphCommand>();
  auto command = add_command(app, context, "graph", "What needs what: of all resources, or around one",
                             "  schema graph\n"
                             "  schema graph table.incident.column.severity\n"
                             "  schema graph --url postgres://localhost/app --format dot | dot -Tsvg\n");
  command.argument("address", o->address, "Only what this resource needs, and what needs it");
  add_url_option(command, o->target);
  add_src_option(command, o->target);
  command.format(o->format, {"text", "dot", "mermaid", "json"});
  command.runs([o, &context] { return graph(context, *o); });
}

}  // namespace schema::cli
