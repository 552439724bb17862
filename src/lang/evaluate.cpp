#include "lang/evaluate.hpp"

#include "lang/module_scope.hpp"
#include "lang/paths.hpp"

namespace schema::lang {

namespace {

Place root_place(const std::vector<const syntax::Body*>& files, const Options& options) {
  Place place;
  place.folder = options.host.root;
  if (!files.empty() && files[0]->where) place.folder = folder_of(*files[0]->where.file);
  return place;
}

}  // namespace

Module evaluate(const std::vector<const syntax::Body*>& files, const Options& options, Diagnostics& diagnostics) {
  Run run(options, diagnostics);
  ModuleScope root(run, root_place(files, options), options.variables);
  root.add_root(files);
  for (auto& [name, value] : options.variables) root.check_input(name, value.where);
  Module out;
  out.blocks = root.resources({});
  out.outputs = root.outputs();
  root.check_rest();
  run.in.take_items(0, {});
  return out;
}

Module evaluate_project(const syntax::Body& file, const Options& options,
                        const std::function<bool(const syntax::Block&)>& wanted, Diagnostics& diagnostics) {
  Run run(options, diagnostics);
  ModuleScope root(run, root_place({&file}, options), options.variables);
  root.add_root({&file});
  for (auto& [name, value] : options.variables) root.check_input(name, value.where);
  Module out;
  out.blocks = root.resources(wanted);
  run.in.take_items(0, {});
  return out;
}

}  // namespace schema::lang
