#pragma once
#include <optional>
#include <string>

#include "lang/interpreter.hpp"

namespace schema::lang {

/// The absolute folder of a file that was read.
std::string folder_of(const SourceFile& file);

/// The absolute path, read from `base` where it is relative. An error if it leaves the project.
std::optional<std::string> project_path(Interpreter& in, const std::string& base, const std::string& path, Range where);

/// The file's text, or an error. The path is absolute.
std::optional<std::string> read_project_file(Interpreter& in, const std::string& path, Range where);

}  // namespace schema::lang
