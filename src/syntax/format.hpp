#pragma once
#include <optional>
#include <string>

#include "schema/diagnostic.hpp"

namespace schema::syntax {

/// The file in canonical layout, every comment kept; nothing if the file does not parse (the errors are reported).
/// Idempotent: format(format(x)) == format(x).
std::optional<std::string> format(const SourceFile& file, Diagnostics& diagnostics);

}  // namespace schema::syntax
