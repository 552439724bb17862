#pragma once
#include <functional>

#include "plan/script.hpp"
#include "postgres/execute.hpp"
#include "workspace/project.hpp"

namespace schema {

class Journal;

/// How far a run came.
struct RunResult {
  size_t done = 0;       ///< steps
  size_t committed = 0;  ///< of them, those that a failure does not take back
};

/// How a plan runs, and who hears of it.
struct RunOptions {
  Timeouts timeouts;
  std::function<void(const Step&, size_t index)> progress;  ///< called before each step
  std::function<void(const std::string&)> say;              ///< who is waited for, what is tried again; any thread
  std::function<bool()> stop;                               ///< whether to give up between two tries
  Journal* journal = nullptr;                               ///< of plans that are more than one transaction
  size_t first = 0;                                         ///< the transaction to begin with
  size_t end = SIZE_MAX;                                    ///< the transaction to stop before
  bool resumes = false;                                     ///< a statement outside of transactions may be half done
};

/// Runs the plan in as few transactions as the server allows. A transaction that ends because others hold its locks is
/// tried again, after pauses that grow. `result` is right at any time, also when this throws (StepError,
/// ConnectionError).
void run_plan(postgres::Connection&, const Plan&, const RunOptions&, RunResult& result);

/// What the policy says of time, and what holds where it says nothing.
Timeouts timeouts_of(const Policy&);

}  // namespace schema
