#pragma once
#include "plan/plan.hpp"
#include "postgres/execute.hpp"
#include "workspace/project.hpp"

namespace schema {

/// How far a run came.
struct RunResult {
  size_t done = 0;       ///< steps
  size_t committed = 0;  ///< of them, those that a failure does not take back
};

/// Runs the plan in one transaction, as far as the server allows: a statement that it refuses in one runs on its own,
/// and what others can use only after COMMIT is committed first. `result` is right at any time, also when this throws
/// (StepError, ConnectionError).
void run_plan(postgres::Connection&, const Plan&, const Policy&, RunResult& result, const postgres::Progress& progress);

}  // namespace schema
