#pragma once
#include "postgres/driver.hpp"

namespace schema {

/// What speaks to the server at the other end of the connection.
const postgres::Driver& driver_for(postgres::Connection&);

/// The database as resources, whatever server it is on.
Catalog inspect_database(postgres::Connection&, postgres::Reach reach = postgres::Reach::database);

}  // namespace schema
