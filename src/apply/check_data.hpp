#pragma once
#include "plan/plan.hpp"
#include "postgres/connection.hpp"

namespace schema {

/// Counts the rows that would make the plan fail, as the database is now (Hazard::probe): a finding that has some is
/// denied and says how many and which; one that has none is left out unless the policy made more of it than a warning.
/// What cannot be asked without changing anything, in a few seconds, stays as it is.
void check_data(postgres::Connection&, const Plan&, std::vector<Finding>&);

}  // namespace schema
