#pragma once
#include <optional>
#include <string>

#include "lang/interpreter.hpp"

namespace schema::lang {

/// The absolute path of a file that was read, and of its folder.
std::string path_of(const SourceFile& file);
std::string folder_of(const SourceFile& file);

/// As short as a person writes a path from here: relative below the current folder, otherwise as given.
std::string shown_path(const std::string& path);

/// Whether a path is a folder or lies below it; both are absolute and normal.
bool is_below(const std::string& path, const std::string& folder);

/// Whether a file or folder that is there, with links followed, is in the folder, and not in a hidden one of it: others
/// keep secrets there (.git).
bool stays_inside(const std::string& root, const std::string& path);

/// The absolute path, read from `base` where it is relative. An error if it leaves the project.
std::optional<std::string> project_path(Interpreter& in, const std::string& base, const std::string& path, Range where);

/// The file's text, or an error. The path is absolute.
std::optional<std::string> read_project_file(Interpreter& in, const std::string& path, Range where,
                                            const std::string& help = {});

}  // namespace schema::lang
