#pragma once
#include "postgres/embedded_place.hpp"
#include "postgres/server_binaries.hpp"

namespace schema::postgres {

/// Fills `place.data()` with a new, empty cluster: user postgres, UTF8, C locale, anyone who reaches the socket may
/// log in. initdb runs once per installation, into the cache; a cluster is a copy of what it made.
/// `durable`: the files are on the disk when this returns.
void create_cluster(const EmbeddedPlace& place, const ServerBinaries& binaries, bool durable);

}  // namespace schema::postgres
