#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lang/module_scope.hpp"

namespace schema::lang {

/// One instance that `for_each` makes.
struct Instance {
  Value each;         ///< an object of key and value
  std::string key;    ///< each.key as text
  std::string label;  ///< it as errors show it: ["de"]
};

/// The instances of a collection; an error if it is none.
std::optional<std::vector<Instance>> instances_of(Interpreter& in, const Value& collection, Range where);

/// Evaluates blocks of a module: for_each, dynamic blocks and mixins become plain blocks.
class Blocks {
 public:
  explicit Blocks(ModuleScope& module) : module_(module), in_(module.run().in) {}

  /// Appends the block, or its instances.
  void expand(const syntax::Block& block, const Scope& scope, const std::string& instance, std::vector<Block>& out);

  /// What mixins put beside the resources that include them.
  std::vector<Block> take_beside() { return std::move(beside_); }

 private:
  struct Included {
    const syntax::Block* mixin;
    Object parameters;
    Range where;
  };

  void expand_dynamic(const syntax::Block& block, const Scope& scope, const std::string& instance,
                      std::vector<Block>& out);
  std::optional<std::vector<std::string>> dynamic_labels(const syntax::Body& body, const Scope& scope);
  void add(const syntax::Block& block, const Scope& scope, const std::string& instance, std::vector<Block>& to);
  Block evaluate(const syntax::Block& block, std::vector<std::string> labels, const Scope& scope,
                 const std::string& instance);
  std::optional<std::string> computed_label(const syntax::Label& label, const Scope& scope);
  void fill(const syntax::Body& body, const Scope& scope, Block& out);
  void add_attribute(const syntax::Attribute& attribute, const Scope& scope, Block& out);
  bool is_include(const Value& v, std::vector<Included>& out);
  void add_parameters(const syntax::Block& include, const Scope& scope, std::vector<Included>& out);
  /// A mixin that is being evaluated, and where it was included.
  struct Including {
    const syntax::Block* mixin;
    Range where;
  };

  void report_cycle(std::span<const Including> round, Range where);
  void include(const Included& included, const Scope& scope, Block& out);
  void merge(Block from, size_t own_blocks, Block& out);

  void add_beside(const syntax::Block& block, const Scope& scope, const std::string& instance);

  ModuleScope& module_;
  Interpreter& in_;
  std::vector<Including> including_;
  std::vector<Block> beside_;
};

}  // namespace schema::lang
