#pragma once
#include "schema/diagnostic.hpp"
#include "schema/resource.hpp"

namespace schema {

/// Reports that `what` came with the version `since`, if the server is older; `doc` says what it is, or what to write.
void check_version(const Resource&, const std::string& what, int since, std::string_view doc, int server_version,
                   Diagnostics&);

/// Reports what the files ask for and the target's version does not have (FieldOptions::since).
void check_versions(const Catalog& desired, int server_version, Diagnostics&);

}  // namespace schema
