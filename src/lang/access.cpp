#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "lang/nodes.hpp"
#include "lang/number.hpp"

namespace schema::lang {

using namespace syntax;

namespace {

Value extended(const Value& v, std::string part, Range where) {
  Symbol symbol = *v.as_symbol();
  symbol.path.push_back(std::move(part));
  return Value(std::move(symbol), where);
}

Result missing_key(Interpreter& in, const Value& v, std::string_view name, Range where) {
  auto& object = *v.as_object();
  if (v.sensitive) return in.fail("unknown-attribute", where, fmt::format("this value has no attribute \"{}\"", name));
  std::vector<std::string_view> names;
  if (!in.many_mistakes())
    for (auto& item : object) names.push_back(item.first);
  auto help = did_you_mean(name, names);
  constexpr size_t kShown = 12;
  if (help.empty() && !names.empty())
    help = names.size() <= kShown ? fmt::format("it has: {}", fmt::join(names, ", "))
                                  : fmt::format("it has {} others", names.size());
  return in.fail("unknown-attribute", where, fmt::format("this value has no attribute \"{}\"", name), help);
}

Result element(Interpreter& in, const Value& list, const Value& index, Range where) {
  auto number = to_number(index);
  if (!number || number->is_null())
    return in.fail("wrong-type", where, fmt::format("a list's index must be a number, not {}", describe(index)));
  auto& items = *list.as_list();
  auto i = to_int64(*number->as_number());
  if (i && *i >= 0 && *i < static_cast<int64_t>(items.size())) return items[static_cast<size_t>(*i)];
  if (index.sensitive || list.sensitive) return in.fail("bad-index", where, "the index is out of range");
  auto range = items.empty()       ? std::string("the list is empty")
               : items.size() == 1 ? std::string("the list has 1 element, number 0")
                                   : fmt::format("the list has {} elements, 0 to {}", items.size(), items.size() - 1);
  return in.fail("bad-index", where, fmt::format("index {} is out of range: {}", display(index), range));
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Result Interpreter::attribute_of(const Value& v, std::string_view name, Range name_range, Range where) {
  if (v.as_symbol()) return extended(v, std::string(name), where);
  if (auto object = v.as_object()) {
    auto found = object->find(std::string(name));
    return found == object->end() ? missing_key(*this, v, name, name_range) : found->second;
  }
  if (v.is_null()) return fail("null-value", name_range, fmt::format("null has no attribute \"{}\"", name));
  auto list = v.as_list();
  if (list && all_digits(name)) return element(*this, v, make_text(std::string(name)), name_range);
  return fail("wrong-type", name_range, fmt::format("{} has no attributes, so no \"{}\"", v.with_article(), name),
              list ? fmt::format("[*].{} takes it of each element", name) : "");
}

template <>
Result Interpreter::node(const NameExpr& name, const Expr& expr, const Scope& scope) {
  if (auto found = scope.find(name.name)) return *found->value;
  if (auto root = options_.roots.find(name.name); root != options_.roots.end()) return root->second;
  if (name.name == "var") return fail("unknown-name", expr.where, "\"var\" needs the name of a variable: var.name");
  if (name.name == "self")
    return fail("unknown-name", expr.where, "\"self\" is known only in a mixin: the resource that includes it");
  if (name.name == "each") return fail("unknown-name", expr.where, "\"each\" is known only in a block with for_each");
  return Value(Symbol{{name.name}}, expr.where);
}

/// `var.x`, `local.x`, `module.x`, `path.module`; `found` is false where the root is an ordinary name.
Result Interpreter::root_attribute(std::string_view root, const AttrExpr& attr, Range where, const Scope& scope,
                                   bool& found) {
  auto names = scope.names;
  found = true;
  if (names && root == "var") return names->variable(attr.name, where);
  if (names && root == "local") return names->local(attr.name, where);
  if (names && root == "module") return names->module(attr.name, where);
  if (names && root == "path") {
    if (attr.name == "module") return make_text(names->folder(), where);
    if (attr.name == "root" || attr.name == "cwd") return make_text(options_.host.root, where);
  }
  found = false;
  return {};
}

template <>
Result Interpreter::node(const AttrExpr& attr, const Expr& expr, const Scope& scope) {
  if (auto root = std::get_if<NameExpr>(&attr.object->node)) {
    auto bound = scope.find(root->name);
    if (!bound) {
      bool found = false;
      auto value = root_attribute(root->name, attr, expr.where, scope, found);
      if (found) return value;
    } else if (bound->implicit && !bound->value->as_object()->contains(attr.name)) {
      bool found = false;
      auto value = root_attribute(root->name, attr, expr.where, scope, found);
      return found ? value : Value(Symbol{{root->name, attr.name}}, expr.where);
    }
  } else if (auto inner = std::get_if<AttrExpr>(&attr.object->node)) {
    auto data = std::get_if<NameExpr>(&inner->object->node);
    if (data && data->name == "data" && scope.names && !scope.find("data"))
      return scope.names->data(inner->name, attr.name, expr.where);
  }
  auto object = eval(*attr.object, scope);
  if (!object) return {};
  return attribute_of(*object, attr.name, attr.name_range, expr.where);
}

template <>
Result Interpreter::node(const IndexExpr& e, const Expr& expr, const Scope& scope) {
  auto object = eval(*e.object, scope);
  auto index = eval(*e.index, scope);
  if (!object || !index) return {};
  auto where = e.index->where;
  Result out;
  if (object->is_null()) {
    return fail("null-value", e.object->where, "null has no elements");
  } else if (auto items = object->as_object()) {
    auto key = object_key(*this, *index, where);
    if (!key) return {};
    auto found = items->find(*key);
    if (found == items->end() && index->sensitive)
      return fail("unknown-attribute", where, "this value has no such key");
    out = found == items->end() ? missing_key(*this, *object, *key, where) : found->second;
  } else if (std::holds_alternative<std::shared_ptr<const Set>>(object->data)) {
    return fail("wrong-type", where, "a set has no order, so no index", "tolist() makes a list of it");
  } else if (object->as_list()) {
    out = element(*this, *object, *index, where);
  } else if (object->as_symbol() && index->as_text()) {
    return extended(*object, index->as_text()->text, expr.where);
  } else {
    auto symbol = object->as_symbol();
    bool type = symbol && symbol->path.size() == 1 && options_.is_type && options_.is_type(symbol->path[0]);
    return fail(
        "wrong-type", where, fmt::format("{} has no elements to index", object->with_article()),
        type ? fmt::format("a type's arguments stand in parentheses: {}({})", symbol->path[0], display(*index)) : "");
  }
  if (out && index->sensitive) return as_sensitive(std::move(*out), budget_);
  return out;
}

template <>
Result Interpreter::node(const ArrayTypeExpr& e, const Expr& expr, const Scope& scope) {
  auto element = eval(*e.element, scope);
  if (!element) return {};
  if (!element->as_symbol() && !element->as_type_call() && !element->as_array_of() && !element->as_raw_sql())
    return fail("wrong-type", e.element->where,
                fmt::format("[] makes an array of a type, not of {}", describe(*element)));
  return Value(ArrayOf{std::make_shared<const Value>(std::move(*element))}, expr.where);
}

}  // namespace schema::lang
