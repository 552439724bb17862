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

std::string path_below(const Resource& r) {
  auto own = fmt::format("{}.{}", r.kind->name, r.kind->objects_owner ? "" : r.name);
  return r.parent ? path_below(*r.parent) + "." + own : own;
}

namespace {

/// The name stands for itself wherever it is; one that means something in the files only before a dot.
Renaming marks_of(const Group& group) {
  bool alone = !group.placeholder && group.example().lane == Lane::alone;
  auto& core = group.placeholder ? group.placeholder->name : group.example().name;
  std::vector<std::pair<std::string, std::string>> names;
  auto backend = group.plan.backend;
  auto add = [&](const std::string& name, const std::string& mark) {
    for (auto& written : {name, backend ? backend->identifier(name) : sql::quote_ident(name)})
      names.emplace_back(alone ? written + "." : written, alone ? mark + "." : mark);
  };
  add(core, "\1");
  size_t i = 0;
  for (auto& schema : group.placeholder ? group.placeholder->schemas : group.example().schemas)
    if (auto mark = fmt::format("\1{}", i++); schema != core) add(schema, mark);
  return {core, std::move(names)};
}

}  // namespace

std::string key_of(const Step& step, const Group& group) {
  auto text = fmt::format("{} {}", static_cast<int>(step.verb), path_below(*step.resource));
  for (auto& statement : step.statements) text += "\n" + statement.sql;
  marks_of(group).apply(text);
  return text;
}

std::string key_of(const Group& group) {
  std::string key;
  for (auto& step : group.plan.steps) key += key_of(step, group) + "\n\n";
  return key;
}

}  // namespace schema::fleet
