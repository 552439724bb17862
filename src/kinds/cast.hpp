#pragma once
#include "kinds/operation.hpp"

namespace schema {

/// How values of one type become values of another.
struct Cast final : Resource {
  Type source, target;
  Name function;               ///< empty: see `method`
  std::vector<TypeItem> args;  ///< of the function; empty: the source type
  Word method;                 ///< without a function: "binary" or "inout"
  Word context{"explicit"};
};

}  // namespace schema
