#pragma once
#include "fleet/plan.hpp"
#include "plan/print.hpp"

namespace schema::fleet {

/// "1,483".
std::string count_text(size_t);

/// How many tenants need what; each group's plan once, in the name of its first tenant; then what sets single tenants
/// apart from the largest group.
std::string print_text(const FleetPlan&, const PrintOptions&);

/// The same for programs. "format" is the version of its shape.
std::string print_json(const FleetPlan&);

/// Each group's script once, with the names of its tenants in a comment.
std::string print_sql(const FleetPlan&, const Timeouts& timeouts);

}  // namespace schema::fleet
