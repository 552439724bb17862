#pragma once
#include "apply/session.hpp"
#include "cli/target.hpp"

namespace schema::cli {

/// Where the environment keeps what was applied: "database", a file's path, or empty.
std::string record_place(const Project&);

/// What changed in the database since the last apply. With `detailed` the exit code says whether something did.
int show_drift(Context&, const TargetOptions&, bool detailed);

/// "  ~ table.app.t", one a line.
std::string changes_text(const std::vector<StateChange>&);

}  // namespace schema::cli
