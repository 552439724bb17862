#include "postgres/partition_locks.hpp"

#include "kinds/constraint.hpp"
#include "kinds/table.hpp"

namespace schema::postgres {

void lock_with_partitions(const Resource& table, Lock lock, Statement& s, const Resource* because_of) {
  s.locks_on(table, lock, because_of);
  if (auto whole = is<Table>(&table))
    for (auto part : whole->parts) lock_with_partitions(*part->parent, lock, s, part);
}

const Resource* referenced_table(const Resource& r) {
  auto& refs = as<ForeignKey>(r).ref_columns;
  return refs.empty() || !refs.front().to ? nullptr : refs.front().to->parent;
}

}  // namespace schema::postgres
