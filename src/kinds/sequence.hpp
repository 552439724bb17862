#pragma once
#include "model/field_type.hpp"

namespace schema {

/// A number generator. A sequence behind an identity column is the column's, not a resource.
struct Sequence : Resource {
  Type type;
  std::optional<int64_t> start, increment, min_value, max_value, cache;
  bool cycle = false;
  bool unlogged = false;
  Ref owned_by;  ///< the column that it is dropped with
};

}  // namespace schema
