#pragma once
#include "plan/pairs.hpp"
#include "schema/diagnostic.hpp"

namespace schema {

enum class Verb : uint8_t {
  rename,     ///< what a moved block says
  set_aside,  ///< a replaced type gets a temporary name
  drop,
  alter,
  create,
  drop_aside,  ///< and goes once nothing uses it
};

/// One thing to do to one resource. The unit that is ordered.
struct Action {
  Verb verb;
  size_t pair;
  /// The action whose statement does this as well (a column's in its table's), or this action's own place.
  size_t group;
};

struct Actions {
  std::vector<Action> all;
  /// The groups' first actions, in the order in which they are to be done.
  std::vector<size_t> order;
  /// For each first action the members of its group: itself, then the others in the order of the catalog.
  std::vector<std::vector<size_t>> members;
};

/// Turns the pairs' fates into actions and orders them by what they need, free and use up. Cycles are broken by saying
/// separately what was folded into another statement, and by giving up what is needed only at run time; a cycle that is
/// left is reported.
Actions order_actions(const Pairs&, Diagnostics&);
/// Reports the same cycles.
void check_order(const Pairs&, Diagnostics&);

}  // namespace schema
