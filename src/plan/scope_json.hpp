#pragma once
#include "plan/scope.hpp"
#include "text/json.hpp"

namespace schema {

/// What is managed, as saved plans and the record of what was applied keep it.
Json scope_json(const ManagedScope&);
/// Throws nlohmann's exceptions where the JSON is none of a scope.
ManagedScope read_scope(const Json&);

}  // namespace schema
