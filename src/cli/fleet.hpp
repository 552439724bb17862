#pragma once
#include "cli/apply_saved.hpp"
#include "cli/plan_output.hpp"
#include "workspace/project.hpp"

namespace schema::cli {

/// `schema plan` of an environment with for_each.
int plan_fleet(Context&, const Project&, const PlanOutput&, const std::vector<std::string>& tenants,
               bool detailed_exitcode);

/// `schema apply` of such an environment.
int apply_fleet(Context&, const Project&, const ApplyCommand&);

}  // namespace schema::cli
