#pragma once
#include "resolve/resolve.hpp"

namespace schema {

/// Fills Resource::needs of a resolved catalog: what its references, types and columns name, and what its SQL names. Names
/// of relations that nobody declares and columns that the table lacks are reported.
void find_needs(Catalog&, const ResolveOptions&, Diagnostics&);

}  // namespace schema
