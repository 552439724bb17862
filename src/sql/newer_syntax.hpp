#pragma once
#include <string_view>

namespace schema::sql {

/// True if a text that libpg_query (PostgreSQL 15's grammar) refuses may be right on a newer server or on Redshift: it
/// uses words that came with their grammars, or the message names a rule that they dropped.
bool may_be_newer(std::string_view sql, std::string_view message);

}  // namespace schema::sql
