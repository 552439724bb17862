#pragma once
#include "model/field_type.hpp"

namespace schema {

/// What a primary key and a unique constraint share: both are made of an index.
struct Key : Resource {
  std::vector<ColumnName> columns;
  std::vector<ColumnName> include;
  Word deferrable;  ///< empty: not deferrable
  Options storage_params;
  std::string tablespace;
  bool cluster = false;
};

struct PrimaryKey : Key {};

struct Unique : Key {
  bool nulls_distinct = true;
};

/// A CHECK constraint of a table.
struct Check : Resource {
  Sql expr;
  bool not_valid = false;
  bool no_inherit = false;
};

/// A FOREIGN KEY constraint.
struct ForeignKey : Resource {
  std::vector<ColumnName> columns;
  std::vector<Ref> ref_columns;
  Word on_update, on_delete, match;
  std::vector<ColumnName> on_delete_columns;  ///< those that SET NULL or SET DEFAULT touches; all if empty
  Word deferrable;
  bool not_valid = false;
};

/// One element of an EXCLUDE constraint.
struct ExcludePart {
  ColumnName column;
  Sql expr;
  Name op;  ///< the operator that must not hold between two rows
  Name ops;
  Name collate;
  bool desc = false;
  Word nulls;
  static std::span<const Field> fields();
};

/// An EXCLUDE constraint.
struct Exclude : Resource {
  Word type{"gist"};
  std::vector<ExcludePart> parts;
  std::vector<ColumnName> include;
  Sql where_expr;
  Word deferrable;
  Options storage_params;
  std::string tablespace;
};

/// Values of "deferrable".
inline constexpr std::string_view kDeferrable[] = {"initially immediate", "initially deferred"};

}  // namespace schema
