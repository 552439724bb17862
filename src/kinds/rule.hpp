#pragma once
#include "model/field_type.hpp"

namespace schema {

/// What the server does in place of a command on a table or view, or besides it.
struct Rule final : Resource {
  Ref on;  ///< its table or view, when it is written at top level
  Word event;
  Sql where_expr;
  bool instead = false;
  Sql actions;  ///< commands with semicolons between them; empty: NOTHING
  Word enabled{"origin"};
};

}  // namespace schema
