#pragma once
#include "postgres/url.hpp"
#include "workspace/project.hpp"

namespace schema {

/// The environment's URL. Where the project file names a command for user and password, it is run when a connection is
/// opened and what it gave before has expired.
postgres::Url database_url(const Environment&);

}  // namespace schema
