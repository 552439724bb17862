#pragma once
#include <string_view>

namespace schema::postgres {

/// A number for the types between which every pair has an assignment cast (manual: catalog-pg-cast; \dC of PostgreSQL
/// 15); 0 for types without such a family.
int cast_family(std::string_view type);

/// Whether values of it are texts, which every type can be cast to and from.
bool is_text(std::string_view type);

/// Whether a value of the one type can be cast to the other, of those types that the server brings; true of all others.
/// The server refuses ALTER COLUMN TYPE without a cast, whatever the rows hold.
bool may_cast(std::string_view from_type, std::string_view to_type);

}  // namespace schema::postgres
