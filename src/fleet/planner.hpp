#pragma once
#include <future>
#include <set>
#include <unordered_map>

#include "apply/session.hpp"
#include "fleet/database_worker.hpp"
#include "fleet/plan.hpp"

namespace schema::fleet {

/// Reads a database with many tenants, groups them and plans a group at a time.
class Planner {
 public:
  /// `say` is told who holds what the reading of the database waits for.
  Planner(const Project& project, Sources& sources, Diagnostics& out, std::function<void(const std::string&)> say)
      : project_(project), sources_(sources), out_(out), say_(std::move(say)), desired_(project, sources, out) {}

  /// Connects. Throws ConnectionError.
  postgres::Connection& connection();
  /// What speaks to the server, once connected.
  const postgres::Driver& driver() const { return *driver_; }
  /// False if something is wrong, which is reported.
  bool run();

  /// Where a tenant of the plan stands now. Reads over this connection; may be called by any thread.
  Standing find_out(postgres::Connection&, const std::string& tenant);

  FleetPlan& plan() { return plan_; }
  const std::vector<Tenant>& tenants() const { return desired_.tenants(); }
  const Project& project() const { return project_; }
  /// Only these tenants, by their names; all if empty.
  void choose(std::set<std::string> names) { chosen_ = std::move(names); }
  /// Why the tenants are planned one by one, which takes longer; empty if that is not so.
  const std::string& looked_at() const { return desired_.looked_at(); }

 private:
  /// What one sweep found of a tenant.
  struct Found {
    Fingerprint state;
    bool exists = false;
    std::set<size_t> entangled;  ///< tenants whose objects it needs, or that need its own
    std::vector<const Resource*> tops;
  };

  /// What one sweep found in all.
  struct Sweep {
    std::vector<Found> tenants;
    std::vector<const Resource*> shared;  ///< nobody's
  };

  void forget_choices(Catalog&) const;
  void find_schemas();
  Sweep look_at(const Catalog&) const;
  void group(const Catalog&, const Sweep&);
  std::vector<const Resource*> part_of(size_t tenant, const Sweep&) const;
  bool plan_all();
  bool plan_group(Group&);
  bool plan_together(Group&, Catalog current);
  Plan make(const Group&, Catalog& current, Declared& desired, Diagnostics&);
  void take_common(Group&);
  std::vector<Finding> findings(const Group&, const Plan&);
  bool is_common(const Step&, const Group&) const;
  const Tenant* tenant_of(const Resource&) const;
  size_t index_of(const Tenant& t) const { return static_cast<size_t>(&t - desired_.tenants().data()); }
  bool is_chosen(const Tenant& t) const { return chosen_.empty() || chosen_.contains(t.name); }

  const Project& project_;
  Sources& sources_;
  Diagnostics& out_;
  std::function<void(const std::string&)> say_;
  std::optional<postgres::Opened> opened_;
  const postgres::Driver* driver_ = nullptr;
  std::optional<postgres::ScratchJudge> judge_;
  DesiredStates desired_;
  std::set<std::string> chosen_;
  std::set<const Tenant*> by_itself_;  ///< whose group's plan could not be put into other names
  std::unordered_map<std::string_view, const Tenant*> by_schema_;
  std::string user_;
  FleetPlan plan_;
  std::set<std::string> common_keys_;
  std::mutex mutex_;  ///< of plans that are made while the rollout runs
};

}  // namespace schema::fleet
