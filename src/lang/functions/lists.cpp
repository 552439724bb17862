#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "lang/functions.hpp"

namespace schema::lang {

namespace {

/// Whether all (or any) elements are true; null counts as false.
Result truths(Call& call, bool all) {
  for (auto& item : call.list(0)) {
    auto truth = item.is_null() ? Result(Value(false)) : to_bool(item);
    if (!truth)
      return call.fail(0, fmt::format("every element must be true or false, but one is {}", item.with_article()));
    if (*truth->as_bool() != all) return Value(!all);
  }
  return Value(all);
}

Result alltrue(Call& call) { return truths(call, true); }

Result anytrue(Call& call) { return truths(call, false); }

Result chunklist(Call& call) {
  auto size = call.integer(1);
  if (size < 0) return call.fail(1, "a chunk's size cannot be negative");
  List out;
  List chunk;
  for (auto& item : call.list(0)) {
    chunk.push_back(item);
    if (static_cast<int64_t>(chunk.size()) == size) out.push_back(make_list(std::exchange(chunk, {}), call.where));
  }
  if (!chunk.empty()) out.push_back(make_list(std::move(chunk), call.where));
  return make_list(std::move(out));
}

Result coalesce(Call& call) {
  unify(call.args);
  for (auto& arg : call.args)
    if (!arg.is_null() && !(arg.as_text() && arg.as_text()->text.empty() && arg.as_text()->interpolations.empty()))
      return arg;
  return call.fail(0, "every argument of coalesce() is null or empty");
}

Result coalescelist(Call& call) {
  for (auto& arg : call.args)
    if (arg.as_list() && !arg.as_list()->empty()) return arg;
  return call.fail(0, "every argument of coalescelist() is empty");
}

Result compact(Call& call) {
  List out;
  for (auto& item : call.list(0))
    if (!item.is_null() && !(item.as_text() && item.as_text()->text.empty())) out.push_back(item);
  return make_list(std::move(out));
}

Result concat(Call& call) {
  List out;
  for (size_t i = 0; i < call.args.size(); ++i) out.insert(out.end(), call.list(i).begin(), call.list(i).end());
  return make_list(std::move(out));
}

Result contains(Call& call) {
  auto& list = call.list(0);
  if (!call.in.take_items(list.size() / 100, call.where)) return {};
  return Value(
      std::any_of(list.begin(), list.end(), [&](auto& v) { return equals(v, call.args[1], call.in.budget()); }));
}

Result distinct(Call& call) {
  auto before = [&](const Value* a, const Value* b) { return compare(*a, *b, call.in.budget()) < 0; };
  std::set<const Value*, decltype(before)> seen(before);
  List out;
  for (auto& item : call.list(0))
    if (seen.insert(&item).second) out.push_back(item);
  return make_list(std::move(out));
}

Result element(Call& call) {
  auto& list = call.list(0);
  if (list.empty()) return call.fail(0, "an empty list has no elements");
  auto size = static_cast<int64_t>(list.size());
  return list[static_cast<size_t>(((call.integer(1) % size) + size) % size)];
}

bool flatten_into(Call& call, List& out, const List& list, int depth) {
  constexpr int kMaxDepth = 100;
  for (auto& item : list) {
    if (!call.in.take_items(1, call.where)) return false;
    auto inner = item.as_list();
    if (!inner || depth > kMaxDepth)
      out.push_back(item);
    else if (!flatten_into(call, out, *inner, depth + 1))
      return false;
  }
  return true;
}

Result flatten(Call& call) {
  List out;
  if (!flatten_into(call, out, call.list(0), 0)) return {};
  return make_list(std::move(out));
}

Result index(Call& call) {
  auto& list = call.list(0);
  for (size_t i = 0; i < list.size(); ++i)
    if (equals(list[i], call.args[1], call.in.budget())) return Value(number_of(static_cast<int64_t>(i)));
  return call.fail(1, fmt::format("the list does not hold {}", call.show(1)));
}

Result one(Call& call) {
  auto& list = call.list(0);
  if (list.size() > 1)
    return call.fail(0, fmt::format("one() takes a list of at most one element, not of {}", list.size()));
  return list.empty() ? Value() : list[0];
}

Result range(Call& call) {
  bool only_end = call.args.size() == 1;
  Number at = only_end ? Number{"0"} : call.number(0);
  const auto& end = call.number(only_end ? 0 : 1);
  Number step{compare(at, end) > 0 ? "-1" : "1"};
  if (call.args.size() == 3) step = call.number(2);
  int direction = sign(step);
  if (direction == 0) return call.fail(2, "the step of range() cannot be zero");
  if (compare(at, end) == direction)
    return call.fail(2, fmt::format("range() never reaches {} from {} with steps of {}", end.text, at.text, step.text));
  List out;
  while (compare(at, end) == -direction) {
    if (!call.in.take_items(1, call.where)) return {};
    out.push_back(Value(at, call.where));
    auto next = add(at, step);
    if (!next) return call.fail(0, "the numbers of range() have too many digits");
    at = std::move(*next);
  }
  return make_list(std::move(out));
}

Result reverse(Call& call) {
  List out(call.list(0).rbegin(), call.list(0).rend());
  return make_list(std::move(out));
}

Result slice(Call& call) {
  auto& list = call.list(0);
  auto size = static_cast<int64_t>(list.size()), from = call.integer(1), to = call.integer(2);
  if (from < 0 || from > size)
    return call.fail(1, fmt::format("the start must be 0 to {}, not {}", size, call.show(1)));
  if (to < from || to > size)
    return call.fail(2, fmt::format("the end must be {} to {}, not {}", from, size, call.show(2)));
  return make_list(List(list.begin() + from, list.begin() + to));
}

Result sort(Call& call) {
  auto strings = call.strings(0);
  if (!strings) return {};
  std::sort(strings->begin(), strings->end());
  List out;
  for (auto& text : *strings) out.push_back(make_text(std::move(text), call.where));
  return make_list(std::move(out));
}

constexpr Function kFunctions[] = {
    {"alltrue", "(list: list) -> bool", "Whether every element is true; an empty list gives true.", alltrue},
    {"anytrue", "(list: list) -> bool", "Whether some element is true; an empty list gives false.", anytrue},
    {"chunklist", "(list: list, size: int) -> list", "The list cut into lists of at most so many elements.", chunklist,
     Secrecy::elements},
    {"coalesce", "(values: any...) -> any", "The first value that is neither null nor an empty string.", coalesce,
     Secrecy::elements, 0},
    {"coalescelist", "(lists: any...) -> list", "The first list that is not empty.", coalescelist, Secrecy::elements,
     0},
    {"compact", "(list: list) -> list", "The list without nulls and empty strings.", compact, Secrecy::elements},
    {"concat", "(lists: list...) -> list", "All elements of the lists, in order.", concat, Secrecy::elements},
    {"contains", "(list: list, value: any) -> bool", "Whether the value is an element.", contains, Secrecy::spreads, 2},
    {"distinct", "(list: list) -> list", "The list with each value only where it first stands.", distinct,
     Secrecy::elements, 60},
    {"element", "(list: list, index: int) -> any", "The element at the index, counted round and round.", element,
     Secrecy::elements, 0},
    {"flatten", "(list: list) -> list", "All lists within the list replaced by their elements.", flatten,
     Secrecy::elements},
    {"index", "(list: list, value: any) -> number", "Where the value first stands, from 0.", index, Secrecy::spreads,
     2},
    {"one", "(list: list) -> any", "The only element, or null if there is none.", one, Secrecy::elements, 0},
    {"range", "(start: number, end?: number, step?: number) -> list",
     "Numbers from the start (0 if only the end is given) up to the end, which is not in it.", range},
    {"reverse", "(list: list) -> list", "The elements in reverse order.", reverse, Secrecy::elements},
    {"slice", "(list: list, start: int, end: int) -> list", "The elements from start up to end, which is not in it.",
     slice, Secrecy::elements},
    {"sort", "(list: list) -> list", "The strings in the order of their bytes.", sort, Secrecy::spreads, 60},
};

}  // namespace

std::span<const Function> list_functions() { return kFunctions; }

}  // namespace schema::lang
