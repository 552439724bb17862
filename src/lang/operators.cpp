#include <fmt/format.h>

#include "lang/nodes.hpp"
#include "lang/number.hpp"

namespace schema::lang {

using namespace syntax;

namespace {

std::optional<Number> operand(Interpreter& in, const Value& v, Range where, std::string_view op) {
  if (v.is_null()) return in.fail("null-value", where, fmt::format("an operand of {} cannot be null", op));
  auto number = to_number(v);
  if (number) return *number->as_number();
  return in.fail("wrong-type", where, fmt::format("an operand of {} must be a number, not {}", op, describe(v)),
                 op == "+" && v.as_text() ? "texts are put together in one: \"${a}${b}\"" : "");
}

/// Nothing when the result has too many digits.
MaybeNumber arithmetic(char op, const Number& a, const Number& b) {
  switch (op) {
    case '+':
      return add(a, b);
    case '-':
      return subtract(a, b);
    case '*':
      return multiply(a, b);
    case '/':
      return divide(a, b);
    default:
      return remainder(a, b);
  }
}

bool holds(std::string_view op, int order) {
  if (op == "<") return order < 0;
  if (op == "<=") return order <= 0;
  if (op == ">") return order > 0;
  return order >= 0;
}

Result calculate(Interpreter& in, const BinaryExpr& e, Range where, const Value& left, const Value& right) {
  auto a = operand(in, left, e.left->where, e.op), b = operand(in, right, e.right->where, e.op);
  if (!a || !b) return {};
  if (e.op == "<" || e.op == "<=" || e.op == ">" || e.op == ">=") return Value(holds(e.op, compare(*a, *b)), where);
  if ((e.op == "/" || e.op == "%") && sign(*b) == 0)
    return in.fail("division-by-zero", e.right->where, "the divisor is zero");
  constexpr size_t kShort = 100;
  auto digits = a->text.size() + b->text.size();
  if (digits > kShort && !in.take_work(digits * digits / 4, where)) return {};
  auto result = arithmetic(e.op[0], *a, *b);
  if (!result) return in.fail("too-large", where, fmt::format("the result of {} has too many digits", e.op));
  return Value(std::move(*result), where);
}

}  // namespace

template <>
Result Interpreter::node(const UnaryExpr& e, const Expr& expr, const Scope& scope) {
  auto value = eval(*e.operand, scope);
  if (!value) return {};
  Value out({}, expr.where);
  if (e.op == "!") {
    auto truth = condition_of(*this, *value, e.operand->where, "the operand of !");
    if (!truth) return {};
    out.data = !*truth;
  } else {
    auto number = operand(*this, *value, e.operand->where, e.op);
    if (!number) return {};
    out.data = negate(*number).value_or(*number);
  }
  out.sensitive = value->sensitive;
  return out;
}

template <>
Result Interpreter::node(const BinaryExpr& e, const Expr& expr, const Scope& scope) {
  auto left = eval(*e.left, scope);
  bool is_and = e.op == "&&";
  if (!left) return {};
  if (is_and || e.op == "||") {
    auto what = fmt::format("an operand of {}", e.op);
    auto truth = condition_of(*this, *left, e.left->where, what);
    if (!truth) return {};
    bool sensitive = left->sensitive;
    if (*truth == is_and) {
      auto right = eval(*e.right, scope);
      if (!right) return {};
      truth = condition_of(*this, *right, e.right->where, what);
      if (!truth) return {};
      sensitive = sensitive || right->sensitive;
    }
    Value out(*truth, expr.where);
    out.sensitive = sensitive;
    return out;
  }
  auto right = eval(*e.right, scope);
  if (!right) return {};
  Result out;
  if (e.op == "==" || e.op == "!=") {
    bool same = equals(*left, *right, budget_);
    if (!take_items(0, expr.where)) return {};
    out = Value(same == (e.op == "=="), expr.where);
  } else {
    out = calculate(*this, e, expr.where, *left, *right);
  }
  if (out && secrets) out->sensitive = has_sensitive(*left, budget_) || has_sensitive(*right, budget_);
  return out;
}

}  // namespace schema::lang
