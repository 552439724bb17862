#include <algorithm>
#include <filesystem>

#include "lang/module_scope.hpp"
#include "lang/paths.hpp"
#include "lang/variables.hpp"

namespace schema::lang {

namespace {

/// The text of an expression that is nothing but text.
std::optional<std::string> plain_text(const syntax::Expr& expr) {
  auto text = std::get_if<syntax::Template>(&expr.node);
  if (!text || text->parts.size() != 1 || text->parts[0].expr) return {};
  return text->parts[0].text;
}

/// The absolute path of a module's source, as far as it is known before anything is evaluated.
std::optional<std::string> source_of(const syntax::Block& block) {
  if (block.type != "module" || !block.where) return {};
  auto source = find_attribute(block.body, "source");
  auto text = source && source->value ? plain_text(*source->value) : std::nullopt;
  if (!text || text->starts_with("std/")) return {};
  auto path = (std::filesystem::path(folder_of(*block.where.file)) / *text).lexically_normal();
  return (path.has_filename() ? path : path.parent_path()).string();
}

}  // namespace

/// A folder below `src` that is the source of a module is read by the module alone, otherwise everything in it would be
/// declared twice.
void ModuleScope::add_root(const std::vector<const syntax::Body*>& files) {
  std::set<std::string> sources;
  for (auto file : files)
    for (auto& block : file->blocks)
      if (auto source = source_of(block); source && !is_below(path_of(*block.where.file), *source))
        sources.insert(*source);
  std::vector<const syntax::Body*> own;
  for (auto file : files) {
    if (!file->where) {
      own.push_back(file);
      continue;
    }
    auto path = path_of(*file->where.file);
    run_.by_path[path] = file;
    if (std::any_of(sources.begin(), sources.end(), [&](auto& source) { return is_below(path, source); })) continue;
    imported_.insert(path);
    run_.root_files.insert(file);
    own.push_back(file);
  }
  for (auto file : own) {
    if (file->where) run_.in.budget().grant_work(file->where.file->text().size());
    add(*file);
  }
}

}  // namespace schema::lang
