#pragma once
#include "lang/evaluate.hpp"
#include "lint/settings.hpp"
#include "model/field_type.hpp"
#include "workspace/rollout.hpp"

namespace schema {

/// `policy { ... }`: what a plan may do without being asked.
struct Policy : lint::Settings {
  std::vector<std::string> approve;  ///< public keys; if there are any, only plans run that one of them has signed
  std::optional<int64_t> approvals;  ///< how many of them must have; unset: one
  std::string lock_timeout;          ///< "3s"; empty: see Timeouts
  std::string statement_timeout;
  std::string lock_wait;
  bool online = false;
  std::optional<int64_t> backfill_rows;  ///< see Backfill
  std::string backfill_pause;
  bool watch = false;  ///< an event trigger notes who changes what
  std::string record;  ///< "database" or a file: where it is kept what was applied
  static std::span<const Field> fields();
};

/// `env "name" { ... }` of the project file: one database and what it shall hold.
struct Environment {
  std::string name;
  std::string url;
  std::vector<std::string> credentials;  ///< a program and its arguments; it prints user and password
  std::string dev;                   ///< a server for scratch databases
  std::vector<std::string> src;      ///< files, folders, or env:// and URLs
  std::vector<std::string> schemas;  ///< to manage; those that the files declare if empty
  std::vector<std::string> exclude;
  std::vector<std::string> manage;
  std::vector<std::string> search_path{"public"};
  Boxed<Policy> policy;
  Boxed<Rollout> rollout;
  std::map<std::string, lang::Value> vars;
  bool sensitive_url = false;
  static std::span<const Field> fields();
};

/// The project file, with one environment chosen.
struct Project {
  std::string root;  ///< its folder; relative paths start there
  Environment environment;
  /// Of an environment with for_each: each tenant's variables. `environment` is then the first of them.
  std::optional<std::vector<std::map<std::string, lang::Value>>> tenants;
  std::string file;                              ///< empty: the command line said it all
  std::map<std::string, std::string> variables;  ///< values given on the command line
};

/// Reads `path` and evaluates the environment `name` (the only one if it is empty); reports what is wrong. Given
/// variables that the project file does not declare are for the environment's files.
std::optional<Project> load_project(const std::string& path, const std::string& name, const std::map<std::string, std::string>& variables,
                                    Sources&, Diagnostics&);

/// The URL that a text means: itself, or that of the environment NAME of the same project file for env://NAME. Nothing
/// (and reported) if there is no such environment.
std::optional<std::string> url_of(const std::string& text, const Project&, Sources&, Diagnostics&);

/// Whether a source names a database, not a path.
bool is_url(std::string_view text);

/// schema.hcl in this folder or the nearest one above it; empty if there is none.
std::string find_project_file();

}  // namespace schema
