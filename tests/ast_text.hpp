#pragma once
#include <string>

#include "syntax/ast.hpp"

/// A short text form of syntax trees, for tests to compare with.
namespace schema::syntax {

inline std::string to_text(const Expr& e);
inline std::string to_text(const ExprPtr& e) { return e ? to_text(*e) : "<none>"; }

inline std::string join(const std::vector<ExprPtr>& items) {
  std::string out;
  for (const auto& item : items) out += (out.empty() ? "" : " ") + to_text(item);
  return out;
}

/// Writes one expression; calls name themselves, everything else is (operator operands...).
struct ExprText {
  std::string operator()(const NullLit&) const { return "null"; }
  std::string operator()(const BoolLit& e) const { return e.value ? "true" : "false"; }
  std::string operator()(const NumberLit& e) const { return e.text; }
  std::string operator()(const NameExpr& e) const { return e.name; }
  std::string operator()(const ListExpr& e) const { return "[" + join(e.items) + "]"; }
  std::string operator()(const AttrExpr& e) const { return "(. " + to_text(e.object) + " " + e.name + ")"; }
  std::string operator()(const IndexExpr& e) const { return "(at " + to_text(e.object) + " " + to_text(e.index) + ")"; }
  std::string operator()(const ArrayTypeExpr& e) const { return "(array " + to_text(e.element) + ")"; }
  std::string operator()(const ParenExpr& e) const { return "(" + to_text(e.inner) + ")"; }
  std::string operator()(const UnaryExpr& e) const { return "(" + e.op + " " + to_text(e.operand) + ")"; }
  std::string operator()(const BinaryExpr& e) const {
    return "(" + e.op + " " + to_text(e.left) + " " + to_text(e.right) + ")";
  }
  std::string operator()(const ConditionalExpr& e) const {
    return "(? " + to_text(e.condition) + " " + to_text(e.yes) + " " + to_text(e.no) + ")";
  }
  std::string operator()(const CallExpr& e) const {
    return e.name + "(" + join(e.args) + (e.expand_last ? "..." : "") + ")";
  }
  std::string operator()(const SplatExpr& e) const {
    return std::string(e.full ? "([*] " : "(.* ") + to_text(e.object) + (e.each ? " " + to_text(e.each) : "") + ")";
  }
  std::string operator()(const ObjectExpr& e) const {
    std::string out = "{";
    for (const auto& [key, value] : e.items) out += (out.size() > 1 ? " " : "") + to_text(key) + "=" + to_text(value);
    return out + "}";
  }
  std::string operator()(const ForExpr& e) const {
    std::string out =
        "(for " + (e.key_name.empty() ? "" : e.key_name + " ") + e.value_name + " " + to_text(e.collection);
    if (e.key) out += " => " + to_text(e.key);
    out += " " + to_text(e.value) + (e.group ? "..." : "");
    return out + (e.condition ? " if " + to_text(e.condition) : "") + ")";
  }
  std::string operator()(const Template& e) const {
    std::string out = e.heredoc_tag.empty() ? "'" : "<" + e.heredoc_tag + ">";
    for (const auto& part : e.parts) out += part.expr ? "${" + to_text(part.expr) + "}" : part.text;
    return out + (e.heredoc_tag.empty() ? "'" : "</>");
  }
};

inline std::string to_text(const Expr& e) { return std::visit(ExprText{}, e.node); }

inline std::string to_text(const Body& body);

inline std::string to_text(const Block& block) {
  std::string out = block.type;
  for (const auto& label : block.labels) out += " '" + label.text + "'";
  return out + " {" + to_text(block.body) + "}";
}

/// Attributes first, then blocks.
inline std::string to_text(const Body& body) {
  std::string out;
  auto add = [&](const std::string& item) { out += (out.empty() ? "" : "; ") + item; };
  for (const auto& attribute : body.attributes) add(attribute.name + " = " + to_text(attribute.value));
  for (const auto& block : body.blocks) add(to_text(block));
  return out;
}

}  // namespace schema::syntax
