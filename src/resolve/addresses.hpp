#pragma once
#include "resolve/scope.hpp"

namespace schema {

/// The real schema name of every resource that has one, from `schema = schema.x`.
void set_schemas(Catalog&, const Labels&, Diagnostics&);

/// Parents of children that are written at top level, then every resource's name and address.
void set_addresses(Catalog&, const Labels&, Diagnostics&);

/// The name as SQL text in a schema's own context spells it: without the schema where that is the own one.
std::string qualify(const Resource&, std::string_view own_schema);

}  // namespace schema
