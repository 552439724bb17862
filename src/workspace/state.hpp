#pragma once
#include "model/decode.hpp"
#include "postgres/embedded.hpp"
#include "postgres/judge.hpp"
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

/// The desired state that .schema and .sql files and folders describe, or another database holds, resolved.
Declared load_files(const std::vector<std::string>& paths, const LoadOptions&, Sources&, Diagnostics&);

}  // namespace schema
