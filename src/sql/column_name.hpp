#pragma once
#include <string>

namespace schema::sql {

/// What the server calls a column of an index that is this expression (FigureIndexColname() in parse_target.c); "expr" if
/// nothing in it gives it a name.
std::string index_column_name(const std::string& expression);

}  // namespace schema::sql
