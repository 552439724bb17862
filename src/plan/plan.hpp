#pragma once
#include "model/decode.hpp"
#include "plan/actions.hpp"
#include "plan/finding.hpp"
#include "plan/scope.hpp"

namespace schema {

/// A field's old and new value as a reviewer reads them.
struct FieldChange {
  std::string field;
  std::string from;
  std::string to;
};

/// The addresses from the change that started it all to a resource; only its own if it changes by itself.
struct CausePath {
  std::vector<std::string> addresses;
  size_t gap = 0;  ///< how many are left out in the middle: whole paths of a chain of views would grow with its square

  bool by_itself() const { return addresses.size() <= 1; }
  /// With what stands for the gap.
  std::vector<std::string> lines() const;
};

/// What is done to one resource (and, in the same statement, to what is folded into it).
struct Step {
  Verb verb;
  const Resource* resource;             ///< as it shall be; as it is for a drop
  std::vector<const Resource*> folded;  ///< made or dropped by the same statement
  bool replaces = false;                ///< one half of a drop and create
  std::vector<FieldChange> changes;
  std::string reason;                   ///< one sentence: why it is done
  CausePath path;
  std::vector<Statement> statements;
  std::string search_path;              ///< the schema whose path its statements rely on; empty for any
  bool continues = false;               ///< a later part of a step that is counted already
};

/// The steps that lead from one state to another, in order.
struct Plan {
  std::vector<Step> steps;
  std::vector<std::string> search_path;  ///< behind the own schema, while a step runs
  /// Reported once: what the database holds that the files do not speak of and the tool leaves alone.
  std::vector<std::string> left_alone;
  /// What the database holds that cannot be managed, each with the reason.
  std::vector<std::string> unread;
  /// What the rules say of it (src/lint), in the order of the steps.
  std::vector<Finding> findings;
  int server_version = 0;
  ManagedScope scope;
  const Backend* backend = nullptr;      ///< whose SQL it is

  bool empty() const { return steps.empty(); }
  bool destructive() const;
};

/// How many changes a plan makes, as a reviewer counts its lines.
struct Totals {
  size_t create = 0, alter = 0, replace = 0, drop = 0;
};
Totals totals(const Plan&);

/// Asks the server for its own version of SQL texts: makes the resources in an empty database and reads them back.
class Judge {
 public:
  virtual ~Judge() = default;
  /// Errors of the server are reported at the resource that caused them, and the catalog is then empty.
  virtual Catalog read_back(const Plan& creation, Diagnostics&) = 0;
};

struct PlanOptions {
  ScopeOptions scope;
  std::vector<std::string> search_path = {"public"};
  std::vector<Moved> moved;                            ///< renames, their `to` resolved
  std::string session_user;                            ///< of the connection that will apply: owns what it creates
  bool online = false;              ///< say steps so that they keep nobody waiting for long, where that is possible
  Backfill backfill = {};
  bool recreate_unmanaged = false;  ///< whether dependents outside the managed schemas may be dropped and created again
};

/// The plan from `current` to `desired`. The judge is asked only about texts that differ (desired is then changed to the
/// server's own text). Both catalogs must outlive the plan.
Plan make_plan(Catalog& current, Catalog& desired, const Backend&, Judge*, const PlanOptions&, Diagnostics&);

/// The plan that makes these resources in an empty database; with their owners, if that is asked for.
Plan plan_creation(const std::vector<Resource*>& resources, const Backend&, int server_version, Diagnostics&,
                   bool owners = false, bool fills = true);
/// Whether there is such a plan: what needs itself is reported.
void check_creation(const std::vector<Resource*>& resources, const Backend&, Diagnostics&);
/// The same for a look at how the server reads them: no query is run, so that functions in it need not work.
Plan plan_sketch(const std::vector<Resource*>& resources, const Backend&, int server_version, Diagnostics&);

/// Gives each statement the number of the transaction that it runs in: as few as the server allows.
void assign_transactions(Plan&);

}  // namespace schema
