#include "cli/desired.hpp"

#include <filesystem>

#include "workspace/files.hpp"
#include "workspace/state.hpp"

namespace schema::cli {

namespace fs = std::filesystem;

std::optional<Declared> load_desired(Context& context, const std::vector<std::string>& paths, Policy* policy) {
  auto& out = context.diagnostics;
  auto& given = context.options;
  LoadOptions options;
  for (auto& [name, value] : given.variables) options.vars[name] = lang::make_text(value);
  std::vector<std::string> src;
  for (auto& path : paths) src.push_back(is_url(path) ? path : fs::absolute(path).lexically_normal().string());
  std::optional<Project> project;
  auto file = given.project_file.empty() ? find_project_file() : given.project_file;
  options.root = file.empty() ? fs::current_path().string() : fs::absolute(file).parent_path().string();
  if (src.empty() || !given.environment.empty()) {
    if (file.empty()) {
      out.error("no-project", {}, "which files? There is no schema.hcl here or above",
                "name them, or make a project: schema init");
      return {};
    }
    project = load_project(file, given.environment, given.variables, context.sources, out);
    if (!project) return {};
    options.project = &*project;
    if (policy) *policy = project->environment.policy.value_or(Policy());
    options.vars = project->environment.vars;
    options.search_path = project->environment.search_path;
    if (src.empty()) {
      for (auto& path : project->environment.src) {
        if (is_url(path)) src.push_back(path);
        if (is_url(path)) continue;
        for (auto& found : source_files((fs::path(project->root) / path).lexically_normal().string(), out, project->root))
          if (!found.ends_with(".sql")) src.push_back(found);
      }
    }
  }
  auto declared = load_files(src, options, context.sources, out);
  if (out.has_errors()) return {};
  return declared;
}

}  // namespace schema::cli
