#pragma once
#include <map>
#include <optional>
#include <vector>

#include "lang/interpreter.hpp"

namespace schema::lang {

/// The type of a variable: `list(string)`, `object({ name = string, size = optional(number, 1) })`.
struct TypeConstraint {
  enum class Kind { any, string, number, integer, boolean, list, set, map, object, tuple };
  struct Member;

  Kind kind = Kind::any;
  std::vector<TypeConstraint> elements;  ///< one for list, set, map; all of a tuple
  std::map<std::string, Member> members;

  bool is_primitive() const { return kind >= Kind::string && kind <= Kind::boolean; }
};

/// An attribute of an object type.
struct TypeConstraint::Member {
  TypeConstraint type;
  bool optional = false;
  Value default_value;
};

std::optional<TypeConstraint> parse_type(Interpreter& in, const syntax::Expr& expr, const Scope& scope);

/// The value as the type, or an error that calls the value `what`.
Result convert(Interpreter& in, const Value& v, const TypeConstraint& type, const std::string& what, Range where);

}  // namespace schema::lang
