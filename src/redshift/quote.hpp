#pragma once
#include "schema/resource.hpp"

/// Names and texts in Redshift's SQL, where a backslash escapes inside '...' and E'...' does not exist.
namespace schema::redshift {

std::string literal(std::string_view text);
std::string identifier(std::string_view name);
std::string qualified(std::string_view schema, std::string_view name);
inline std::string qualified(const Resource& r) { return qualified(r.schema, r.name); }
/// The parent's schema.name.
inline std::string table_of(const Resource& child) { return qualified(*child.parent); }
/// "a, b".
std::string column_list(const std::vector<ColumnName>& columns);
/// $$body$$: a tag is chosen that the body does not hold.
std::string quoted_body(const std::string& body);

/// User-written SQL with each E'...' as the plain literal that means the same here.
Sql portable(const Sql& text);

}  // namespace schema::redshift
