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
  std::string nothing = "No changes. The database matches the files.";  ///< what an empty plan says
  std::vector<std::string> settings;  ///< for the script: what the policy sets in every transaction
  Outputs outputs;                    ///< of the files, printed below the plan
};

void add_output_options(Command&, PlanOutput&);

/// text, sql or json.
std::string format_of(const Context&, const PlanOutput&);

/// Prints the plan; false if that failed.
bool print_plan(Context&, const Plan&, const PlanOutput&);

}  // namespace schema::cli
