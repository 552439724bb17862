#pragma once
#include "kinds/index.hpp"
#include "postgres/support.hpp"

namespace schema::postgres {

/// " WITH (fillfactor='70')", or nothing.
std::string with_clause(const IndexSettings& settings);

/// Makes the index that CLUSTER uses: "ALTER TABLE t CLUSTER ON i". `index` is an index or a constraint that has one.
void mark_cluster(const Resource& index, Script& out);

/// The changes of the settings that `change` names, for an index or for a constraint through its index.
void alter_index_settings(const Change& change, const IndexSettings& from, const IndexSettings& to, Script& out);

}  // namespace schema::postgres
