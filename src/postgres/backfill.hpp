#pragma once
#include "kinds/column.hpp"
#include "kinds/constraint.hpp"
#include "plan/renderer.hpp"

namespace schema::postgres {

/// The name of the check that says that a column's rows are still being filled; it goes when they are.
std::string fill_name(const std::string& column);

/// The column whose rows the check says are still being filled, as it shall be; null if it is none, or nothing fills
/// it.
const Column* filled_by(const Check&, const OnlineStep&);

/// The condition of that check, which refuses no row: a check that is not valid yet still looks at each row that is
/// written.
std::string fill_condition(const Column&);

/// Gives each row that has none its value, in one statement. The table can be altered after it in the same transaction.
void fill_at_once(const Column&, const Before&, Script&);

/// Runs what rows that were changed have deferred until COMMIT: the server alters no table that this waits for.
inline constexpr std::string_view kRunDeferred = "SET CONSTRAINTS ALL IMMEDIATE";

/// Gives each row that has none its value, some rows a transaction, in the order of the primary key (of pages, where
/// there is none that the rows have already). Broken off, it goes on where it is run again.
Statement& fill(const Column&, const OnlineStep&, Script&);

}  // namespace schema::postgres
