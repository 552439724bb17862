#pragma once
#include "kinds/column.hpp"
#include "plan/renderer.hpp"
#include "postgres/inspector.hpp"

/// What the files about columns share: column.cpp writes them, the others read them, tell what ALTER cannot do, and say
/// changes so that they keep nobody waiting.
namespace schema::postgres {

void inspect_columns(Inspector&);

/// Whether this change of a column needs its table made anew (Renderer::needs_rebuild).
bool column_needs_rebuild(const PartChange&);

/// Renderer::writes_values of columns.
Keeps column_writes_values(const Resource* from, const Resource& to, const FieldNames&);

/// Renderer::online of columns.
void column_online(OnlineStep&);

/// ADD COLUMN with its name and type.
Statement& add_column(const Column&, Script&);

/// "body IS NULL" as NOT NULL means it: a row whose fields are all NULL is a value.
std::string is_null(const Column&);
/// The contrary.
std::string is_given(const Column&);

/// "ALTER TABLE app.note ALTER COLUMN body ", of the table and its heirs.
std::string alter_prefix(const Resource& column);

}  // namespace schema::postgres
