#pragma once
#include "kinds/constraint.hpp"
#include "kinds/inherit.hpp"

namespace schema {

/// For each foreign key of a partitioned table, those of its partitions: an equal one that is there is taken over,
/// otherwise one is added, as the server does.
void complete_foreign_key_parts(Catalog&, Diagnostics&);

/// Whether complete_foreign_key_parts would add just this one.
bool is_implied_foreign_key(const Resource&);

/// The foreign key of the partitioned table that a partition's is a part of, or null.
ForeignKey* whole_foreign_key(const ForeignKey&);

/// The leader of a partition's foreign key (see Kind::leader): the partitioned table's, or what attaches the partition.
Resource* foreign_key_leader(const Resource&, const Resource& other_table);

/// What partitions have from their partitioned tables is called as it is in the database: the server chose the names, and
/// pg_dump does not tell them.
void adopt_foreign_key_names(Catalog& desired, const Catalog& current);

}  // namespace schema
