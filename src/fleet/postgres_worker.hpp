#pragma once
#include "fleet/worker.hpp"
#include "postgres/connection.hpp"

namespace schema::fleet {

/// What an error of the server says about another try.
Outcome classify(const postgres::ServerError&);

/// Workers on a PostgreSQL database; `run` is the run's name in the journal.
Hire postgres_workers(const postgres::Url&, std::string run);

}  // namespace schema::fleet
