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
  bool nulls_first = false, nulls_last = false;  ///< as given; `nulls` says it
  static std::span<const Field> fields();
};

/// What can be changed about an index without building it anew; a key or an exclusion has it through its index.
struct IndexSettings {
  Options storage_params;
  std::string tablespace;
  bool cluster = false;     ///< CLUSTER orders the table by it; at most one index of a table
  bool only = false;        ///< partitions that have no part of it get none
  Ref of;                   ///< on a partition: the index of the partitioned table that it is a part of
  bool incomplete = false;  ///< it, or one that it belongs together with, lacks a part on some partition
  std::optional<std::string> index_comment;  ///< of a constraint, which has a comment of its own: its index's
};

/// An index of a table or materialized view that no constraint brings along.
struct Index final : Resource, IndexSettings {
  std::vector<IndexPart> parts;
  bool unique = false;
  Word type{"btree"};
  Sql where_expr;
  std::vector<ColumnName> include;
  bool nulls_distinct = true;
  std::optional<int64_t> page_per_range;  ///< as given; `storage_params` say it
  bool valid = true;                      ///< false: left behind by a CREATE INDEX CONCURRENTLY that failed
};

/// A sort order of NULLs that the direction has anyway compares equal to none.
void drop_default_nulls(IndexPart& part);

/// Values of "nulls".
inline constexpr std::string_view kNulls[] = {"first", "last"};

}  // namespace schema
