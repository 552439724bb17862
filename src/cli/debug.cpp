#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>

#include "cli/catalog_json.hpp"
#include "cli/desired.hpp"
#include "cli/graph_view.hpp"
#include "cli/output.hpp"
#include "model/print_value.hpp"
#include "plan/print.hpp"
#include "postgres/backend.hpp"
#include "syntax/parse.hpp"
#include "syntax/tree.hpp"
#include "workspace/files.hpp"

namespace schema::cli {

namespace {

struct DebugCommand {
  std::string stage;
  std::vector<std::string> paths;
};

/// A node of the tree with its place, its text if it is a leaf.
std::string node_line(syntax::Node node, const SourceFile& file, size_t depth) {
  auto leaf = node.children().empty() ? file.text().substr(node.begin(), node.end() - node.begin()) : "";
  auto from = file.position(node.begin()), to = file.position(node.end());
  return fmt::format("{}{} {}:{}-{}:{}{}{}\n", std::string(2 * depth, ' '),
                     node.type() == "\n" ? "newline" : node.type(), from.line, from.column, to.line, to.column,
                     node.missing() ? " missing" : "",
                     leaf.empty() || leaf == node.type() ? "" : " " + print_string(leaf));
}

std::string tree_text(const SourceFile& file) {
  syntax::Tree tree(file.text());
  std::string out;
  std::vector<std::pair<syntax::Node, size_t>> todo{{tree.root(), 0}};
  while (!todo.empty()) {
    auto [node, depth] = todo.back();
    todo.pop_back();
    out += node_line(node, file, depth);
    auto children = node.children();
    for (size_t i = children.size(); i > 0; --i) todo.emplace_back(children[i - 1].node, depth + 1);
  }
  return out;
}

void block_text(const lang::Block& block, size_t depth, std::string& out) {
  std::string indent(2 * depth, ' ');
  out += indent + block.type;
  for (auto& label : block.labels) out += " " + print_string(label);
  out += " {" + (block.instance.empty() ? "" : "  # " + block.instance) + "\n";
  for (auto& a : block.attributes) out += fmt::format("{}  {} = {}\n", indent, a.name, print_value(a.value));
  for (auto& b : block.blocks) block_text(b, depth + 1, out);
  out += indent + "}\n";
}

int print_trees(Context& context, const std::vector<std::string>& files) {
  for (auto& name : files)
    if (auto file = read_source(name, context.sources, context.diagnostics)) write_result(context, tree_text(*file));
  return context.diagnostics.has_errors() ? kError : kDone;
}

int print_blocks(Context& context, const std::vector<std::string>& files) {
  auto& out = context.diagnostics;
  std::vector<syntax::Body> bodies;
  for (auto& name : files)
    if (auto file = read_source(name, context.sources, out)) bodies.push_back(syntax::parse(*file, out));
  std::vector<const syntax::Body*> all;
  for (auto& body : bodies) all.push_back(&body);
  auto options = evaluation_options(std::filesystem::current_path().string(), context.sources);
  for (auto& [name, value] : context.options.variables) options.variables[name] = lang::make_text(value);
  std::string text;
  for (auto& block : lang::evaluate(all, options, out).blocks) block_text(block, 0, text);
  return write_result(context, text) && !out.has_errors() ? kDone : kError;
}

int print_declared(Context& context, const DebugCommand& o) {
  auto declared = load_desired(context, o.paths);
  if (!declared) return kError;
  if (o.stage == "resources") return write_result(context, catalog_json(declared->catalog)) ? kDone : kError;
  if (o.stage == "graph") {
    GraphView view(declared->catalog);
    return write_result(context, graph_text(view, {view.tops().begin(), view.tops().end()})) ? kDone : kError;
  }
  std::vector<Resource*> all;
  for (auto& r : declared->catalog.all()) all.push_back(r.get());
  auto plan = plan_creation(all, postgres::backend(), 0, context.diagnostics);
  if (context.diagnostics.has_errors()) return kError;
  return write_result(context,
                      print_text(plan, {.paint = paint_for(context, stdout), .explain = true, .statements = true}))
             ? kDone
             : kError;
}

int debug(Context& context, const DebugCommand& o) {
  if (o.stage != "ast" && o.stage != "blocks") return print_declared(context, o);
  std::vector<std::string> files;
  for (auto& path : o.paths)
    for (auto& file : source_files(path, context.diagnostics)) files.push_back(file);
  return o.stage == "ast" ? print_trees(context, files) : print_blocks(context, files);
}

}  // namespace

void add_debug(CLI::App& app, Context& context) {
  auto o = std::make_shared<DebugCommand>();
  auto command = add_command(app, context, "debug", "Print what one stage makes of files",
                             "  schema debug ast db/incident.schema        # the syntax tree\n"
                             "  schema debug blocks db/                    # blocks with every value evaluated\n"
                             "  schema debug resources db/                 # resources as JSON\n"
                             "  schema debug graph db/                     # what each needs\n"
                             "  schema debug actions db/                   # the plan that creates them\n");
  command.required_word("stage", o->stage, {"ast", "blocks", "resources", "graph", "actions"});
  command.required_arguments("paths", o->paths, "Files or folders");
  command.runs([o, &context] { return debug(context, *o); });
}

}  // namespace schema::cli
