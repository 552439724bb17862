#include "workspace/state.hpp"

#include <filesystem>

#include "postgres/inspector.hpp"
#include "resolve/resolve.hpp"
#include "syntax/parse.hpp"
#include "workspace/drivers.hpp"
#include "workspace/files.hpp"
#include "workspace/query.hpp"

namespace schema {

namespace {

/// The .sql files as one script, since a later one may build on an earlier one.
Catalog load_scripts(const std::vector<const SourceFile*>& scripts, const LoadOptions& options, Sources& sources, Diagnostics& out) {
  if (scripts.size() == 1) return options.judge->load_sql(*scripts[0], out);
  std::string text;
  for (auto script : scripts) text += script->text() + "\n";
  return options.judge->load_sql(sources.add("the .sql files", std::move(text)), out);
}

}  // namespace

Inputs read_inputs(const std::vector<std::string>& paths, const LoadOptions& options, Sources& sources, Diagnostics& out) {
  Inputs inputs;
  for (auto& path : paths) {
    if (is_url(path)) {
      if (auto url = url_of(path, options.project ? *options.project : Project(), sources, out)) inputs.databases.push_back(*url);
      continue;
    }
    for (auto& name : source_files((std::filesystem::path(options.root) / path).lexically_normal().string(), out, options.root)) {
      auto file = read_source(name, sources, out);
      if (file && name.ends_with(".sql"))
        inputs.scripts.push_back(file);
      else if (file)
        inputs.bodies.push_back(syntax::parse(*file, out));
    }
  }
  return inputs;
}

Declared evaluate_files(const std::vector<syntax::Body>& bodies, const LoadOptions& options, Sources& sources, Diagnostics& out) {
  std::vector<const syntax::Body*> files;
  for (auto& body : bodies) files.push_back(&body);
  auto evaluation = evaluation_options(options.root, sources);
  evaluation.host.query = limited_to(options.project, std::move(evaluation.host.query));
  evaluation.variables = options.vars;
  auto module = lang::evaluate(files, evaluation, out);
  auto declared = decode(module.blocks, out);
  declared.outputs = std::move(module.outputs);
  resolve(declared, {options.search_path}, out);
  return declared;
}

Declared load_files(const std::vector<std::string>& paths, const LoadOptions& options, Sources& sources, Diagnostics& out) {
  auto inputs = read_inputs(paths, options, sources, out);
  if (out.has_errors()) return {};
  if (inputs.mixed() || inputs.databases.size() > 1) {
    out.error("mixed-sources", {}, ".schema files, .sql files and a database cannot be mixed in one source",
              "name sources of one sort: several .schema files, several .sql files, or one database");
    return {};
  }
  if (!inputs.bodies.empty()) return evaluate_files(inputs.bodies, options, sources, out);
  Declared declared;
  if (!inputs.databases.empty()) {
    auto opened = postgres::open_url(postgres::Url::parse(inputs.databases[0]), options.root);
    declared.catalog = inspect_database(opened.connection);
  } else if (!inputs.scripts.empty() && !options.judge) {
    out.error("needs-server", {}, fmt::format("{} is SQL, which only a server can read", inputs.scripts[0]->path()));
  } else if (!inputs.scripts.empty()) {
    declared.catalog = load_scripts(inputs.scripts, options, sources, out);
  }
  return declared;
}

}  // namespace schema
