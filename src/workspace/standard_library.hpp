#pragma once
#include <span>
#include <string_view>

namespace schema {

/// A file of `stdlib/`, as the program carries it.
struct StandardFile {
  std::string_view name;  ///< "std/timestamps"
  std::string_view text;
};

/// Sorted by name. The text comes from `stdlib/*.schema` when the program is built.
std::span<const StandardFile> standard_library();

}  // namespace schema
