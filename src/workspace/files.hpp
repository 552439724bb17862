#pragma once
#include <string>
#include <vector>

#include "lang/evaluate.hpp"
#include "schema/diagnostic.hpp"

namespace schema {

/// Reads one file; null (and a diagnostic) if that fails.
const SourceFile* read_source(const std::string& path, Sources&, Diagnostics&);

/// How the names of sources end: .schema, Atlas's .pg.hcl, and .sql.
const std::vector<std::string>& source_extensions();

/// The files that a path stands for: itself, or every .schema, .pg.hcl and .sql file below a folder, sorted. Reports a path that
/// does not exist, and links that lead out of both the folder and the project (`root`).
std::vector<std::string> source_files(const std::string& path, Diagnostics&, const std::string& root = {});

/// The files below a folder with one of these extensions (".schema"), sorted. Hidden folders are left out: the tool
/// keeps a server in one.
std::vector<std::string> files_below(const std::string& folder, const std::vector<std::string>& extensions, Diagnostics&,
                                     const std::string& root = {});

/// How files below `root` are evaluated: its files and the environment can be read, types are known.
lang::Options evaluation_options(const std::string& root, Sources&);

}  // namespace schema
