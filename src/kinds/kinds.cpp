#include <algorithm>

#include "schema/kind.hpp"

namespace schema {

#define KIND(name) extern const Kind name##_kind;
#include "kinds/kinds.def"
#undef KIND

std::span<const Kind* const> all_kinds() {
  static const Kind* const all[] = {
#define KIND(name) &name##_kind,
#include "kinds/kinds.def"
#undef KIND
  };
  return all;
}

const Kind* find_kind(std::string_view name) {
  auto kinds = all_kinds();
  auto it = std::find_if(kinds.begin(), kinds.end(), [&](const Kind* k) { return k->name == name; });
  return it == kinds.end() ? nullptr : *it;
}

namespace {

bool is_called(const Kind& kind, std::string_view keyword) {
  return kind.keyword == keyword || std::find(kind.aliases.begin(), kind.aliases.end(), keyword) != kind.aliases.end();
}

bool may_stand_in(const Kind& kind, const Kind* parent) {
  if (parent) return std::find(kind.parents.begin(), kind.parents.end(), parent->name) != kind.parents.end();
  if (kind.scope != Scope::child) return true;
  return std::any_of(kind.fields.begin(), kind.fields.end(), [](const Field& f) { return f.options.parent; });
}

}  // namespace

const Kind* kind_of_block(std::string_view keyword, const Kind* parent) {
  for (auto kind : all_kinds())
    if (kind->attribute.empty() && is_called(*kind, keyword) && may_stand_in(*kind, parent)) return kind;
  return nullptr;
}

size_t kind_order(const Kind& kind) {
  static const auto order = [] {
    std::unordered_map<const Kind*, size_t> places;
    for (auto k : all_kinds()) places.emplace(k, places.size());
    return places;
  }();
  return order.at(&kind);
}

}  // namespace schema
