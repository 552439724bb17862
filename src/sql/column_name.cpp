#include "sql/column_name.hpp"

#include <nlohmann/json.hpp>

#include "sql/parse.hpp"

namespace schema::sql {

namespace {

using Json = nlohmann::json;

/// A name, and how much it is worth: that of a type or "case" gives way to what is inside of it.
struct Figured {
  std::string name;
  int strength = 0;
};

/// The last part of a list of names.
std::string last_name(const Json& list) {
  for (auto part = list.rbegin(); part != list.rend(); ++part)
    if (auto found = part->find("String"); found != part->end()) {
      auto value = found->find("sval");
      return value == found->end() ? std::string() : value->get<std::string>();
    }
  return {};
}

const Json& child(const Json& node, const char* key) {
  static const Json none = Json::object();
  auto found = node.find(key);
  return found == node.end() ? none : *found;
}

Figured named(std::string name) { return {std::move(name), 2}; }

/// The name that stands at the place where a call, or what is written as one, has it.
Figured special(const std::string& type, const Json& body) {
  if (type == "ColumnRef") return named(last_name(child(body, "fields")));
  if (type == "FuncCall") return named(last_name(child(body, "funcname")));
  if (type == "A_Expr" && child(body, "kind") == "AEXPR_NULLIF") return named("nullif");
  if (type == "A_ArrayExpr") return named("array");
  if (type == "RowExpr") return named("row");
  if (type == "CoalesceExpr") return named("coalesce");
  if (type == "MinMaxExpr") return named(child(body, "op") == "IS_LEAST" ? "least" : "greatest");
  return {};
}

/// What the expression inside of `node` is called, by a walk that goes down one path of the tree.
Figured figure(const Json* node) {
  std::string weak;  // of a cast or CASE that was passed
  auto or_weak = [&](Figured found) { return found.strength > 1 || weak.empty() ? found : Figured{weak, 1}; };
  while (node->is_object() && !node->empty()) {
    auto type = node->begin().key();
    auto& body = node->begin().value();
    if (type == "TypeCast") {
      if (weak.empty()) weak = last_name(child(child(body, "typeName"), "names"));
      node = &child(body, "arg");
    } else if (type == "CaseExpr") {
      if (weak.empty()) weak = "case";
      node = &child(body, "defresult");
    } else if (type == "CollateClause") {
      node = &child(body, "arg");
    } else if (type == "A_Indirection") {
      if (auto field = last_name(child(body, "indirection")); !field.empty()) return named(field);
      node = &child(body, "arg");
    } else {
      return or_weak(special(type, body));
    }
  }
  return or_weak({});
}

}  // namespace

std::string index_column_name(const std::string& expression) {
  auto parsed = parse_statements("SELECT " + expression);
  if (parsed.error) return "expr";
  auto tree = Json::parse(parsed.tree, nullptr, false);
  auto& targets = child(child(child(child(tree, "stmts").at(0), "stmt"), "SelectStmt"), "targetList");
  if (!targets.is_array() || targets.size() != 1) return "expr";
  auto name = figure(&child(child(targets[0], "ResTarget"), "val")).name;
  return name.empty() ? "expr" : name;
}

}  // namespace schema::sql
