#include "cli/desired.hpp"

#include <filesystem>

#include "workspace/files.hpp"
#include "workspace/state.hpp"

namespace schema::cli {

namespace fs = std::filesystem;

std::optional<Declared> load_desired(Context& context, const std::vector<std::string>& paths) {
  auto& out = context.diagnostics;
  auto& given = context.options;
  LoadOptions options{.root = fs::current_path().string()};
  for (auto& [name, value] : given.variables) options.vars[name] = lang::make_text(value);
  auto src = paths;
  auto file = given.project_file.empty() ? find_project_file() : given.project_file;
  if (src.empty() || !given.environment.empty()) {
    if (file.empty()) {
      out.error("no-project", {}, "which files? There is no schema.hcl here or above",
                "name them, or make a project: schema init");
      return {};
    }
    auto project = load_project(file, given.environment, given.variables, context.sources, out);
    if (!project) return {};
    options.vars = project->environment.vars;
    options.search_path = project->environment.search_path;
    if (src.empty()) {
      options.root = project->root;
      for (auto& path : project->environment.src)
        for (auto& found : source_files((fs::path(project->root) / path).lexically_normal().string(), out))
          if (!found.ends_with(".sql")) src.push_back(found);
    }
  }
  auto declared = load_files(src, options, context.sources, out);
  if (out.has_errors()) return {};
  return declared;
}

}  // namespace schema::cli
