#pragma once
#include "plan/plan.hpp"

namespace schema {

/// Names, in each statement, the tables and other relations of the current state that it locks or works on.
void find_tables(Plan&, const Catalog& current);

}  // namespace schema
