#pragma once
#include "kinds/inherit.hpp"
#include "schema/diagnostic.hpp"

namespace schema {

/// Adds the columns and checks that tables have from their parents or types, and what attaches partitions.
void complete_tables(Catalog&, Diagnostics&);

}  // namespace schema
