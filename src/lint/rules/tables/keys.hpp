#pragma once
#include "kinds/constraint.hpp"
#include "lint/rule.hpp"

namespace schema::lint {

/// The columns of an index or key, in order; nothing if it is over expressions.
struct Keys {
  std::vector<std::string> columns;
  const Resource* resource;
  bool whole = true;  ///< every row is in it
  bool unique = false;
  bool plain = true;  ///< btree without settings that make it differ from its columns
};

inline std::vector<std::string> names(const std::vector<ColumnName>& columns) {
  std::vector<std::string> out;
  for (auto& c : columns) out.push_back(c.name);
  return out;
}

inline std::optional<Keys> keys_of(const Resource& r) {
  if (auto key = is<Key>(&r)) return Keys{names(key->columns), &r, true, true, key->include.empty()};
  auto index = is<Index>(&r);
  if (!index) return {};
  Keys keys{{}, &r, index->where_expr.empty(), index->unique, index->type.text == "btree" && index->include.empty()};
  for (auto& part : index->parts) {
    if (part.column.name.empty()) return {};
    keys.plain = keys.plain && part.ops.empty() && part.collate.empty() && !part.desc && part.nulls.empty();
    keys.columns.push_back(part.column.name);
  }
  return keys;
}

inline std::vector<Keys> all_keys(const Resource& table) {
  std::vector<Keys> all;
  for (auto child : table.children)
    if (auto keys = keys_of(*child)) all.push_back(std::move(*keys));
  return all;
}

}  // namespace schema::lint
