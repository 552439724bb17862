#pragma once
#include "kinds/inherit.hpp"

namespace schema {

/// All tables that are partitions, each behind the one that it is a partition of.
std::vector<Table*> partitions_from_top(const Catalog&);

/// For each index (or key) of a partitioned table, of the kind, those of its partitions: one that is there and equal is
/// a part of it, otherwise one is added, as the server does.
void complete_index_parts(Catalog&, const Kind&);

/// Whether complete_index_parts would add just this one.
bool is_implied_part(const Resource&);

/// Whether a part of it, on whatever partition, differs from what complete_index_parts would add.
bool has_own_parts(const Resource& index);

/// The leader of an index or key of a partition (see Kind::leader).
Resource* part_leader(const Resource&, const Resource& other_table);

/// The name that the server gives to such an index of a partition: "t_a_idx", "t_pkey".
std::string usual_part_name(const Resource&);

}  // namespace schema
