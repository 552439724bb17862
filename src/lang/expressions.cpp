#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "lang/nodes.hpp"
#include "lang/number.hpp"

namespace schema::lang {

using namespace syntax;

namespace {

constexpr int kMaxDepth = 500;

int64_t clock_seconds() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace

Interpreter::Interpreter(const Options& options, Diagnostics& diagnostics)
    : options_(options),
      root_(diagnostics),
      sink_(&diagnostics),
      now_(options.host.now ? options.host.now() : clock_seconds()) {}

std::nullopt_t Interpreter::fail(std::string code, Range where, std::string message, std::string help) {
  // A mixin or for_each evaluates the same text many times; its mistake is reported once.
  auto& known = sink_->all();
  auto same = [&](const Diagnostic& d) {
    return d.where.file == where.file && d.where.begin == where.begin && d.where.end == where.end && d.code == code &&
           d.message == message;
  };
  if (std::none_of(known.begin(), known.end(), same))
    sink_->error(std::move(code), where, std::move(message), std::move(help));
  return std::nullopt;
}

bool Interpreter::take(bool enough, Range where, std::string_view what) {
  if (enough) return true;
  if (!reported_too_large_) root_.error("too-large", where, std::string(what));
  reported_too_large_ = true;
  return false;
}

bool Interpreter::take_items(size_t n, Range where) {
  return take(!budget_.exhausted() && budget_.take_items(n), where, "this makes more than 1,000,000 elements in all");
}

bool Interpreter::take_bytes(size_t n, Range where) {
  return take(!budget_.exhausted() && budget_.take_bytes(n), where, "this makes more than 256 MB of text in all");
}

bool Interpreter::take_work(size_t n, Range where) {
  return take(!budget_.exhausted() && budget_.take_work(n), where,
              "this takes too long: there are loops in loops, or work on values that are too big");
}

Result Interpreter::eval(const Expr& expr, const Scope& scope) {
  constexpr size_t kWork = 10;
  if (!take_work(kWork, expr.where)) return {};
  if (depth_ >= kMaxDepth) {
    return fail("too-large", expr.where, fmt::format("expressions are nested more than {} deep here", kMaxDepth));
  }
  ++depth_;
  auto result = std::visit([&](auto& n) { return node(n, expr, scope); }, expr.node);
  --depth_;
  // Small texts are paid for by what holds them; copies of big ones add up.
  constexpr size_t kSmall = 1024;
  auto text = result ? result->as_text() : nullptr;
  if (text && text->text.size() > kSmall && !take_bytes(text->text.size(), expr.where)) return {};
  return result;
}

template <>
Result Interpreter::node(const NullLit&, const Expr& expr, const Scope&) {
  return Value(Null{}, expr.where);
}

template <>
Result Interpreter::node(const BoolLit& literal, const Expr& expr, const Scope&) {
  return Value(literal.value, expr.where);
}

template <>
Result Interpreter::node(const NumberLit& literal, const Expr& expr, const Scope&) {
  auto number = parse_number(literal.text);
  if (!number) return fail("bad-number", expr.where, fmt::format("{} is not a number that can be kept", literal.text));
  return Value(std::move(*number), expr.where);
}

template <>
Result Interpreter::node(const ParenExpr& paren, const Expr&, const Scope& scope) {
  return eval(*paren.inner, scope);
}

template <>
Result Interpreter::node(const ListExpr& list, const Expr& expr, const Scope& scope) {
  List items;
  items.reserve(list.items.size());
  bool ok = true;
  for (auto& item : list.items) {
    if (auto value = eval(*item, scope))
      items.push_back(std::move(*value));
    else
      ok = false;
  }
  if (!ok) return {};
  return make_list(std::move(items), expr.where);
}

template <>
Result Interpreter::node(const ObjectExpr& object, const Expr& expr, const Scope& scope) {
  Object items;
  bool ok = true, sensitive = false;
  for (auto& item : object.items) {
    auto key = eval(*item.key, scope);
    auto value = eval(*item.value, scope);
    auto name = key ? object_key(*this, *key, item.key->where) : std::nullopt;
    if (!name || !value) {
      ok = false;
      continue;
    }
    sensitive = sensitive || key->sensitive;
    auto shown = display(*key);
    if (!items.insert_or_assign(std::move(*name), std::move(*value)).second)
      sink_->warning("duplicate-key", item.key->where,
                     fmt::format("the key {} stands twice; the last one counts", shown));
  }
  if (!ok) return {};
  auto out = make_object(std::move(items), expr.where);
  return sensitive ? as_sensitive(std::move(out), budget_) : out;
}

std::optional<std::string> object_key(Interpreter& in, const Value& key, Range where) {
  auto text = to_text(key);
  if (auto symbol = key.as_symbol(); symbol && symbol->path.size() == 1) return symbol->path[0];
  if (key.is_null()) return in.fail("null-value", where, "an object's key cannot be null");
  if (!text || !text->as_text()->interpolations.empty())
    return in.fail("wrong-type", where, fmt::format("an object's key must be a string, not {}", key.with_article()));
  return text->as_text()->text;
}

namespace {

/// What an expression that is not evaluated would give, as far as its form tells.
enum class Form { unknown, text, number, boolean, list, object };

Form form_of(const Expr& expr) {
  if (std::holds_alternative<Template>(expr.node)) {
    auto& parts = std::get<Template>(expr.node).parts;
    return parts.size() == 1 && parts[0].expr ? Form::unknown : Form::text;
  }
  if (std::holds_alternative<NumberLit>(expr.node)) return Form::number;
  if (std::holds_alternative<BoolLit>(expr.node)) return Form::boolean;
  if (std::holds_alternative<ListExpr>(expr.node)) return Form::list;
  if (std::holds_alternative<ObjectExpr>(expr.node)) return Form::object;
  if (auto paren = std::get_if<ParenExpr>(&expr.node)) return form_of(*paren->inner);
  return Form::unknown;
}

Form form_of(const Value& v) {
  return v.as_text()     ? Form::text
         : v.as_number() ? Form::number
         : v.as_bool()   ? Form::boolean
         : v.as_list()   ? Form::list
         : v.as_object() ? Form::object
                         : Form::unknown;
}

constexpr std::string_view kForms[] = {"", "a string", "a number", "a bool", "a list", "an object"};

}  // namespace

/// Only the branch that counts is evaluated (the other may read a file that is not there); of the other its form is
/// checked.
template <>
Result Interpreter::node(const ConditionalExpr& c, const Expr& expr, const Scope& scope) {
  auto condition = eval(*c.condition, scope);
  if (!condition) return {};
  auto truth = condition_of(*this, *condition, c.condition->where, "the condition of ?:");
  if (!truth) return {};
  auto value = eval(*truth ? *c.yes : *c.no, scope);
  if (!value) return {};
  auto chosen = form_of(*value), other = form_of(*truth ? *c.no : *c.yes);
  if (chosen != Form::unknown && other != Form::unknown && chosen != other) {
    // Of a number or a bool and a text, both are texts; nothing else has a type in common.
    bool as_text = std::max(chosen, other) < Form::list && std::min(chosen, other) == Form::text;
    if (!as_text) {
      auto yes = *truth ? chosen : other, no = *truth ? other : chosen;
      return fail("wrong-type", expr.where,
                  fmt::format("both results of ?: must have the same type, but one is {} and the other {}",
                              kForms[static_cast<int>(yes)], kForms[static_cast<int>(no)]));
    }
    value = to_text(*value);
  }
  if (condition->sensitive) return as_sensitive(std::move(*value), budget_);
  return value;
}

std::optional<bool> condition_of(Interpreter& in, const Value& v, Range where, std::string_view what) {
  if (v.is_null()) return in.fail("null-value", where, fmt::format("{} cannot be null", what));
  auto truth = to_bool(v);
  if (truth) return *truth->as_bool();
  return in.fail("wrong-type", where, fmt::format("{} must be true or false, not {}", what, describe(v)));
}

std::string describe(const Value& v) {
  if (v.sensitive || v.as_list() || v.as_object() || v.is_null() || v.as_array_of() || v.as_raw_sql())
    return v.with_article();
  if (v.as_bool()) return display(v);
  return fmt::format("the {} {}", v.type_name(), display(v));
}

}  // namespace schema::lang
