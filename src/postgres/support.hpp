#pragma once
#include "plan/renderer.hpp"
#include "postgres/backend.hpp"
#include "postgres/inspector.hpp"
#include "sql/quote.hpp"

namespace schema::postgres {

/// All that PostgreSQL needs to know about one kind: src/postgres/KIND.cpp defines one of these, `KIND_support`.
struct Support {
  void (*inspect)(Inspector&) = nullptr;
  Renderer render;
  bool connects = false;  ///< the server connects to other hosts for it: not to be made only to try something out
  /// Reports what of it the server is too old for, where FieldOptions::since cannot say so.
  void (*check_version)(const Resource&, int server_version, Diagnostics&) = nullptr;
};

const Support& support(const Kind&);

/// schema.name as SQL.
inline std::string qualified(const Resource& r) { return sql::quote_qualified(r.schema, r.name); }

/// The parent's schema.name: the table of a column, constraint, index or trigger.
inline std::string table_of(const Resource& child) { return qualified(*child.parent); }

/// The parent's schema.name for ALTER TABLE, with ONLY where other tables have it from this one: each is changed by
/// itself.
std::string only_table_of(const Resource& child);

/// "a, b": columns as SQL.
std::string column_list(const std::vector<ColumnName>& columns);

/// "fillfactor='70', autovacuum_enabled='false'": options as SQL, values quoted.
std::string option_list(const Options& options);

/// SET and RESET of the options that differ: `prefix` is "ALTER TABLE t ". One statement each, none if nothing differs.
void alter_options(std::string_view prefix, const Options& from, const Options& to, Lock lock, Script& script);

/// Whether a column gets another type, for which the server builds anew what is over the column.
bool retypes(const Change& change);

/// A name that may stand in another schema, as SQL.
std::string name_sql(const Name& name);

/// The same of an operator, which takes no quotes: schema.===.
std::string operator_name(const Name& name);
/// OPERATOR(schema.===) where there is a schema.
std::string operator_sql(const Name& name);

}  // namespace schema::postgres
