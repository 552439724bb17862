#pragma once
#include "plan/scope.hpp"

namespace schema {

/// What is managed in a database: a short hash by address. Two databases of one state have equal ones.
using State = std::map<std::string, std::string>;

/// The state of a database that was read. What differs between equal databases (positions, names of the database, owners
/// where the files name none) is no part of it, nor are secrets.
State state_of(const Catalog&, const ManagedScope&);

/// "sha256:...": of all of it.
std::string fingerprint(const State&);

/// An address that only one of two states has ('-', '+'), or that differs ('~').
struct StateChange {
  char sign;
  std::string address;
};
std::vector<StateChange> differences(const State& from, const State& to);

/// `base` with what changed between `before` and `after`.
State with_changes(const State& base, const State& before, const State& after);

/// What a saved plan says of the states that it leads from and to.
struct PlanStates {
  State from;
  std::optional<State> to;         ///< unset: it could not be tried out
  std::vector<std::string> after;  ///< fingerprints after each transaction
};

}  // namespace schema
