#pragma once
#include "model/field_type.hpp"
#include "schema/diagnostic.hpp"

namespace schema {

/// Reports what `moved` of a resource says that cannot be: what moves must not be among the names inside of it any
/// more, and what takes its place must be.
void check_moved_inside(const Resource&, const Options& moved, const std::vector<std::string_view>& names,
                        Diagnostics&);

}  // namespace schema
