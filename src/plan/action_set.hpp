#pragma once
#include "plan/actions.hpp"

namespace schema {

inline constexpr size_t kNone = SIZE_MAX;

/// The actions of all pairs before they have an order, and in whose statements they are done.
struct ActionSet {
  /// A pair's actions by what they do.
  struct OfPair {
    size_t aside = kNone, drop = kNone, build = kNone, drop_aside = kNone;
  };

  std::vector<Action> all;
  std::vector<OfPair> of;       ///< by pair
  std::vector<size_t> dropped;  ///< the pairs that go for good

  /// The action whose statement does this one.
  size_t group(size_t action) const {
    while (all[action].group != action) action = all[action].group;
    return action;
  }

  /// Whether a statement of its own does it, not that of a whole that it is a part of.
  bool is_alone(size_t action) const { return action != kNone && group(action) == action; }
};

/// What the pairs' fates ask for, a child's in its parent's statement where that can say it.
ActionSet fold_actions(const Pairs&);

/// `first` is done before `then`; both are actions.
struct Constraint {
  size_t first, then;
  bool soft;
};

/// What must come before what: by what the actions need, free and use up.
std::vector<Constraint> constraints_of(const Pairs&, const ActionSet&);

}  // namespace schema
