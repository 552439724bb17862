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
  static const auto by_name = [] {
    std::unordered_map<std::string_view, const Kind*> kinds;
    for (auto kind : all_kinds()) kinds.emplace(kind->name, kind);
    return kinds;
  }();
  auto found = by_name.find(name);
  return found == by_name.end() ? nullptr : found->second;
}

namespace {

/// The kinds whose blocks begin with that word: columns stand in tables, views and types.
std::span<const Kind* const> kinds_called(std::string_view keyword) {
  static const auto by_keyword = [] {
    std::unordered_map<std::string_view, std::vector<const Kind*>> kinds;
    for (auto kind : all_kinds()) {
      if (!kind->attribute.empty()) continue;
      kinds[kind->keyword].push_back(kind);
      for (auto alias : kind->aliases) kinds[alias].push_back(kind);
    }
    return kinds;
  }();
  auto found = by_keyword.find(keyword);
  if (found == by_keyword.end()) return {};
  return found->second;
}

bool may_stand_in(const Kind& kind, const Kind* parent) {
  if (parent) return std::find(kind.parents.begin(), kind.parents.end(), parent->name) != kind.parents.end();
  if (kind.scope != Scope::child) return true;
  return std::any_of(kind.fields.begin(), kind.fields.end(), [](const Field& f) { return f.options.parent; });
}

}  // namespace

const Kind* kind_of_block(std::string_view keyword, const Kind* parent) {
  for (auto kind : kinds_called(keyword))
    if (may_stand_in(*kind, parent)) return kind;
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
