#pragma once
#include <optional>

#include "cli/context.hpp"
#include "plan/plan.hpp"
#include "workspace/project.hpp"

namespace schema::cli {

/// What the command line says before anybody is asked.
struct Approval {
  bool automatic = false;          ///< --auto-approve
  bool allow_destructive = false;  ///< --allow-destructive
  std::vector<std::string> allowed;  ///< --allow CODE
};

/// Whether the policy and the user let the plan run: nothing if so, otherwise the exit code (and why is reported).
std::optional<int> refusal(Context&, const Plan&, const Approval&);

}  // namespace schema::cli
