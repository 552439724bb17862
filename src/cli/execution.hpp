#pragma once
#include "apply/run.hpp"
#include "apply/session.hpp"
#include "cli/context.hpp"
#include "plan/print.hpp"

namespace schema::cli {

/// Runs the plan with a progress bar, says who is waited for, and how a run that was broken off left the database.
/// Nothing if all was done, otherwise the exit code (and why is reported).
std::optional<int> execute_plan(Context&, Session&, const Plan&, RunOptions);

/// The last word of an apply that did what it should.
int report_applied(Context&, const Plan&, const Outputs&, double seconds);

}  // namespace schema::cli
