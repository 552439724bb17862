#pragma once
#include "model/field_type.hpp"

namespace schema {

/// Which rows of a table a role sees or writes, once row security is enabled.
struct RowPolicy final : Resource {
  Ref on;  ///< its table, when it is written at top level
  Word as{"permissive"};
  Word command{"all"};
  std::vector<std::string> to;  ///< sorted; empty: PUBLIC
  Sql visible, check;
};

}  // namespace schema
