#pragma once
#include "model/decode.hpp"
#include "postgres/embedded.hpp"
#include "postgres/judge.hpp"
#include "syntax/ast.hpp"
#include "workspace/project.hpp"

namespace schema {

/// What reading files needs besides their paths.
struct LoadOptions {
  std::string root = ".";
  const Project* project = nullptr;  ///< where env://NAME is looked up
  std::map<std::string, lang::Value> vars;
  std::vector<std::string> search_path{"public"};
  postgres::ScratchJudge* judge = nullptr;  ///< where .sql is run; unset: .sql is an error
};

/// The paths of a source, read and sorted by what they hold.
struct Inputs {
  std::vector<syntax::Body> bodies;
  std::vector<const SourceFile*> scripts;
  std::vector<std::string> databases;  ///< URLs

  bool mixed() const { return !bodies.empty() + !scripts.empty() + !databases.empty() > 1; }
};
Inputs read_inputs(const std::vector<std::string>& paths, const LoadOptions&, Sources&, Diagnostics&);

/// What the parsed files declare with these values of their variables, resolved.
Declared evaluate_files(const std::vector<syntax::Body>&, const LoadOptions&, Sources&, Diagnostics&);

/// The desired state that .schema and .sql files and folders describe, or another database holds, resolved.
Declared load_files(const std::vector<std::string>& paths, const LoadOptions&, Sources&, Diagnostics&);

}  // namespace schema
