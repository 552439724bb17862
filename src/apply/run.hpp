#pragma once
#include <functional>

#include "plan/plan.hpp"
#include "postgres/execute.hpp"
#include "workspace/project.hpp"

namespace schema {

/// How far a run came.
struct RunResult {
  size_t done = 0;       ///< steps
  size_t committed = 0;  ///< of them, those that a failure does not take back
};

/// Called before each step.
using Progress = std::function<void(const Step&, size_t index)>;

/// Runs the plan in as few transactions as the server allows. `result` is right at any time, also when this throws
/// (StepError, ConnectionError).
void run_plan(postgres::Connection&, const Plan&, const Policy&, RunResult& result, const Progress& progress);

/// "lock_timeout = '3s'": what the policy sets in every transaction.
std::vector<std::string> settings_of(const Policy&);

}  // namespace schema
