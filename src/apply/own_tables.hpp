#pragma once
#include "postgres/connection.hpp"

namespace schema {

/// What the tool keeps in a database that it works on is in tables of a schema of their own (postgres::kOwnSchema),
/// which no plan looks at.
inline constexpr std::string_view kJournalTable = "journal", kAppliedTable = "applied", kFleetTable = "fleet";

/// Its name for SQL.
std::string own_table(std::string_view name);
bool has_own_table(postgres::Connection&, std::string_view name);
/// The same, and the role may read it.
bool may_read_own_table(postgres::Connection&, std::string_view name);
/// Makes it if it is not there; false if the role may not.
bool make_own_table(postgres::Connection&, std::string_view name, std::string_view columns);
/// Drops it, and the schema with the last one.
void drop_own_table(postgres::Connection&, std::string_view name);

}  // namespace schema
