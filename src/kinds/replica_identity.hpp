#pragma once
#include "model/field_type.hpp"

namespace schema {

/// What of an old row logical replication sends: all of it, nothing, or the columns of an index. By itself it is the
/// primary key.
struct ReplicaIdentity final : Resource {
  Ref identity;  ///< the index, or in place of an address "full" or "nothing"
};

}  // namespace schema
