#pragma once
#include "kinds/column.hpp"
#include "kinds/constraint.hpp"
#include "postgres/support.hpp"

/// Queries that give a row for each one that would make a change fail, as the database is before it (Hazard::probe).
namespace schema::postgres {

/// The rows of a table that meet the condition, by their key.
std::string probe_rows(const Resource& table, std::string_view condition);

/// The keys that come twice; `columns` is SQL, `where` a condition or empty.
std::string probe_duplicates(const Resource& table, const std::vector<std::string>& columns, bool nulls_distinct,
                             std::string_view where);

/// "a", "b" as SQL.
std::vector<std::string> quoted(const std::vector<ColumnName>& columns);

/// The rows that refer to none.
std::string probe_orphans(const ForeignKey&);

/// The rows whose value does not fit a shorter text or a smaller integer; empty if that cannot be asked.
std::string probe_misfits(const Column& from, const Column& to);

/// Whether every row gets a value of its own: the default calls a volatile function.
bool is_volatile(const ColumnDefault&);

}  // namespace schema::postgres
