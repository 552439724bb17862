#pragma once
#include <functional>

#include "cli/context.hpp"

namespace schema::cli {

/// Runs the command; every exception becomes a diagnostic. Then prints what was reported and gives the exit code.
int run_guarded(Context&, const std::function<int()>& command);

}  // namespace schema::cli
