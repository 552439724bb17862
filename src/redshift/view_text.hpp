#pragma once
#include "redshift/support.hpp"

/// What views and materialized views share.
namespace schema::redshift {

/// Each view of the database with its owner, comment and what pg_get_viewdef prints; `materialized` chooses.
void inspect_views(Inspector&, bool materialized, const std::function<void(Row&, Oid, std::string schema, std::string printed)>&);

/// The relations and functions that the query names, as needs of the resource.
void add_needs(Resource&, const std::string& query, const Catalog&, bool soft);

/// Takes over the text of the database where it means the same as what is declared.
void adopt_query(Sql& desired, const Sql& current, const std::string& schema, const Catalog& all);

}  // namespace schema::redshift
