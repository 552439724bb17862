#pragma once
#include "model/field_type.hpp"

namespace schema {

/// Where Redshift keeps the rows of a table: on which of its nodes.
struct Distribution {
  Word style{"auto"};
  ColumnName key;  ///< of style key
  static std::span<const Field> fields();
};

/// In which order Redshift keeps them.
struct Sort {
  Word style{"compound"};
  std::vector<ColumnName> columns;
  static std::span<const Field> fields();
};

/// A table's words, and those of a materialized view.
inline constexpr std::string_view kSortStyles[] = {"auto", "none", "compound", "interleaved"};

}  // namespace schema
