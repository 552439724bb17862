#pragma once
#include "postgres/support.hpp"

namespace schema::postgres {

/// Starts a CREATE INDEX CONCURRENTLY of this name in the resource's schema: the caller writes the statement. What a
/// broken build left is found and taken away.
Statement& build_concurrently(const Resource& resource, const std::string& name, Script& out);

/// DROP INDEX CONCURRENTLY.
Statement& drop_concurrently(const Resource& resource, const std::string& name, Script& out);

}  // namespace schema::postgres
