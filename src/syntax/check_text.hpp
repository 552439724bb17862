#pragma once
#include "schema/diagnostic.hpp"

namespace schema::syntax {

/// Whether a file can be parsed at all: not too long, UTF-8, no NUL. Reports why not.
bool check_text(const SourceFile& file, Diagnostics& diagnostics);

}  // namespace schema::syntax
