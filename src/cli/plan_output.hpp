#pragma once
#include "cli/command.hpp"
#include "plan/plan.hpp"
#include "plan/print.hpp"

namespace schema::cli {

/// How a plan is shown: shared by plan, apply and diff.
struct PlanOutput {
  std::string format;  ///< empty: by the name of `file`, or text
  std::string file;
  bool explain = false;
  bool statements = false;  ///< show them also where nobody asked for more detail
  std::string nothing = "No changes. The database matches the files.";  ///< what an empty plan says
  std::optional<Timeouts> timeouts;    ///< for the script: what the policy sets in every transaction
  const PlanStates* states = nullptr;  ///< of a plan that is saved to be applied later
  Outputs outputs;                     ///< of the files, printed below the plan
};

void add_output_options(Command&, PlanOutput&);

/// Whether the plan goes to a file from which it can be applied.
bool saves_plan(const Context&, const PlanOutput&);

/// text, sql or json.
std::string format_of(const Context&, const PlanOutput&);

/// Prints the plan; false if that failed.
bool print_plan(Context&, const Plan&, const PlanOutput&);

}  // namespace schema::cli
