#pragma once
#include <string_view>

namespace schema::sql {

/// True for the lower-case keywords that cannot stand bare as any name: all but UNRESERVED, of PostgreSQL 15 to 18.
bool is_reserved_keyword(std::string_view word);

}  // namespace schema::sql
