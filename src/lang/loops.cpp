#include <fmt/format.h>

#include "lang/nodes.hpp"
#include "lang/number.hpp"

namespace schema::lang {

using namespace syntax;

namespace {

/// One `for` expression while it runs.
class Loop {
 public:
  Loop(Interpreter& in, const ForExpr& loop, const Scope& scope) : in_(in), loop_(loop), scope_(scope) {}

  /// False after an error that ends the loop.
  bool step(const Value& key, const Value& value) {
    auto with_key = loop_.key_name.empty() ? scope_ : scope_.with(loop_.key_name, key);
    auto scope = with_key.with(loop_.value_name, value);
    if (!in_.take_items(1, loop_.collection->where)) return false;
    if (loop_.condition) {
      auto condition = in_.eval(*loop_.condition, scope);
      if (!condition) return false;
      auto keep = condition_of(in_, *condition, loop_.condition->where, "the condition of a for expression");
      sensitive_ = sensitive_ || condition->sensitive;
      if (!keep || !*keep) return keep.has_value();
    }
    return loop_.key ? add_item(scope) : add_element(scope);
  }

  Value result(Range where) {
    if (!loop_.key) return marked(make_list(std::move(elements_), where));
    for (auto& [key, group] : groups_) items_.emplace(key, make_list(std::move(group), where));
    return marked(make_object(std::move(items_), where));
  }

 private:
  Value marked(Value v) const { return sensitive_ ? as_sensitive(std::move(v), in_.budget()) : std::move(v); }

  bool add_element(const Scope& scope) {
    auto value = in_.eval(*loop_.value, scope);
    if (value) elements_.push_back(std::move(*value));
    return value.has_value();
  }

  bool add_item(const Scope& scope) {
    auto key = in_.eval(*loop_.key, scope);
    auto value = in_.eval(*loop_.value, scope);
    auto name = key ? object_key(in_, *key, loop_.key->where) : std::nullopt;
    if (!name || !value) return false;
    sensitive_ = sensitive_ || key->sensitive;
    if (loop_.group) {
      groups_[*name].push_back(std::move(*value));
      return true;
    }
    if (items_.emplace(std::move(*name), std::move(*value)).second) return true;
    in_.fail("duplicate-key", loop_.key->where, fmt::format("two elements give the same key {}", display(*key)),
             "write `...` after the value to collect the values of a key in a list");
    return false;
  }

  Interpreter& in_;
  const ForExpr& loop_;
  const Scope& scope_;
  List elements_;
  Object items_;
  std::map<std::string, List> groups_;
  bool sensitive_ = false;
};

bool run(Loop& loop, const Value& collection) {
  if (auto object = collection.as_object()) {
    for (auto& [name, value] : *object) {
      auto key = make_text(name, value.where);
      key.sensitive = collection.sensitive;
      if (!loop.step(key, value)) return false;
    }
    return true;
  }
  bool is_set = std::holds_alternative<std::shared_ptr<const Set>>(collection.data);
  auto& list = *collection.as_list();
  for (size_t i = 0; i < list.size(); ++i) {
    Value index(number_of(static_cast<int64_t>(i)), list[i].where);
    if (!loop.step(is_set ? list[i] : index, list[i])) return false;
  }
  return true;
}

}  // namespace

template <>
Result Interpreter::node(const ForExpr& e, const Expr& expr, const Scope& scope) {
  auto collection = eval(*e.collection, scope);
  if (!collection) return {};
  auto where = e.collection->where;
  if (collection->is_null()) return fail("null-value", where, "a for expression cannot go over null");
  if (!collection->as_list() && !collection->as_object()) {
    return fail("wrong-type", where,
                fmt::format("a for expression goes over a list, set or map, not {}", describe(*collection)));
  }
  Loop loop(*this, e, scope);
  if (!run(loop, *collection)) return {};
  auto out = loop.result(expr.where);
  return collection->sensitive ? as_sensitive(std::move(out), budget_) : out;
}

template <>
Result Interpreter::node(const SplatExpr& e, const Expr& expr, const Scope& scope) {
  auto object = eval(*e.object, scope);
  if (!object) return {};
  if (object->is_null()) return make_list({}, expr.where);
  List single;
  auto list = object->as_list();
  if (!list) {
    single.push_back(*object);
    list = &single;
  }
  List out;
  for (auto& item : *list) {
    auto text = item.as_text();
    if (!take_items(1, expr.where) || !take_bytes(text ? text->text.size() : 0, expr.where)) return {};
    auto value = e.each ? eval(*e.each, scope.with("*", item)) : Result(item);
    if (!value) return {};
    out.push_back(std::move(*value));
  }
  return make_list(std::move(out), expr.where);
}

}  // namespace schema::lang
