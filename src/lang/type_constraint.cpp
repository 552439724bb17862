#include "lang/type_constraint.hpp"

#include <fmt/format.h>

#include "lang/nodes.hpp"
#include "lang/number.hpp"

namespace schema::lang {

using namespace syntax;
using Kind = TypeConstraint::Kind;

namespace {

constexpr std::string_view kNames[] = {"any",  "string", "number", "int",    "bool",
                                       "list", "set",    "map",    "object", "tuple"};
constexpr std::string_view kHelp =
    "types are string, number, int, bool, any, list(), set(), map(), object({ name = type }) and tuple([types])";

std::optional<Kind> kind_named(std::string_view name) {
  for (size_t i = 0; i < std::size(kNames); ++i)
    if (kNames[i] == name) return static_cast<Kind>(i);
  return {};
}

std::nullopt_t bad_type(Interpreter& in, Range where) {
  return in.fail("bad-type", where, fmt::format("{} is not a variable's type", where.text()), std::string(kHelp));
}

/// A bare word, or (as in old files) a word in quotes.
std::optional<TypeConstraint> simple_type(Interpreter& in, std::string_view name, Range where) {
  auto kind = kind_named(name);
  if (!kind || *kind >= Kind::object) return bad_type(in, where);
  TypeConstraint type{*kind, {}, {}};
  if (*kind >= Kind::list) type.elements.emplace_back();  // list alone is a list of anything
  return type;
}

std::optional<TypeConstraint::Member> member_type(Interpreter& in, const Expr& expr, const Scope& scope) {
  auto call = std::get_if<CallExpr>(&expr.node);
  TypeConstraint::Member member;
  member.optional = call && call->name == "optional";
  if (member.optional && (call->args.empty() || call->args.size() > 2))
    return in.fail("bad-type", expr.where, "optional() takes a type and perhaps a default");
  auto type = parse_type(in, member.optional ? *call->args[0] : expr, scope);
  if (!type) return {};
  member.type = std::move(*type);
  if (!member.optional || call->args.size() < 2) return member;
  auto value = in.eval(*call->args[1], scope);
  if (value) value = convert(in, *value, member.type, "the default", call->args[1]->where);
  if (!value) return {};
  member.default_value = std::move(*value);
  return member;
}

std::optional<TypeConstraint> object_type(Interpreter& in, const Expr& expr, const Scope& scope) {
  auto object = std::get_if<ObjectExpr>(&expr.node);
  if (!object) return bad_type(in, expr.where);
  TypeConstraint type{Kind::object, {}, {}};
  for (auto& item : object->items) {
    auto key = in.eval(*item.key, scope);
    auto name = key ? object_key(in, *key, item.key->where) : std::nullopt;
    auto member = member_type(in, *item.value, scope);
    if (!name || !member) return {};
    type.members.insert_or_assign(std::move(*name), std::move(*member));
  }
  return type;
}

std::optional<TypeConstraint> tuple_type(Interpreter& in, const Expr& expr, const Scope& scope) {
  auto list = std::get_if<ListExpr>(&expr.node);
  if (!list) return bad_type(in, expr.where);
  TypeConstraint type{Kind::tuple, {}, {}};
  for (auto& item : list->items) {
    auto element = parse_type(in, *item, scope);
    if (!element) return {};
    type.elements.push_back(std::move(*element));
  }
  return type;
}

std::optional<TypeConstraint> applied_type(Interpreter& in, const CallExpr& call, Range where, const Scope& scope) {
  auto kind = kind_named(call.name);
  if (!kind || *kind < Kind::list || call.args.size() > 1) return bad_type(in, where);
  if (call.args.empty())
    return *kind == Kind::object ? TypeConstraint{} : TypeConstraint{*kind, {TypeConstraint{}}, {}};
  if (*kind == Kind::object) return object_type(in, *call.args[0], scope);
  if (*kind == Kind::tuple) return tuple_type(in, *call.args[0], scope);
  auto element = parse_type(in, *call.args[0], scope);
  if (!element) return {};
  return TypeConstraint{*kind, {std::move(*element)}, {}};
}

constexpr std::string_view kWanted[] = {"",       "a string", "a number", "a whole number", "true or false",
                                        "a list", "a set",    "a map",    "an object",      "a list"};

std::nullopt_t mismatch(Interpreter& in, const Value& v, Kind kind, const std::string& what, Range where) {
  return in.fail("wrong-type", where,
                 fmt::format("{} must be {}, not {}", what, kWanted[static_cast<int>(kind)], describe(v)));
}

Result convert_primitive(Interpreter& in, const Value& v, Kind kind, const std::string& what, Range where) {
  auto out = kind == Kind::string ? to_text(v) : kind == Kind::boolean ? to_bool(v) : to_number(v);
  if (!out || (kind == Kind::integer && !out->as_number()->is_integer())) return mismatch(in, v, kind, what, where);
  return out;
}

Result convert_list(Interpreter& in, const Value& v, const TypeConstraint& type, const std::string& what, Range where) {
  auto list = v.as_list();
  if (!list) return mismatch(in, v, type.kind, what, where);
  bool tuple = type.kind == Kind::tuple;
  if (tuple && list->size() != type.elements.size())
    return in.fail("wrong-type", where,
                   fmt::format("{} must have {} elements, not {}", what, type.elements.size(), list->size()));
  List items;
  bool ok = true;
  for (size_t i = 0; i < list->size(); ++i) {
    auto& element = type.elements[tuple ? i : 0];
    auto item = convert(in, (*list)[i], element, fmt::format("element {} of {}", i, what), where);
    ok = ok && item;
    if (item) items.push_back(std::move(*item));
  }
  if (!ok) return {};
  Value out =
      type.kind == Kind::set ? make_set(std::move(items), v.where, in.budget()) : make_list(std::move(items), v.where);
  out.sensitive = v.sensitive;
  return out;
}

Result convert_object(Interpreter& in, const Value& v, const TypeConstraint& type, const std::string& what,
                      Range where) {
  auto object = v.as_object();
  if (!object) return mismatch(in, v, type.kind, what, where);
  Object out;
  bool ok = true;
  for (auto& [name, member] : type.members) {
    auto found = object->find(name);
    bool given = found != object->end() && !(member.optional && found->second.is_null());
    if (!given && !member.optional)
      ok = false, in.fail("wrong-type", where, fmt::format("{} has no attribute \"{}\"", what, name));
    auto value = given
                     ? convert(in, found->second, member.type, fmt::format("attribute \"{}\" of {}", name, what), where)
                     : Result(member.default_value);
    ok = ok && value;
    if (value) out.emplace(name, std::move(*value));
  }
  if (!ok) return {};
  auto result = make_object(std::move(out), v.where);
  result.sensitive = v.sensitive;
  return result;
}

Result convert_map(Interpreter& in, const Value& v, const TypeConstraint& type, const std::string& what, Range where) {
  auto object = v.as_object();
  if (!object) return mismatch(in, v, type.kind, what, where);
  Object out;
  bool ok = true;
  for (auto& [name, value] : *object) {
    auto item = convert(in, value, type.elements[0],
                        fmt::format("\"{}\" of {}", v.sensitive ? "(sensitive)" : name, what), where);
    ok = ok && item;
    if (item) out.emplace_hint(out.end(), name, std::move(*item));
  }
  if (!ok) return {};
  auto result = make_object(std::move(out), v.where);
  result.sensitive = v.sensitive;
  return result;
}

}  // namespace

std::optional<TypeConstraint> parse_type(Interpreter& in, const Expr& expr, const Scope& scope) {
  if (auto name = std::get_if<NameExpr>(&expr.node)) return simple_type(in, name->name, expr.where);
  if (auto call = std::get_if<CallExpr>(&expr.node)) return applied_type(in, *call, expr.where, scope);
  auto word = std::get_if<Template>(&expr.node);
  if (word && word->parts.size() == 1 && !word->parts[0].expr) return simple_type(in, word->parts[0].text, expr.where);
  return bad_type(in, expr.where);
}

Result convert(Interpreter& in, const Value& v, const TypeConstraint& type, const std::string& what, Range where) {
  if (type.kind == Kind::any || v.is_null()) return v;
  if (!in.take_items(1, where)) return {};
  if (type.is_primitive()) return convert_primitive(in, v, type.kind, what, where);
  if (type.kind == Kind::object) return convert_object(in, v, type, what, where);
  if (type.kind == Kind::map) return convert_map(in, v, type, what, where);
  return convert_list(in, v, type, what, where);
}

}  // namespace schema::lang
