#pragma once
#include "kinds/composite.hpp"
#include "kinds/distribution.hpp"
#include "kinds/partition.hpp"

namespace schema {

/// ALTER TABLE ... ENABLE and FORCE ROW LEVEL SECURITY.
struct RowSecurity {
  bool enabled = false;
  bool enforced = false;
  static std::span<const Field> fields();
};

/// A table. Its columns, constraints and indexes are resources of their own below it.
struct Table : Resource, Bound {
  Ref of;  ///< a composite type, whose attributes are its columns, or the table that it is a partition of
  bool unlogged = false;
  Options storage_params;
  std::string access_method;  ///< empty: heap
  std::string tablespace;     ///< empty: the database's default
  Boxed<RowSecurity> row_security;
  Boxed<PartitionKey> partition;
  Boxed<Distribution> distribution;  ///< unset: auto
  Boxed<Sort> sort;                  ///< unset: auto
  std::optional<bool> backup;
  bool sort_unknown = false;      ///< as found: whether the sort key may be one that the server chose
  std::optional<int64_t> rows;    ///< as found; no field, since it tells nothing about what the table is
  std::optional<int64_t> megabytes;
  bool has_heirs = false;  ///< other tables inherit from it or are its partitions

  std::vector<const Attachment*> parts;  ///< of its partitions, where it is declared
  std::vector<Resource*> sequences;      ///< that its columns own, where it is declared
  std::vector<Resource*> referrers;      ///< as found: foreign keys that refer to it or to a whole that it is part of

  /// The table that it is a partition of, or null.
  Table* partition_of() const;
};

/// That a table has its columns from a composite type. A resource of its own below the table, because the table is a plain
/// one while the type and the columns change; a file says it by the table's `of`.
struct OfType final : Resource {
  Ref of;
  std::vector<CompositeField> columns;  ///< the type's attributes, without their comments

  void take_columns(const Composite&);
};

/// The tables that a table takes columns and checks over from.
struct Inheritance final : Resource {
  std::vector<Ref> parents;
  std::vector<ColumnName> local;  ///< the columns that the table states itself: they stay where a parent's one goes
};

}  // namespace schema
