#pragma once
#include "cli/approval.hpp"
#include "cli/execution.hpp"
#include "cli/plan_output.hpp"
#include "cli/target.hpp"

namespace schema::cli {

struct ApplyCommand {
  TargetOptions target;
  PlanOutput output;
  Approval approval;
  std::string saved;      ///< the plan to run; empty: one that is made now
  std::string lock_wait;  ///< empty: the policy's
  bool dry_run = false;
  bool recreate = false;
  std::vector<std::string> tenants;  ///< only these, of an environment with for_each
};

/// Runs a saved plan on a database that is in the state for it, or takes up a run of it that was broken off.
int apply_saved(Context&, const Project&, const ApplyCommand&);

/// The environment's policy with what the command line says instead.
Policy policy_of(const Project&, const ApplyCommand&);
/// Whether its durations can be read; reports the one that cannot.
bool check_policy(Context&, const Project&, const ApplyCommand&);

/// No other apply works on the database from here on; false (and reported) if one does for too long.
bool lock(Context&, Session&, const Policy&);
bool lock(Context&, postgres::Connection&, const Policy&);

/// The plan on stdout; with --json it is part of the last word there, and whoever is asked reads it on stderr.
bool show_plan(Context&, const Plan&, const ApplyCommand&, const PlanOutput&);

/// Keeps what the database holds now, if the policy says so.
void record(Context&, Session&, const Project&, const Plan&);

}  // namespace schema::cli
