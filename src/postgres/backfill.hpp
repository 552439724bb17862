#pragma once
#include "kinds/column.hpp"
#include "kinds/constraint.hpp"
#include "plan/renderer.hpp"

namespace schema::postgres {

/// The name of the check that says that a column's rows are still being filled; it goes when they are.
std::string fill_name(const std::string& column);

/// The column whose rows the check says are still being filled, or null.
const Column* filled_by(const Check&);

/// The condition of that check, which refuses no row: a check that is not valid yet still looks at each row that is
/// written.
std::string fill_condition(const Column&);

/// Gives each row that has none the column's default, some rows a transaction, in the order of the primary key (of
/// pages, where there is none that the rows have already). Broken off, it goes on where it is run again.
Statement& fill(const Column&, const OnlineStep&, Script&);

}  // namespace schema::postgres
