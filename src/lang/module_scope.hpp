#pragma once
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "lang/lazy.hpp"

namespace schema::lang {

/// Whether a resource block is wanted; the others are not evaluated.
using Wanted = std::function<bool(const syntax::Block&)>;

/// What all modules of one evaluation share.
struct Run {
  Run(const Options& options, Diagnostics& diagnostics) : in(options, diagnostics), demand(in) {}

  Interpreter in;
  Demand demand;
  std::deque<syntax::Body> parsed;                     ///< files that imports and modules brought in
  std::map<std::string, const syntax::Body*> by_path;  ///< all files, by path: read once
  std::set<const syntax::Body*> root_files;            ///< those that no module or import brought in
};

/// Where a module stands in the tree of modules.
struct Place {
  std::string folder;    ///< absolute; empty for the standard library
  std::string name;      ///< the module block's name
  std::string instance;  ///< "module.x"; empty for the root
  Range where;           ///< the module block
  const class ModuleScope* parent = nullptr;
};

/// One module: what its files declare, sorted, and its names on demand.
class ModuleScope : public Names {
 public:
  ModuleScope(Run& run, Place place, std::map<std::string, Value> inputs);

  void add(const syntax::Body& file);
  /// Adds the files that were asked for, without those that belong to modules that they use.
  void add_root(const std::vector<const syntax::Body*>& files);
  /// Reports an input that no variable takes.
  void check_input(const std::string& name, Range where);
  /// Evaluates the wanted resources and modules, in the order written.
  std::vector<Block> resources(const Wanted& wanted);
  /// Evaluates what nothing asked for, so that its mistakes show.
  void check_rest();
  std::map<std::string, Value> outputs();

  Result variable(std::string_view name, Range where) override;
  Result local(std::string_view name, Range where) override;
  Result module(std::string_view name, Range where) override;
  Result data(std::string_view type, std::string_view name, Range where) override;
  const std::string& folder() const override { return place_.folder; }

  Scope scope() { return Scope{nullptr, this}; }
  /// Null, and an error, if there is no such mixin.
  const syntax::Block* mixin(const std::string& name, Range where);
  Run& run() { return run_; }
  const Place& place() const { return place_; }

 private:
  struct Entry {
    const syntax::Block* block = nullptr;
    const syntax::Attribute* attribute = nullptr;  ///< of a local
    Lazy lazy;
    std::vector<std::unique_ptr<ModuleScope>> children;  ///< of a module, one an instance
  };
  using Entries = std::map<std::string, Entry, std::less<>>;

  void add_block(const syntax::Block& block);
  void add_locals(const syntax::Block& block);
  void add_import(const syntax::Block& block);
  void add_imported(const syntax::Body& body, Range where);
  void declare(Entries& entries, std::string_view what, const std::string& name, Range where, Entry entry);
  bool has_one_label(const syntax::Block& block);
  Result unknown(const Entries& entries, std::string_view what, std::string_view name, Range where);
  std::vector<const syntax::Body*> module_files(const syntax::Block& block, const std::string& source, Range where,
                                                Place& place);
  const syntax::Body* standard_file(const std::string& name, Range where);
  const syntax::Body* project_file(const std::string& path, Range where, const std::string& help = {});
  const syntax::Body& parse(const std::string& path, std::string text);
  Result compute_module(Entry& entry);
  Result child_outputs(Entry& entry, const Scope& scope, const std::string& instance,
                       const std::vector<const syntax::Body*>& files, const Place& place);
  Result compute_data(const syntax::Block& block);

  Run& run_;
  Place place_;
  std::map<std::string, Value> inputs_;
  Entries variables_, locals_, mixins_, modules_, data_, outputs_;
  std::vector<const syntax::Block*> resources_;
  std::set<std::string> imported_;
  size_t import_depth_ = 0;  ///< how many imports are in progress, one within the other
  std::vector<const syntax::Body*>
      files_;  ///< of a child: what it was made of, to find modules that contain themselves
};

}  // namespace schema::lang
