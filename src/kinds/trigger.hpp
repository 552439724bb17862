#pragma once
#include "model/field_type.hpp"

namespace schema {

/// The events that a trigger waits for.
struct TriggerEvents {
  bool insert = false, update = false, del = false, truncate = false;
  std::vector<ColumnName> update_of;
  static std::span<const Field> fields();
};

/// The names under which the rows before and after are seen.
struct Referencing {
  std::string old_table, new_table;
  static std::span<const Field> fields();
};

/// What a trigger calls.
struct TriggerCall {
  Ref function;
  Name builtin;  ///< in place of `function`: one that is no resource, the server's own or an extension's
  std::vector<std::string> args;
  static std::span<const Field> fields();
};

struct Trigger final : Resource {
  Ref on;  ///< its table, when it is written at top level
  Boxed<TriggerEvents> before, after, instead_of;
  Word for_each{"statement"};
  Sql when;
  Boxed<Referencing> referencing;
  Boxed<TriggerCall> execute;
  bool constraint = false;
  Ref from;         ///< of a constraint trigger: the other table
  Word deferrable;  ///< of a constraint trigger
  Word enabled{"origin"};
  bool inherited = false;  ///< on a partition: made by the server of the partitioned table's
};

}  // namespace schema
