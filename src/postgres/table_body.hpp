#pragma once
#include "kinds/table.hpp"
#include "plan/renderer.hpp"

namespace schema::postgres {

/// What CREATE TABLE says of the children that are folded: columns and constraints in parentheses, the parent tables.
void write_table_body(const Creation&, const Table&, Statement&);

}  // namespace schema::postgres
