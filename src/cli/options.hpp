#pragma once
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "cli/context.hpp"

namespace schema::cli {

/// -c, --env, --var, ...
void add_global_options(CLI::App&, Context&);

/// A command with the examples that end its help.
CLI::App& add_command(CLI::App&, std::string name, std::string description, std::string examples);

/// --format WORD, one of a few.
void add_format_option(CLI::App&, std::string& format, std::vector<std::string> words, std::string usual = {});

/// What CLI11 found wrong with the command line, with the nearest command or option; exits with 0 after --help.
int report_usage(const CLI::App&, const CLI::ParseError&);

}  // namespace schema::cli
