#pragma once
#include "cli/approval.hpp"
#include "cli/plan_output.hpp"
#include "workspace/project.hpp"

namespace schema::cli {

/// `schema plan` of an environment with for_each.
int plan_fleet(Context&, const Project&, const PlanOutput&, const std::vector<std::string>& tenants,
               bool detailed_exitcode);

/// What the command line says of `schema apply` of such an environment.
struct FleetApply {
  Approval approval;
  bool dry_run = false;
  bool explain = false;
  std::vector<std::string> tenants;  ///< only these; all if empty
};
int apply_fleet(Context&, const Project&, const FleetApply&);

}  // namespace schema::cli
