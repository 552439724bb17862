#include "cli/target.hpp"

#include <filesystem>

namespace schema::cli {

void add_url_option(Command& command, TargetOptions& o) {
  command.option("--url", o.url, "The database: postgres://, embedded://[DIR]", "URL");
}

void add_src_option(Command& command, TargetOptions& o) {
  command.list("--src", o.src, "Files or folders (repeatable), or another database", "PATH");
}

void add_scope_options(Command& command, TargetOptions& o) {
  command.list("--schema", o.schemas, "Only this schema, repeatable", "NAME");
  command.list("--exclude", o.exclude, "Leave out schema.object patterns, repeatable", "PATTERN");
}

std::optional<Project> find_target(Context& context, const TargetOptions& o, bool needs_src) {
  auto& given = context.options;
  auto& out = context.diagnostics;
  Project project;
  if (!o.url.empty() && given.environment.empty()) {
    project.root = std::filesystem::current_path().string();
    project.environment.url = o.url;
    for (auto& [name, value] : given.variables) project.environment.vars[name] = lang::make_text(value);
  } else {
    auto file = given.project_file.empty() ? find_project_file() : given.project_file;
    if (file.empty()) {
      out.error("no-project", {}, "which database? There is no schema.hcl here or above",
                needs_src ? "name it with --url URL --src PATH, or make a project: schema init"
                          : "name it with --url URL, or make a project: schema init");
      return {};
    }
    auto loaded = load_project(file, given.environment, given.variables, context.sources, out);
    if (!loaded) return {};
    project = std::move(*loaded);
    if (!o.url.empty()) project.environment.url = o.url;
  }
  auto& env = project.environment;
  for (auto& path : o.src)
    if (&path == &o.src.front()) env.src.clear();
  for (auto& path : o.src)
    env.src.push_back(is_url(path) ? path : std::filesystem::absolute(path).lexically_normal().string());
  if (!o.schemas.empty()) env.schemas = o.schemas;
  env.exclude.insert(env.exclude.end(), o.exclude.begin(), o.exclude.end());
  if (env.url.empty())
    out.error("no-database", {}, fmt::format("environment \"{}\" has no url", env.name),
              "add url = \"postgres://...\", or give --url");
  if (needs_src && env.src.empty())
    out.error("no-sources", {}, "nothing says what the database shall hold",
              "give --src PATH, or --env NAME whose environment has src");
  if (out.has_errors()) return {};
  return project;
}

}  // namespace schema::cli
