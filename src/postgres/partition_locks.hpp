#pragma once
#include "plan/statement.hpp"

namespace schema::postgres {

/// Says that the statement locks the table and all that are its partitions as the statement runs. `because_of`: see
/// LockedResource.
void lock_with_partitions(const Resource& table, Lock, Statement&, const Resource* because_of = nullptr);

/// The table that a foreign key refers to, or null: an extension's is none of ours.
const Resource* referenced_table(const Resource& foreign_key);

}  // namespace schema::postgres
