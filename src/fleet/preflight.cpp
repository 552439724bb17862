#include "fleet/preflight.hpp"

#include <set>

#include "fleet/part.hpp"

namespace schema::fleet {

namespace {

/// Of what the group's plan changes or drops.
std::set<std::string> owners_in(const Group& group) {
  std::set<std::string> owners;
  for (auto& step : group.plan.steps) {
    auto now = group.current.find(top_of(*step.resource).address);
    if (now && now->owner) owners.insert(*now->owner);
  }
  return owners;
}

/// How many more tables the plan leaves than it finds.
long more_tables(const Plan& plan) {
  long count = 0;
  for (auto& step : plan.steps) {
    if (step.replaces || !step.resource->kind->keeps_rows) continue;
    count += (step.verb == Verb::create) - (step.verb == Verb::drop);
  }
  return count;
}

}  // namespace

void preflight(const postgres::Driver& driver, postgres::Connection& db, const FleetPlan& plan, const Rollout& rollout,
               Diagnostics& out) {
  postgres::Demand demand{.connections = rollout.parallel.value_or(Rollout::kParallel)};
  long tables = more_tables(plan.common);
  for (auto& group : plan.groups) {
    tables += more_tables(group->plan) * static_cast<long>(group->tenants.size());
    if (group->missing) demand.new_schemas += group->tenants.size();
    for (auto& owner : owners_in(*group))
      for (auto tenant : group->tenants) {
        auto named = owner;
        if (group->placeholder) group->placeholder->to(*tenant).apply(named);
        demand.owners.try_emplace(named, tenant->name);
      }
  }
  demand.new_tables = static_cast<size_t>(std::max(tables, 0L));
  driver.check_demand(db, demand, out);
}

}  // namespace schema::fleet
