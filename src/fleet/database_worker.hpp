#pragma once
#include "fleet/worker.hpp"
#include "postgres/driver.hpp"

namespace schema::fleet {

/// Workers on a database that speaks PostgreSQL's protocol; `run` is the run's name in the journal.
Hire database_workers(const postgres::Driver&, const postgres::Url&, std::string run);

}  // namespace schema::fleet
