#pragma once
#include <string_view>

namespace schema::lang {

/// Whether a path matches a pattern: `*`, `?` and `[a-z]` within a folder's name, `**` for any folders, `{a,b}`.
bool glob_matches(std::string_view pattern, std::string_view path);

}  // namespace schema::lang
