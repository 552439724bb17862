#pragma once
#include <optional>
#include <string>

#include "lang/interpreter.hpp"

namespace schema::lang {

/// What a module, a mixin or --var gives for a `variable` block.
struct Given {
  const Value* value = nullptr;  ///< null: nothing is given and the default counts
  Range where;                   ///< who should have given it; nowhere for the command line
  std::string owner;             ///< "module \"x\"", "mixin \"x\""; empty for the command line
  std::string block;             ///< whose attribute it would be: "module \"x\"", "include \"x\""
};

/// The value of a `variable` block: given or default, converted to its type and checked by its validations.
Result evaluate_variable(Interpreter& in, const syntax::Block& block, const Given& given, const Scope& scope);

const syntax::Attribute* find_attribute(const syntax::Body& body, std::string_view name);

/// Whether all labels are plain text; reports those that are computed, where a name must be known before anything is
/// evaluated.
bool has_plain_labels(Interpreter& in, const syntax::Block& block);

/// Reports attributes that are not among the allowed.
void check_attributes(Interpreter& in, const syntax::Body& body, std::string_view what,
                      std::initializer_list<std::string_view> allowed);

}  // namespace schema::lang
