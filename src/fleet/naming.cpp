#include "fleet/naming.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "schema/kind.hpp"

namespace schema::fleet {

namespace {

/// X of var.X and var["X"]; nothing for any other expression.
std::string variable_of(const syntax::Expr& expr) {
  auto names_var = [](const syntax::ExprPtr& object) {
    auto name = object ? std::get_if<syntax::NameExpr>(&object->node) : nullptr;
    return name && name->name == "var";
  };
  if (auto attr = std::get_if<syntax::AttrExpr>(&expr.node); attr && names_var(attr->object)) return attr->name;
  auto index = std::get_if<syntax::IndexExpr>(&expr.node);
  if (!index || !names_var(index->object)) return {};
  auto key = std::get_if<syntax::Template>(&index->index->node);
  return key && key->parts.size() == 1 && !key->parts[0].expr ? key->parts[0].text : "";
}

/// Calls `each` on the expressions directly inside; `put` says whether their values only become part of a text, list or
/// object.
template <class Each>
void for_inner(const syntax::Expr& expr, const Each& each) {
  auto one = [&](const syntax::ExprPtr& inner, bool put) {
    if (inner) each(*inner, put);
  };
  struct {
    decltype(one)& visit;
    void operator()(const syntax::Template& t) const {
      for (auto& part : t.parts) visit(part.expr, true);
    }
    void operator()(const syntax::ListExpr& l) const {
      for (auto& item : l.items) visit(item, true);
    }
    void operator()(const syntax::ObjectExpr& o) const {
      for (auto& item : o.items) visit(item.key, false), visit(item.value, true);
    }
    void operator()(const syntax::ParenExpr& p) const { visit(p.inner, true); }
    void operator()(const syntax::CallExpr& c) const {
      for (auto& arg : c.args) visit(arg, false);
    }
    void operator()(const syntax::AttrExpr& a) const { visit(a.object, false); }
    void operator()(const syntax::IndexExpr& i) const { visit(i.object, false), visit(i.index, false); }
    void operator()(const syntax::ArrayTypeExpr& a) const { visit(a.element, false); }
    void operator()(const syntax::SplatExpr& s) const { visit(s.object, false), visit(s.each, false); }
    void operator()(const syntax::UnaryExpr& u) const { visit(u.operand, false); }
    void operator()(const syntax::BinaryExpr& b) const { visit(b.left, false), visit(b.right, false); }
    void operator()(const syntax::ConditionalExpr& c) const {
      visit(c.condition, false), visit(c.yes, false), visit(c.no, false);
    }
    void operator()(const syntax::ForExpr& f) const {
      for (auto inner : {&f.collection, &f.key, &f.value, &f.condition}) visit(*inner, false);
    }
    void operator()(const syntax::NullLit&) const {}
    void operator()(const syntax::BoolLit&) const {}
    void operator()(const syntax::NumberLit&) const {}
    void operator()(const syntax::NameExpr&) const {}
  } visitor{one};
  std::visit(visitor, expr.node);
}

void collect_variables(const syntax::Expr& expr, std::set<std::string>& into) {
  if (auto name = variable_of(expr); !name.empty()) {
    into.insert(name);
    return;
  }
  for_inner(expr, [&](const syntax::Expr& inner, bool) { collect_variables(inner, into); });
}

/// The variables in the names of the schemas that the files declare.
std::set<std::string> naming_variables(const std::vector<syntax::Body>& files) {
  std::set<std::string> found;
  for (auto& file : files)
    for (auto& block : file.blocks) {
      auto kind = kind_of_block(block.type, nullptr);
      if (!kind || !kind->objects_owner) continue;
      for (auto& attribute : block.body.attributes)
        if (attribute.name == "name" && attribute.value) collect_variables(*attribute.value, found);
      for (auto& label : block.labels)
        if (label.value) collect_variables(*label.value, found);
    }
  return found;
}

/// Looks for uses of the variable that are more than putting its value into a text.
class Uses {
 public:
  explicit Uses(std::string variable) : variable_(std::move(variable)) {}

  void file(const syntax::Body& body) {
    for (auto& attribute : body.attributes) expression(attribute.value.get(), false);
    for (auto& block : body.blocks) this->block(block, true);
  }

  const std::string& looked_at() const { return looked_at_; }

 private:
  void block(const syntax::Block& block, bool top) {
    static const std::set<std::string> not_resources = {"locals", "module", "variable", "data", "output", "moved"};
    bool put = !top || !not_resources.contains(block.type);
    if (block.type == "import" && !block.labels.empty() && !block.labels[0].text.starts_with("std/"))
      found(block.header, "imports a file that is not among the sources");
    for (auto& label : block.labels) expression(label.value.get(), false);
    body(block.body, put);
  }

  void body(const syntax::Body& body, bool put) {
    for (auto& attribute : body.attributes) expression(attribute.value.get(), put && attribute.name != "for_each");
    for (auto& block : body.blocks) {
      for (auto& label : block.labels) expression(label.value.get(), false);
      this->body(block.body, put);
    }
  }

  void expression(const syntax::Expr* expr, bool put) {
    if (!expr) return;
    auto name = variable_of(*expr);
    if (name == variable_ && !put)
      found(expr->where, fmt::format("does more with var.{} than put it into a text", variable_));
    if (!name.empty()) return;
    if (auto bare = std::get_if<syntax::NameExpr>(&expr->node); bare && bare->name == "var")
      found(expr->where, "looks at all variables");
    for_inner(*expr, [&](const syntax::Expr& inner, bool puts) { expression(&inner, put && puts); });
  }

  void found(Range where, std::string_view what) {
    if (looked_at_.empty()) looked_at_ = fmt::format("{} {}", where.to_string(), what);
  }

  std::string variable_;
  std::string looked_at_;
};

}  // namespace

Naming find_naming(const std::vector<syntax::Body>& files, const std::vector<std::string>& varying, Diagnostics& out) {
  auto found = naming_variables(files);
  if (found.size() > 1)
    std::erase_if(found, [&](auto& name) { return std::find(varying.begin(), varying.end(), name) == varying.end(); });
  if (found.size() != 1) {
    out.error(
        "no-tenant-schema", {},
        found.empty() ? std::string("no schema of these files is named by a variable")
                      : fmt::format("several variables name the schemas: {}", fmt::join(found, ", ")),
        "each tenant has schemas of its own: schema \"app\" { name = var.tenant }, with vars = { tenant = each.value } "
        "in the environment");
    return {};
  }
  Naming naming{*found.begin(), {}};
  Uses uses(naming.variable);
  for (auto& file : files) uses.file(file);
  naming.looked_at = uses.looked_at();
  return naming;
}

}  // namespace schema::fleet
