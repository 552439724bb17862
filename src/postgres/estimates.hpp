#pragma once
#include "plan/plan.hpp"
#include "postgres/connection.hpp"

namespace schema::postgres {

/// Says how many rows and bytes the tables have that the plan's statements lock or work on, as the server's planner
/// knows it (pg_class.reltuples, relpages). Takes no lock on them.
void estimate(Connection&, Plan&);

}  // namespace schema::postgres
