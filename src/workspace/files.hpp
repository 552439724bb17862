#pragma once
#include <string>
#include <vector>

#include "lang/evaluate.hpp"
#include "schema/diagnostic.hpp"

namespace schema {

/// Reads one file; null (and a diagnostic) if that fails.
const SourceFile* read_source(const std::string& path, Sources&, Diagnostics&);

/// The files that a path stands for: itself, or every .schema and .sql file below a folder, sorted. Reports a path that does
/// not exist.
std::vector<std::string> source_files(const std::string& path, Diagnostics&);

/// How files below `root` are evaluated: its files and the environment can be read, types are known.
lang::Options evaluation_options(const std::string& root, Sources&);

}  // namespace schema
