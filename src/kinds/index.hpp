#pragma once
#include "model/field_type.hpp"

namespace schema {

/// One key of an index: a column or an expression.
struct IndexPart {
  ColumnName column;
  Sql expr;
  Name ops;  ///< operator class; empty: the type's default
  Options ops_params;
  Name collate;
  bool desc = false;
  Word nulls;  ///< "first" or "last", where that is not the direction's default
  std::optional<int64_t> statistics;
  static std::span<const Field> fields();
};

struct Index : Resource {
  std::vector<IndexPart> parts;
  bool unique = false;
  Word type{"btree"};
  Sql where_expr;
  std::vector<ColumnName> include;
  bool nulls_distinct = true;
  Options storage_params;
  std::string tablespace;
  bool cluster = false;
};

inline constexpr std::string_view kNulls[] = {"first", "last"};

}  // namespace schema
