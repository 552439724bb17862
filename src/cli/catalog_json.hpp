#pragma once
#include <string>

#include "schema/resource.hpp"

namespace schema::cli {

/// Every managed resource with its fields, for programs. Fields that hold their default are left out.
std::string catalog_json(const Catalog&);

}  // namespace schema::cli
