#pragma once
#include "fleet/worker.hpp"
#include "postgres/connection.hpp"

namespace schema::fleet {

/// Workers on a PostgreSQL database; `run` is the run's name in the journal.
Hire postgres_workers(const postgres::Url&, std::string run);

}  // namespace schema::fleet
