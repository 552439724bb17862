#pragma once
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "cli/context.hpp"

namespace schema::cli {

/// -c, --env, --var, ...
void add_global_options(CLI::App&, Context&);

/// What CLI11 found wrong with the command line, with the nearest command or option; exits with 0 after --help.
int report_usage(const CLI::App&, const CLI::ParseError&, Context&);

}  // namespace schema::cli
