#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "lang/interpreter.hpp"

/// What the expression files share. Each kind of node is a specialization of Interpreter::node in one of them.
namespace schema::lang {

/// The key of an object item as text; a bare single name counts as its own text.
std::optional<std::string> object_key(Interpreter& in, const Value& key, Range where);
/// True or false, or an error that calls the value `what`.
std::optional<bool> condition_of(Interpreter& in, const Value& v, Range where, std::string_view what);
/// For messages: `the string "abc"`, `a list`, `null`.
std::string describe(const Value& v);

#define SCHEMA_NODE(Node) \
  template <>             \
  Result Interpreter::node(const syntax::Node&, const syntax::Expr&, const Scope&);
SCHEMA_NODE(NullLit)
SCHEMA_NODE(BoolLit)
SCHEMA_NODE(NumberLit)
SCHEMA_NODE(Template)
SCHEMA_NODE(ListExpr)
SCHEMA_NODE(ObjectExpr)
SCHEMA_NODE(NameExpr)
SCHEMA_NODE(CallExpr)
SCHEMA_NODE(AttrExpr)
SCHEMA_NODE(IndexExpr)
SCHEMA_NODE(ArrayTypeExpr)
SCHEMA_NODE(SplatExpr)
SCHEMA_NODE(UnaryExpr)
SCHEMA_NODE(BinaryExpr)
SCHEMA_NODE(ConditionalExpr)
SCHEMA_NODE(ForExpr)
SCHEMA_NODE(ParenExpr)
#undef SCHEMA_NODE

}  // namespace schema::lang
