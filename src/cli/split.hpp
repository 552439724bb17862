#pragma once
#include "cli/context.hpp"
#include "schema/resource.hpp"

namespace schema::cli {

/// The managed resources as one text.
std::string schema_text(const Catalog&);

/// The same as a folder: SCHEMA/KIND.schema for what lies in a schema, KIND.schema for the rest. Files of an earlier
/// split that are no part of this one are named on stderr, and left. False (and reported) if something cannot be
/// written.
bool write_split(Context&, const Catalog&, const std::string& folder);

}  // namespace schema::cli
