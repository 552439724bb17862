#pragma once
#include "kinds/column.hpp"

namespace schema::postgres {

/// The USING expression that turns the old column's values into the new type, where the server has no assignment cast;
/// empty where it has one. An explicit cast is never used where the assignment works: it would cut off long strings.
std::string cast_expression(const Column& from, const Column& to);

/// Whether ALTER COLUMN TYPE writes the whole table anew (manual: sql-altertable, "Notes").
bool rewrites(std::string_view from_type, std::string_view to_type);

}  // namespace schema::postgres
