#pragma once
#include <string_view>
#include <vector>

#include "sql/names.hpp"

namespace schema::sql {

/// A guess at what a text names that does not parse: names after FROM, JOIN, UPDATE and INSERT INTO, and names before a
/// parenthesis. Types are not found.
std::vector<Name> scan_names(std::string_view sql);

}  // namespace schema::sql
