#pragma once
#include "kinds/partition.hpp"
#include "plan/renderer.hpp"

namespace schema::postgres {

/// Whether the server can detach the partition while it is read and written (14; not beside a default partition).
bool detaches_concurrently(const Attachment&, int server_version);

/// Adds that, or the end of what broke off, and takes away what the server leaves on the table.
void detach_concurrently(const Attachment&, const OnlineStep&, Script&);

}  // namespace schema::postgres
