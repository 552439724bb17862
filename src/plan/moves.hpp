#pragma once
#include "plan/plan.hpp"

namespace schema {

/// Renames in the current state what `moved` blocks say, so that everything after it sees one and the same resource on
/// both sides. Gives the steps that rename it in the database. A block whose resource is not there any more (it was
/// moved before) does nothing. Texts that name what is renamed are read back from the judge, since the server would
/// print them otherwise from then on.
std::vector<Step> apply_moves(Catalog& current, Catalog& desired, const Backend&, Judge*, const PlanOptions&,
                              Diagnostics&);

}  // namespace schema
