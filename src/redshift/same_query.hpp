#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace schema::redshift {

/// The columns of a relation, in order; empty if they are not known. The schema may be empty: the own one.
using ColumnsOf = std::function<std::vector<std::string>(std::string_view schema, std::string_view name)>;

/// Whether two queries, one of them printed by the server, mean the same: names resolved, * written out, casts between texts
/// left out, and other spellings that the server changes made alike. There is no server to ask, so this errs on the side
/// of a difference.
bool same_query(const std::string& a, const std::string& b, const ColumnsOf& columns);

/// The names of a query's columns; empty if they cannot be told.
std::vector<std::string> output_names(const std::string& query, const ColumnsOf& columns);

}  // namespace schema::redshift
