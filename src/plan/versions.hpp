#pragma once
#include "schema/diagnostic.hpp"
#include "schema/resource.hpp"

namespace schema {

/// Reports what the files ask for and the target's version does not have (FieldOptions::since).
void check_versions(const Catalog& desired, int server_version, Diagnostics&);

}  // namespace schema
