#pragma once
#include "fleet/fingerprint.hpp"
#include "fleet/script.hpp"
#include "postgres/judge.hpp"

namespace schema::fleet {

/// Tenants in the same state, and the plan for them.
struct Group {
  std::vector<const Tenant*> tenants;
  Fingerprint state;
  bool missing = false;                    ///< their schemas are not there yet
  std::optional<Placeholder> placeholder;  ///< in whose name the plan is made; unset: in the one tenant's own
  Catalog current;                         ///< what the plan's steps point into
  Declared desired;
  Plan plan;
  ScriptTemplate script;

  const Tenant& example() const { return *tenants.front(); }
  /// The text with the example's name in it.
  std::string named(std::string text) const;
  bool drops() const;  ///< whether something goes that others may be looking at
};

/// What shall be done to all tenants.
struct FleetPlan {
  std::vector<std::unique_ptr<Group>> groups;  ///< the largest first
  Plan common;  ///< what the files declare outside of the tenants' schemas: done once, before all tenants
  std::vector<std::string> left_alone, unread;

  bool empty() const;
  bool destructive() const;
  size_t tenants() const;
  size_t to_change() const;  ///< tenants with something to do
};

/// The path below the schema: "table.users.column.id".
std::string path_below(const Resource&);

/// The key by which two plans are the same but for the tenant's name.
std::string key_of(const Step&, const Group&);
std::string key_of(const Group&);

}  // namespace schema::fleet
