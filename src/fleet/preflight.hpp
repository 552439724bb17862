#pragma once
#include "fleet/plan.hpp"
#include "postgres/driver.hpp"
#include "workspace/rollout.hpp"

namespace schema::fleet {

/// Looks for what would fail on the way: a server that takes no changes, privileges that are missing, connections that
/// are not to be had, limits. Reports it before anything runs.
void preflight(const postgres::Driver&, postgres::Connection&, const FleetPlan&, const Rollout&, Diagnostics&);

}  // namespace schema::fleet
