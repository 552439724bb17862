#include <fmt/format.h>

#include <algorithm>

#include "lang/functions.hpp"

namespace schema::lang {

namespace {

/// Argument i as sorted, unique elements.
List sorted(Call& call, size_t i) {
  auto set = make_set(call.list(i), call.where, call.in.budget());
  return *set.as_list();
}

/// Folds the arguments from left to right with an algorithm on sorted lists.
template <class Algorithm>
Result fold(Call& call, Algorithm algorithm) {
  if (call.args.empty()) return call.fail(0, "at least one set is needed");
  List out = sorted(call, 0);
  for (size_t i = 1; i < call.args.size(); ++i) {
    List other = sorted(call, i), next;
    auto before = [&](const Value& a, const Value& b) { return compare(a, b, call.in.budget()) < 0; };
    algorithm(out, other, std::back_inserter(next), before);
    out = std::move(next);
  }
  return call.set_of(std::move(out));
}

Result setunion(Call& call) {
  return fold(call, [](auto& a, auto& b, auto out, auto before) {
    std::set_union(a.begin(), a.end(), b.begin(), b.end(), out, before);
  });
}

Result setintersection(Call& call) {
  return fold(call, [](auto& a, auto& b, auto out, auto before) {
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), out, before);
  });
}

Result setsubtract(Call& call) {
  return fold(call, [](auto& a, auto& b, auto out, auto before) {
    std::set_difference(a.begin(), a.end(), b.begin(), b.end(), out, before);
  });
}

Result setproduct(Call& call) {
  if (call.args.size() < 2) return call.fail(0, "setproduct() takes at least two lists or sets");
  std::vector<List> rows(1);
  bool all_sets = true;
  for (size_t i = 0; i < call.args.size(); ++i) {
    all_sets = all_sets && call.is_set(i);
    std::vector<List> next;
    auto items = call.list(i);
    unify(items);
    for (auto& row : rows) {
      for (auto& item : items) {
        auto text = item.as_text();
        bool fits = call.in.take_items(row.size() + 1, call.where) &&
                    call.in.take_bytes(text ? text->text.size() * (row.size() + 1) : 0, call.where);
        if (!fits) return {};
        next.push_back(row);
        next.back().push_back(item);
      }
    }
    rows = std::move(next);
  }
  List out;
  for (auto& row : rows) out.push_back(make_list(std::move(row), call.where));
  if (all_sets) return make_set(std::move(out), call.where, call.in.budget());
  return make_list(std::move(out));
}

constexpr Function kFunctions[] = {
    {"setintersection", "(sets: list...) -> set", "The elements that are in all of the sets.", setintersection,
     Secrecy::elements, 60},
    {"setproduct", "(sets: list...) -> list", "Every combination of one element of each list or set.", setproduct,
     Secrecy::elements},
    {"setsubtract", "(set: list, others: list...) -> set", "The elements of the set that are in none of the others.",
     setsubtract, Secrecy::elements, 60},
    {"setunion", "(sets: list...) -> set", "The elements that are in any of the sets.", setunion, Secrecy::elements,
     60},
};

}  // namespace

std::span<const Function> set_functions() { return kFunctions; }

}  // namespace schema::lang
