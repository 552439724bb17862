#pragma once
#include "plan/fingerprint.hpp"
#include "plan/plan.hpp"
#include "postgres/scratch.hpp"

namespace schema {

/// A copy of a database without its rows, in a scratch database, on which a plan is tried out.
class Proof {
 public:
  Proof() = default;
  Proof(const Proof&) = delete;
  Proof& operator=(const Proof&) = delete;
  ~Proof();

  /// Makes the copy. False (reported) if it cannot be made. `target` is only read; throws ConnectionError if there is
  /// no server for the copy.
  bool copy(postgres::Connection& target, const postgres::ScratchOptions&, const ManagedScope&, Diagnostics&);

  /// Runs the plan there and sets `to` and `after` of the states, `from` given. False (reported) if a statement fails.
  /// What belongs to the cluster, and what would connect to other hosts, is left out.
  bool run(const Plan&, PlanStates&, Diagnostics&);

  /// The state that was reached.
  Catalog& reached() { return reached_; }
  /// Whether the copy could show this resource as the database has it: if not, nothing is proved about it.
  bool knows(const std::string& address, const State& from) const;

  postgres::Connection& connection() { return database_->connection(); }

 private:
  void make_roles(postgres::Connection& target);
  void make_role(const std::string& name, std::string_view rights);
  void drop_roles();

  std::optional<postgres::Scratch> scratch_;
  std::optional<postgres::FreshDatabase> database_;
  std::string user_;  ///< who will apply
  State before_;
  ManagedScope scope_;
  Catalog reached_;
};

/// Whether a step can be tried out in another database.
bool can_be_tried(const Step&);

}  // namespace schema
