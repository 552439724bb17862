#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "lang/blocks.hpp"
#include "lang/module_scope.hpp"
#include "lang/nodes.hpp"
#include "lang/paths.hpp"
#include "lang/variables.hpp"
#include "syntax/parse.hpp"

namespace schema::lang {

namespace {

constexpr size_t kMaxModules = 100;  ///< one within the other
constexpr size_t kMaxFiles = 2'000;  ///< of imports and modules

/// An attribute of the module block itself; the others are inputs.
bool is_own(std::string_view name) { return name == "source" || name == "for_each" || name == "depends_on"; }

bool is_standard(std::string_view source) { return source.starts_with("std/"); }

}  // namespace

const syntax::Body& ModuleScope::parse(const std::string& path, std::string text) {
  run_.in.budget().grant_work(text.size());
  auto& file = run_.in.options().sources->add(shown_path(path), std::move(text));
  return *(run_.by_path[path] = &run_.parsed.emplace_back(syntax::parse(file, run_.in.diagnostics())));
}

const syntax::Body* ModuleScope::standard_file(const std::string& name, Range where) {
  auto path = name + ".schema";
  if (auto known = run_.by_path.find(path); known != run_.by_path.end()) return known->second;
  auto& options = run_.in.options();
  std::string text;
  if (options.sources && options.standard_library && options.standard_library(name, text))
    return &parse(path, std::move(text));
  std::vector<std::string_view> names(options.standard_library_names.begin(), options.standard_library_names.end());
  auto help = did_you_mean(name, names);
  if (help.empty()) help = fmt::format("it has: {}", fmt::join(names, ", "));
  run_.in.fail("no-such-file", where, fmt::format("the standard library has no \"{}\"", name), help);
  return nullptr;
}

const syntax::Body* ModuleScope::project_file(const std::string& path, Range where, const std::string& help) {
  if (auto known = run_.by_path.find(path); known != run_.by_path.end()) return known->second;
  if (!run_.in.options().sources) return nullptr;
  // Links between folders give the same files under paths without end.
  if (run_.parsed.size() >= kMaxFiles) {
    run_.in.fail("too-large", where, fmt::format("imports and modules have more than {} files", kMaxFiles));
    return nullptr;
  }
  auto text = read_project_file(run_.in, path, where, help);
  return text ? &parse(path, std::move(*text)) : nullptr;
}

/// Adds a file's blocks to this module, once.
void ModuleScope::add_import(const syntax::Block& block) {
  if (block.labels.size() != 1) {
    run_.in.fail("bad-label", block.header, "an import names one file",
                 "expected: import \"std/timestamps\" or import \"./file.schema\"");
    return;
  }
  if (!has_plain_labels(run_.in, block)) return;
  auto name = block.labels[0].text;
  auto where = block.labels[0].where;
  const syntax::Body* body = nullptr;
  if (is_standard(name)) {
    if (!imported_.insert(name).second) return;
    body = standard_file(name, where);
  } else {
    auto path = project_path(run_.in, block.where ? folder_of(*block.where.file) : place_.folder, name, where);
    if (!path || !imported_.insert(*path).second) return;
    body = project_file(*path, where, "expected a file (\"./types.schema\") or a name such as \"std/timestamps\"");
  }
  if (body) add_imported(*body, where);
}

/// Links between folders can make files that import others without end.
void ModuleScope::add_imported(const syntax::Body& body, Range where) {
  constexpr size_t kMaxImports = 100, kWork = 100'000;
  if (!run_.in.take_work(kWork, where)) return;
  if (import_depth_ >= kMaxImports) {
    run_.in.fail("too-large", where, fmt::format("files import each other more than {} deep here", kMaxImports));
    return;
  }
  ++import_depth_;
  add(body);
  --import_depth_;
}

/// The files of a module's source, which is a folder, a file or a name of the standard library.
std::vector<const syntax::Body*> ModuleScope::module_files(const syntax::Block& block, const std::string& source,
                                                           Range where, Place& place) {
  if (is_standard(source)) {
    auto file = standard_file(source, where);
    return file ? std::vector{file} : std::vector<const syntax::Body*>();
  }
  auto path = project_path(run_.in, folder_of(*block.where.file), source, where);
  if (!path) return {};
  place.folder = *path;
  std::vector<std::string> names;
  auto& host = run_.in.options().host;
  if (!host.list_files || !host.list_files(*path, names)) {
    if (path->ends_with(".schema")) {
      auto file = project_file(*path, where);
      return file ? std::vector{file} : std::vector<const syntax::Body*>();
    }
    run_.in.fail(
        "no-such-file", where, fmt::format("there is no folder \"{}\"", source),
        "a module's source is a folder (\"./audit\"), a file or a name of the standard library (\"std/audit\")");
    return {};
  }
  std::vector<const syntax::Body*> out;
  std::sort(names.begin(), names.end());
  for (auto& name : names) {
    if (!name.ends_with(".schema") || name.find('/') != name.npos) continue;
    if (auto file = project_file(*path + "/" + name, where)) out.push_back(file);
  }
  if (out.empty()) run_.in.fail("no-such-file", where, fmt::format("the folder \"{}\" holds no .schema file", source));
  return out;
}

Result ModuleScope::compute_module(Entry& entry) {
  auto& block = *entry.block;
  auto source = find_attribute(block.body, "source");
  if (!source || !source->value)
    return run_.in.fail("missing-attribute", block.header, "a module needs a source",
                        "for example source = \"./audit\"");
  auto value = run_.in.eval(*source->value, scope());
  if (!value) return {};
  auto where = source->value->where;
  auto text = value->as_text();
  if (!text)
    return run_.in.fail("wrong-type", where,
                        fmt::format("a module's source must be a string, not {}", describe(*value)));
  auto& name = block.labels[0].text;
  Place place{"", name, place_.instance.empty() ? "module." + name : place_.instance + ".module." + name, block.header,
              this};
  auto files = module_files(block, text->text, where, place);
  if (files.empty()) return {};
  size_t depth = 0;
  for (const ModuleScope* outer = this; outer; outer = outer->place_.parent, ++depth) {
    bool contains = outer->files_ == files || depth >= kMaxModules ||
                    std::find(files.begin(), files.end(), run_.by_path[path_of(*block.where.file)]) != files.end();
    if (contains) return run_.in.fail("cycle", where, fmt::format("module \"{}\" contains itself", name));
  }
  auto is_root = [&](const syntax::Body* file) { return run_.root_files.contains(file); };
  if (std::any_of(files.begin(), files.end(), is_root))
    return run_.in.fail("duplicate-source", where,
                        fmt::format("the files of module \"{}\" are read without it already", name),
                        "write its source as plain text, or keep it outside of the folders in src");
  auto for_each = find_attribute(block.body, "for_each");
  if (!for_each || !for_each->value) return child_outputs(entry, scope(), "", files, place);
  auto collection = run_.in.eval(*for_each->value, scope());
  auto instances = collection ? instances_of(run_.in, *collection, for_each->value->where) : std::nullopt;
  if (!instances) return {};
  Object out;
  for (auto& one : *instances) {
    auto key = object_key(run_.in, one.each.as_object()->at("key"), for_each->value->where);
    auto result = key ? child_outputs(entry, scope().with("each", one.each), one.label, files, place) : Result();
    if (!result) return {};
    out.insert_or_assign(*key, std::move(*result));
  }
  return make_object(std::move(out), block.header);
}

Result ModuleScope::child_outputs(Entry& entry, const Scope& scope, const std::string& instance,
                                  const std::vector<const syntax::Body*>& files, const Place& place) {
  constexpr size_t kWork = 20'000;
  if (!run_.in.take_work(kWork, entry.block->header)) return {};
  std::map<std::string, Value> inputs;
  auto errors = run_.in.diagnostics().error_count();
  for (auto& attribute : entry.block->body.attributes) {
    if (is_own(attribute.name)) continue;
    auto value = attribute.value ? run_.in.eval(*attribute.value, scope) : Result();
    if (!value) continue;
    value->where = attribute.value->where;
    inputs.insert_or_assign(attribute.name, std::move(*value));
  }
  for (auto& inner : entry.block->body.blocks)
    run_.in.fail("unknown-block", inner.header, fmt::format("a module has no block \"{}\"", inner.type));
  Place at = place;
  at.instance += instance;
  auto& child = *entry.children.emplace_back(std::make_unique<ModuleScope>(run_, std::move(at), std::move(inputs)));
  child.files_ = files;
  for (auto file : files) child.add(*file);
  for (auto& attribute : entry.block->body.attributes)
    if (!is_own(attribute.name)) child.check_input(attribute.name, attribute.name_range);
  auto outputs = child.outputs();
  child.check_rest();
  if (run_.in.diagnostics().error_count() != errors) return {};
  return make_object({outputs.begin(), outputs.end()}, entry.block->header);
}

}  // namespace schema::lang
