#pragma once
#include "kinds/column.hpp"
#include "lint/rule.hpp"
#include "sql/type_names.hpp"

namespace schema::lint {

inline std::string base_type(const Column& column) {
  std::string text(sql::without_type_arguments(column.type.text));
  return text.ends_with("[]") ? text.substr(0, text.size() - 2) : text;
}

/// Reports a column of the type, and why it is not the one that is wanted.
inline void report_type(const Resource& r, std::string_view type, std::string message, Found& found) {
  auto& column = as<Column>(r);
  if (base_type(column) == type) found.add(r, std::move(message), column.type.where);
}

}  // namespace schema::lint
