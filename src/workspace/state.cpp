#include "workspace/state.hpp"

#include <filesystem>

#include "resolve/resolve.hpp"
#include "syntax/parse.hpp"
#include "workspace/files.hpp"

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

Declared load_files(const std::vector<std::string>& paths, const LoadOptions& options, Sources& sources, Diagnostics& out) {
  std::vector<syntax::Body> bodies;
  std::vector<const SourceFile*> scripts;
  for (auto& path : paths) {
    auto absolute = std::filesystem::path(path).is_absolute() ? path : (std::filesystem::path(options.root) / path).lexically_normal().string();
    for (auto& name : source_files(absolute, out)) {
      auto file = read_source(name, sources, out);
      if (!file) continue;
      if (name.ends_with(".sql"))
        scripts.push_back(file);
      else
        bodies.push_back(syntax::parse(*file, out));
    }
  }
  if (out.has_errors()) return {};
  Declared declared;
  if (!bodies.empty()) {
    std::vector<const syntax::Body*> files;
    for (auto& body : bodies) files.push_back(&body);
    auto evaluation = evaluation_options(options.root, sources);
    evaluation.variables = options.vars;
    auto module = lang::evaluate(files, evaluation, out);
    declared = decode(module.blocks, out);
    resolve(declared, {options.search_path}, out);
  }
  if (scripts.empty() || out.has_errors()) return declared;
  if (!options.judge) {
    out.error("needs-server", {}, fmt::format("{} is SQL, which only a server can read", scripts[0]->path()));
    return declared;
  }
  if (!bodies.empty()) {
    out.error("mixed-sources", {}, ".schema and .sql files cannot be mixed in one source", "put them into folders of their own");
    return declared;
  }
  declared.catalog = load_scripts(scripts, options, sources, out);
  return declared;
}

}  // namespace schema
