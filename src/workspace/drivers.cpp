#include "workspace/drivers.hpp"

#include "postgres/backend.hpp"
#include "redshift/backend.hpp"

namespace schema {

const postgres::Driver& driver_for(postgres::Connection& db) {
  static const postgres::Postgres postgres;
  static const redshift::Redshift redshift;
  if (redshift::is_redshift(db)) return redshift;
  return postgres;
}

Catalog inspect_database(postgres::Connection& db, postgres::Reach reach) { return driver_for(db).inspect(db, reach); }

}  // namespace schema
