#pragma once
#include "model/field_type.hpp"

namespace schema {

/// What extended statistics are about: a column or an expression.
struct StatisticsPart {
  ColumnName column;
  Sql expr;
  static std::span<const Field> fields();
};

/// Statistics over several columns (or expressions) of a table.
struct Statistics final : Resource {
  Ref on;                             ///< its table, when it is written at top level
  Ref in;                             ///< the schema of its name; empty: the table's
  std::vector<StatisticsPart> parts;  ///< columns by name, then expressions: the server keeps no order of columns
  std::vector<Word> kinds;            ///< sorted; empty: all
  std::optional<int64_t> target;
};

}  // namespace schema
