#pragma once
#include <functional>
#include <map>
#include <string>

#include "schema/diagnostic.hpp"

namespace CLI {
class App;
}

namespace schema::cli {

/// What a run says to the shell.
enum ExitCode : int {
  kDone = 0,
  kError = 1,
  kPending = 2,  ///< plan --detailed-exitcode: there are changes
  kRefused = 3,  ///< the project's policy forbids it
  kSome = 4,     ///< of an environment's tenants some are changed, not all
  kInterrupted = 130,
};

/// Options that every command takes, before or after its name.
struct GlobalOptions {
  std::string project_file;  ///< empty: the nearest schema.hcl upwards
  std::string environment;
  std::map<std::string, std::string> variables;
  bool json = false;
  bool no_color = false;
  bool quiet = false;
  bool verbose = false;
};

/// One run of the program: what all commands share.
struct Context {
  GlobalOptions options;
  Sources sources;
  Diagnostics diagnostics;
  std::function<int()> command;  ///< the chosen one
  std::string epilogue;          ///< last words on stderr, after the errors
};

/// Adds one command with its options; when it is chosen, it sets Context::command.
using AddCommand = void (*)(CLI::App&, Context&);
void add_init(CLI::App&, Context&);
void add_validate(CLI::App&, Context&);
void add_fmt(CLI::App&, Context&);
void add_inspect(CLI::App&, Context&);
void add_diff(CLI::App&, Context&);
void add_plan(CLI::App&, Context&);
void add_apply(CLI::App&, Context&);
void add_lint(CLI::App&, Context&);
void add_approve(CLI::App&, Context&);
void add_graph(CLI::App&, Context&);
void add_docs(CLI::App&, Context&);
void add_debug(CLI::App&, Context&);
void add_completion(CLI::App&, Context&);
void add_version(CLI::App&, Context&);

/// The whole program.
int main(int argc, char** argv);

}  // namespace schema::cli
