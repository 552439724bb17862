#pragma once
#include "kinds/index.hpp"

namespace schema {

/// What a primary key and a unique constraint share: both are made of an index.
struct Key : Resource, IndexSettings {
  std::vector<ColumnName> columns;
  std::vector<ColumnName> include;
  Word deferrable;                ///< empty: not deferrable
  bool without_overlaps = false;  ///< the last column is a range, and none may overlap another
};

/// The PRIMARY KEY of a table.
struct PrimaryKey final : Key {};

/// A UNIQUE constraint of a table.
struct Unique final : Key {
  bool nulls_distinct = true;
};

/// A CHECK constraint of a table.
struct Check final : Resource {
  Sql expr;
  bool not_valid = false;
  bool enforced = true;
  bool no_inherit = false;
  bool inherited = false;  ///< the table has it from another one, and does not state it by itself
};

/// The NOT NULL constraint of a column, as an object with a name.
struct NotNull final : Resource {
  bool no_inherit = false;
};

/// A FOREIGN KEY constraint.
struct ForeignKey final : Resource {
  std::vector<ColumnName> columns;
  std::vector<Ref> ref_columns;
  Word on_update, on_delete, match;
  std::vector<ColumnName> on_delete_columns;  ///< those that SET NULL or SET DEFAULT touches; all if empty
  Word deferrable;
  bool period = false;  ///< the last column is a range that those of the referred rows must cover
  bool not_valid = false;
  bool enforced = true;
  bool inherited = false;  ///< on a partition: it is the partitioned table's
  bool stated = false;     ///< one that is inherited: the partition states it as well, and so has it before
};

/// One element of an EXCLUDE constraint.
struct ExcludePart : IndexPart {
  Name op;  ///< the operator that must not hold between two rows
  static std::span<const Field> fields();
};

/// An EXCLUDE constraint.
struct Exclude final : Resource, IndexSettings {
  Word type{"gist"};
  std::vector<ExcludePart> parts;
  std::vector<ColumnName> include;
  Sql where_expr;
  Word deferrable;
};

/// The name that the server gives a nameless constraint: table_column_label, shortened to what a name may hold.
std::string constraint_name(std::string table, const std::vector<ColumnName>& columns, std::string_view label);

/// What the server calls the constraint behind a column's NOT NULL.
std::string usual_not_null_name(const Resource& column);

/// Values of "deferrable".
inline constexpr std::string_view kDeferrable[] = {"initially immediate", "initially deferred"};

}  // namespace schema
