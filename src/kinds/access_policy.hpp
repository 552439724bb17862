#pragma once
#include "model/field_type.hpp"

namespace schema {

/// A column that a policy's expression speaks of. Any table with such a column may have the policy.
struct PolicyColumn {
  std::string name;
  Type type;
  static std::span<const Field> fields();
};

/// A policy of Redshift: an expression over some columns, made once and attached to many tables.
struct AccessPolicy final : Resource {
  std::vector<PolicyColumn> columns;
  std::string alias;  ///< of the row, in a policy that says which rows are seen
  Sql expr;
};

/// A masking policy in force on a table: what somebody sees in place of its columns.
struct Masking final : Resource {
  Ref policy;
  std::vector<ColumnName> columns;  ///< that are masked
  std::vector<ColumnName> inputs;   ///< that the policy reads; those that are masked, if empty
  std::string to;
  std::optional<int64_t> priority;
};

/// A row security policy in force on a table.
struct RowFilter final : Resource {
  Ref policy;
  std::string to;
};

}  // namespace schema
