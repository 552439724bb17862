#pragma once
#include "fleet/worker.hpp"
#include "postgres/driver.hpp"

namespace schema::fleet {

/// Where a tenant stands after a transaction whose end nobody saw.
enum class Standing : uint8_t {
  planned,  ///< as it was planned from
  reached,  ///< as the files say
  other,
};

/// Reads the database anew to see it. May be called by any thread.
using FindOut = std::function<Standing(postgres::Connection&, const std::string& tenant)>;

/// Workers on a database that speaks PostgreSQL's protocol; `run` is the run's name in the journal.
Hire database_workers(const postgres::Driver&, const postgres::Url&, std::string run, FindOut);

}  // namespace schema::fleet
