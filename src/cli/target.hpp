#pragma once
#include "cli/command.hpp"
#include "workspace/project.hpp"

namespace schema::cli {

/// How a command line names a database and the files that describe it without a project file.
struct TargetOptions {
  std::string url;
  std::vector<std::string> src;
  std::vector<std::string> schemas;
  std::vector<std::string> exclude;
};

void add_url_option(Command&, TargetOptions&);
void add_src_option(Command&, TargetOptions&);
void add_scope_options(Command&, TargetOptions&);

/// The environment that --env or the project file names, with what the command line says instead; --url alone needs no
/// project file. Reports what is missing.
std::optional<Project> find_target(Context&, const TargetOptions&, bool needs_src);

}  // namespace schema::cli
