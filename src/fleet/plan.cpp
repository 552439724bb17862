#include "fleet/plan.hpp"

#include "sql/quote.hpp"

namespace schema::fleet {

std::string Group::named(std::string text) const {
  if (placeholder) placeholder->to(example()).apply(text);
  return text;
}

bool Group::drops() const {
  auto leaves = [](const Step& step) { return step.verb == Verb::drop && !step.resource->parent; };
  return std::any_of(plan.steps.begin(), plan.steps.end(), leaves);
}

bool FleetPlan::empty() const { return common.empty() && to_change() == 0; }

bool FleetPlan::destructive() const {
  return common.destructive() ||
         std::any_of(groups.begin(), groups.end(), [](auto& g) { return g->plan.destructive(); });
}

size_t FleetPlan::tenants() const {
  size_t count = 0;
  for (auto& group : groups) count += group->tenants.size();
  return count;
}

size_t FleetPlan::to_change() const {
  size_t count = 0;
  for (auto& group : groups) count += group->plan.empty() ? 0 : group->tenants.size();
  return count;
}

std::string key_of(const Step& step, const Group& group) {
  auto text = fmt::format("{} {}", static_cast<int>(step.verb), step.resource->address);
  for (auto& statement : step.statements) text += "\n" + statement.sql;
  std::vector<std::pair<std::string, std::string>> names;
  auto& core = group.placeholder ? group.placeholder->name : group.example().name;
  names.emplace_back(core, "\1");
  names.emplace_back(sql::quote_ident(core), "\1");
  size_t i = 0;
  for (auto& schema : group.placeholder ? group.placeholder->schemas : group.example().schemas)
    if (auto mark = fmt::format("\1{}", i++); schema != core)
      for (auto& written : {schema, sql::quote_ident(schema)}) names.emplace_back(written, mark);
  Renaming(core, std::move(names)).apply(text);
  return text;
}

std::string key_of(const Group& group) {
  std::string key;
  for (auto& step : group.plan.steps) key += key_of(step, group) + "\n\n";
  return key;
}

}  // namespace schema::fleet
