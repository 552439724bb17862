#pragma once
#include "cli/context.hpp"
#include "workspace/project.hpp"

namespace schema::cli {

/// Whether the plan in this file (null: one that was just made) has the approvals that the policy wants; reports what
/// is missing.
bool check_approvals(Context&, const Policy&, const SourceFile* plan);

}  // namespace schema::cli
