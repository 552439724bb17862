#include <fmt/format.h>

#include <cmath>

#include "lang/functions.hpp"

namespace schema::lang {

namespace {

Result result(Call& call, MaybeNumber number) {
  if (number) return Value(std::move(*number));
  return call.in.fail("too-large", call.where, "the result is not a number that can be kept");
}

Result abs(Call& call) { return result(call, sign(call.number(0)) < 0 ? negate(call.number(0)) : call.number(0)); }

Result ceil_of(Call& call) { return result(call, ceil(call.number(0))); }

Result floor_of(Call& call) { return result(call, floor(call.number(0))); }

Result signum(Call& call) { return Value(number_of(static_cast<int64_t>(sign(call.number(0))))); }

Result log(Call& call) {
  auto number = call.number(0).approx(), base = call.number(1).approx();
  if (number <= 0) return call.fail(0, "log() takes a number above zero");
  if (base <= 0 || base == 1) return call.fail(1, "the base of log() must be above zero and not 1");
  return result(call, number_of(std::log(number) / std::log(base)));
}

Result pow(Call& call) {
  if (auto exponent = to_int64(call.number(1)); exponent && *exponent >= 0) {
    auto digits = std::min<size_t>(
        10'000, call.number(0).text.size() * static_cast<size_t>(std::min<int64_t>(*exponent, 10'000)));
    if (!call.in.take_work(digits * digits / 4, call.where)) return {};
    return result(call, power(call.number(0), *exponent));
  }
  return result(call, number_of(std::pow(call.number(0).approx(), call.number(1).approx())));
}

/// The number that is furthest in the direction (-1: least).
Result furthest(Call& call, int direction) {
  if (call.args.empty()) return call.fail(0, "there is no number to choose from");
  auto best = call.args[0];
  for (size_t i = 1; i < call.args.size(); ++i) {
    if (compare(call.number(i), *best.as_number()) == direction) best = call.args[i];
  }
  return best;
}

Result max(Call& call) { return furthest(call, 1); }

Result min(Call& call) { return furthest(call, -1); }

Result parseint(Call& call) {
  auto base = call.integer(1);
  if (base < 2 || base > 62) return call.fail(1, fmt::format("the base must be 2 to 62, not {}", call.show(1)));
  auto number = parse_integer(call.text(0), static_cast<int>(base));
  if (number) return Value(std::move(*number));
  return call.fail(0, fmt::format("{} is no whole number in base {}", call.show(0), call.show(1)));
}

Result sum(Call& call) {
  Number total{"0"};
  if (call.list(0).empty()) return call.fail(0, "sum() needs at least one number");
  for (auto& item : call.list(0)) {
    auto number = to_number(item);
    if (!number || number->is_null())
      return call.fail(0, fmt::format("every element must be a number, but one is {}", item.with_article()));
    auto next = add(total, *number->as_number());
    if (!next) return result(call, next);
    total = std::move(*next);
  }
  return Value(std::move(total));
}

constexpr Function kFunctions[] = {
    {"abs", "(number: number) -> number", "The number without its sign.", abs},
    {"ceil", "(number: number) -> number", "The nearest whole number that is not below.", ceil_of},
    {"floor", "(number: number) -> number", "The nearest whole number that is not above.", floor_of},
    {"log", "(number: number, base: number) -> number", "The logarithm in the base.", log},
    {"max", "(numbers: number...) -> number", "The greatest of the numbers.", max},
    {"min", "(numbers: number...) -> number", "The least of the numbers.", min},
    {"parseint", "(digits: string, base: int) -> number",
     "The whole number that the digits mean in a base from 2 to 62; above 36 capitals come after small letters.",
     parseint},
    {"pow", "(base: number, exponent: number) -> number", "The base to the power of the exponent.", pow},
    {"signum", "(number: number) -> number", "-1, 0 or 1: the number's sign.", signum},
    {"sum", "(numbers: list) -> number", "All numbers of the list added up.", sum},
};

}  // namespace

std::span<const Function> number_functions() { return kFunctions; }

}  // namespace schema::lang
