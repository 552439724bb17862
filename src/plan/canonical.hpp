#pragma once
#include "plan/plan.hpp"

namespace schema {

/// Where both sides hold a resource whose SQL texts differ, asks the judge how the server would store the desired one, and
/// puts that (with the exact dependencies) into `desired`. What is equal as text is never asked about.
void canonicalise(const Catalog& current, Catalog& desired, const Backend&, Judge&, const PlanOptions&, Diagnostics&);

}  // namespace schema
