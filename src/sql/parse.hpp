#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "sql/names.hpp"

namespace schema::sql {

/// What libpg_query makes of a text: its tree as JSON, or why there is none.
struct Parsed {
  std::string tree;
  std::optional<SyntaxError> error;
};

/// Parses SQL statements. Safe for any bytes, any nesting and from any thread.
Parsed parse_statements(const std::string& sql);

}  // namespace schema::sql
