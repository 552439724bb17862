#pragma once
#include "kinds/partition.hpp"
#include "plan/statement.hpp"

namespace schema::postgres {

/// "RANGE (a, lower(b) COLLATE \"C\" text_ops)", as pg_get_partkeydef prints it.
PartitionKey read_partition_key(std::string_view text);

/// "FOR VALUES FROM (0) TO (10)", as the server prints a partition's bound; "DEFAULT" is none.
Bound read_bound(std::string_view text);

/// " PARTITION BY RANGE (a)".
void write_partition_key(const PartitionKey& key, Statement& s);

/// "FOR VALUES IN ('a')" or "DEFAULT".
void write_bound(const Bound& bound, Statement& s);

}  // namespace schema::postgres
